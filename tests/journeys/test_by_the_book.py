"""Lena handles a straightforward report by the school's own rules, from chart to closing."""

import pytest
from playwright.sync_api import expect

from tests.journeys.reporting import reports
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

MOST_LOADS = 12
KIND = "Accessing age-inappropriate websites, apps or social media"
ROW = "Using non-educational sites without permission"


def test_lena_handles_a_straightforward_report_in_twelve_pages(visit):
    tom = visit(PHONE).sign_in("tom")
    words = "Was on a site for adults in the library at lunch."
    part = "Offender: they did it"
    reference = reports(tom, kind=KIND, who="ma", part=part, words=words, name="Tom Thorn")
    lena = visit().sign_in("lena")
    lena.loads = 0

    lena.follow(reference, reference)
    walks_the_chart(lena, reference)
    lena.follow(f"Decide by the grid: {ROW}", "Decide by the grid")
    expect(lena.page.get_by_role("checkbox", name="Class teacher")).to_be_checked()
    lena.press("Keep the decision", reference)
    lena.follow("Deal with it as class teacher", "Deal with it as class teacher")
    lena.types("What was done", "Spoke with the pupil at the end of the day.")
    lena.press("Done", reference)
    expect(lena.region("Tasks")).to_contain_text("Spoke with the pupil")
    lena.follow("Close", "Close the incident")
    lena.types("Brief summary of the incident", "A site for adults, once, at lunch.")
    lena.ticks("Sanction by the school's grid")
    lena.types("Outcome and the reasons for it", "As the grid says for the first time.")
    lena.press("Close the incident", reference)

    lena.sees("The incident is closed.")
    assert lena.loads <= MOST_LOADS
    expect(lena.region("The school's grid")).to_contain_text(ROW)
    chronology = lena.region("Chronology")
    for told in ("Acknowledged", "Only those who did it", ROW, "Task done", "Closed"):
        expect(chronology).to_contain_text(told)


def walks_the_chart(lena, reference):
    """One question at a time; the steps that follow one another on one page."""
    lena.press("Acknowledge and begin: Pupils only", "What is the pupils' part?")
    lena.ticks("Only those who did it")
    lena.press("Answer and go on", "The next 2 steps")
    says_that_all_is_done(lena)
    lena.press("Save and go on", "Is it serious, or has it happened before?")
    lena.ticks("No")
    lena.press("Answer and go on", "The next step")
    says_that_all_is_done(lena)
    lena.press("Save and go on", reference)
    lena.sees("The chart has come to its end")


def says_that_all_is_done(lena):
    for choice in lena.page.get_by_role("radio", name="Done", exact=True).all():
        choice.check()
