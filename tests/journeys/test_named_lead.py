"""Tom reports what Lena, the lead, did: for her there is nothing, and the headteacher has it."""

import pytest

from incidents import references
from tests.journeys.reporting import reports
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

RARE = "marmalade"
LOG = "Incident log"
NOT_FOUND = "Page not found"


def test_the_named_lead_sees_nothing_and_the_headteacher_sees_it(visit):
    lena = visit().sign_in("lena")
    before = events_of_tom(lena)
    reference = reports(
        visit(PHONE).sign_in("tom"),
        kind="Posting images without the permission of all involved",
        who="Lena La",
        part="Offender: they did it",
        words=f"A picture of a pupil with {RARE} was put on the class page.",
        name="Tom Thorn",
    )

    lena.open("/oakfield/", "Hello, Lena Larch")
    lena.sees_nothing_of(reference)
    lena.open("/oakfield/incidents/", LOG)
    lena.sees_nothing_of(reference, RARE)
    for words in (RARE, reference):
        searches(lena, words)
        lena.sees("No incident fits")
    after = events_of_tom(lena)
    assert after == before[: len(after)]
    lena.sees_nothing_of(reference)
    there = lena.open(f"/oakfield/incidents/{reference}/", NOT_FOUND)
    shown = without_addresses(lena)
    nowhere = lena.open(f"/oakfield/incidents/{references.new('OAK')}/", NOT_FOUND)
    assert there.status == nowhere.status == 404
    assert shown == without_addresses(lena)

    hari = visit().sign_in("hari")
    hari.follow(LOG, LOG)
    searches(hari, RARE)
    hari.follow(reference, reference)
    hari.sees("Lena Larch")


def searches(visitor, words):
    visitor.types("Search the log", words)
    visitor.press("Search", LOG)


def events_of_tom(lena):
    """What the audit log tells of Tom's reports, newest first; that he signed in is no secret.

    What Lena does meanwhile may push the oldest off the page.
    """
    lena.open("/oakfield/audit/", "Audit log")
    rows = lena.page.get_by_role("row").filter(has_text="Tom Thorn").all_inner_texts()
    return [row for row in rows if "signed in" not in row]


def without_addresses(lena):
    """All of the page but the token of its forms, which is another each time."""
    lena.page.evaluate(
        "document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach((field) => field.remove())"
    )
    return lena.page.content()
