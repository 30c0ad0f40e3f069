"""Lena takes a report from the home page to the closed case."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.reporting import BULLYING, reports
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

MOST_LOADS = 12
PARENTS = "Parents or carers informed"


def test_lena_triages_a_report_to_close(visit):
    tom = visit(PHONE).sign_in("tom")
    reference = reports(
        tom,
        kind=BULLYING,
        who="ma",
        part="Offender: they did it",
        words="Names called in a group chat of the tutor group.",
        name="Tom Thorn",
    )

    lena = visit().sign_in("lena")
    lena.loads = 0
    lena.follow(reference, reference)
    lena.sees("Nobody handles it yet")
    lena.press("Acknowledge", reference)
    lena.sees("The report is acknowledged.")
    lena.follow("Record actions taken", "Record actions taken")
    tells_of_a_call_yesterday(lena)
    lena.press("Save", reference)
    lena.follow("Write the summary", "Summary, investigation and outcome")
    lena.types("Brief summary of the incident", "Unkind words in a chat, put right.")
    lena.types("Investigation", "I spoke with both pupils apart.")
    lena.press("Save", reference)
    lena.follow("Close", "Close the incident")
    expect(lena.page.get_by_label("Investigation")).to_have_value("I spoke with both pupils apart.")
    lena.ticks("Conversation or warning")
    lena.types("Outcome and the reasons for it", "A warning: it was the first time.")
    lena.press("Close the incident", reference)
    lena.sees("The incident is closed.")
    assert_chronology_says_who_and_when(lena)
    lena.follow("Incident log", "Incident log")
    expect(row_of(lena, reference)).to_contain_text("Closed")
    assert lena.loads <= MOST_LOADS

    tom.open(f"/oakfield/incidents/sent/{reference}/", "Report received")
    expect(tom.page.get_by_role("main")).to_contain_text("Closed")
    tom.sees_nothing_of("warning", "I spoke with both pupils")


def tells_of_a_call_yesterday(lena):
    lena.ticks(PARENTS)
    call = lena.page.get_by_role("group", name=PARENTS)
    expect(call.get_by_label("Who did it")).to_have_value("Lena Larch")
    call.get_by_label("Day").fill(f"{timezone.localdate() - timedelta(days=1)}")
    call.get_by_label("Time").fill("16:05")
    call.get_by_label("Detail").fill("Rang home. They will talk about it tonight.")


def assert_chronology_says_who_and_when(lena):
    chronology = lena.region("Chronology").get_by_role("listitem")
    expect(chronology.filter(has_text="Reported").first).to_contain_text("Tom Thorn")
    call = chronology.filter(has_text=PARENTS)
    expect(call).to_contain_text("16:05, Lena Larch")
    expect(call).to_contain_text("Entered")
    expect(chronology.filter(has_text="Closed")).to_contain_text("Lena Larch")


def row_of(visitor, reference):
    return visitor.page.get_by_role("rowgroup").filter(has_text=reference)
