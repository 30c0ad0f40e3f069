"""The pages of concerns over adults who work here: one of them, and the pattern over all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.audit.models import AuditEvent
from incidents.models import StaffConcern
from incidents.services import involvement
from tests.incidents.case_access.given import make_concern
from tests.incidents.cases import entry_of, make_case, page_of, url

PATTERNS = "/oakfield/incidents/staff-concerns/"


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def concern(**facts) -> dict[str, str]:
    usual = {"threshold": "low_level", "lado_considered": "yes", "lado_contacted": "no"}
    return usual | {"lado_reason": "No child at risk.", "context": "At night."} | facts


def test_a_concern_is_written_and_starts_from_the_last(oakfield, hari, tom, client_of):
    incident = make_case(oakfield, people=[(entry_of(tom), "offender")])
    client, page = client_of(hari), url(incident, "staff_concern", 1)
    contacted = {"lado_contacted": "yes", "lado_on": "2026-11-03", "lado_at": "10:15"}

    first = client.post(page, concern(threshold="allegation", **contacted))
    again = text(client.get(page))
    record = page_of(client, incident)

    one = StaffConcern.objects.get()
    assert first.status_code == 302
    assert (one.threshold, one.lado_contacted_at.isoformat()) == (
        "allegation",
        "2026-11-03T10:15:00+00:00",
    )
    assert "No child at risk." in again
    assert 'value="2026-11-03"' in again
    assert "What was decided before" in again
    assert page in record
    assert "LADO contacted" in record


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"threshold": ""}, "Choose which it is."),
        ({"threshold": "severe"}, "Choose which it is."),
        ({"lado_contacted": "perhaps"}, "Say whether the LADO was contacted."),
        ({"lado_considered": ""}, "Say whether the LADO was considered."),
        ({"lado_contacted": ""}, "Say whether the LADO was contacted."),
        ({"lado_reason": ""}, "Give the reason for contacting the LADO or not."),
        ({"lado_contacted": "yes"}, "Enter the day of the contact."),
        ({"lado_contacted": "yes", "lado_on": "2026-11-03"}, "Enter the time of the contact."),
        ({"lado_contacted": "yes", "lado_on": "2091-11-03", "lado_at": "10:00"}, "has been"),
        ({"lado_contacted": "yes", "lado_on": "99999-1-1", "lado_at": "77:00"}, "Enter a date"),
        ({"lado_contacted": "yes", "lado_on": "", "lado_at": ""}, "Enter the day"),
        ({"context": "\x00" + "x" * 20_001}, "at most 20000 characters"),
        ({"lado_name": "x" * 121}, "at most 120 characters"),
    ],
)
def test_a_concern_that_does_not_hold_together_is_said_beside_its_field(
    oakfield, hari, tom, client_of, facts, sentence
):
    incident = make_case(oakfield, people=[(entry_of(tom), "offender")])
    client = client_of(hari)

    answer = client.post(url(incident, "staff_concern", 1), concern(outcome="Kept.", **facts))

    assert sentence in text(answer)
    assert "Kept." in answer.content.decode()
    assert not StaffConcern.objects.exists()


def test_there_is_no_concern_about_nobody_a_child_or_an_ordinary_case(
    oakfield, hari, tom, client_of
):
    ordinary = make_case(oakfield, people=[(entry_of(tom), "witness")])
    about = make_case(
        oakfield, people=[(entry_of(tom), "offender")], typed=[("Kim Quince", "child", "target")]
    )
    client = client_of(hari)

    for incident, number in ((ordinary, 1), (about, 2), (about, 3), (about, 0)):
        assert client.get(url(incident, "staff_concern", number)).status_code == 404
    for name in ("end_referral", "readmit"):
        for number in (0, 1, 10**12):
            assert client.get(url(ordinary, name, number)).status_code == 404


def test_the_pattern_is_by_adult_and_keeps_allegations_apart(
    oakfield, hari, cora, tom, nat, client_of
):
    cases = [
        make_case(oakfield, people=[(entry_of(who), "offender")]) for who in (tom, tom, tom, nat)
    ]
    levels = ["low_level", "low_level", "allegation", "undecided"]
    for incident, level in zip(cases, levels, strict=True):
        make_concern(incident.involved.get(), hari, threshold="undecided")
        if level != "undecided":
            make_concern(incident.involved.get(), hari, threshold=level, context=f"Is {level}.")

    page = text(client_of(hari).get(PATTERNS))

    low, _, rest = page.partition('id="allegations"')
    allegations, _, undecided = rest.partition('id="undecided"')
    assert low.count("Tom Thorn") == 1
    assert low.count("Is low_level.") == 2
    assert allegations.count("Is allegation.") == 1
    assert "Nat Nutmeg" not in allegations
    assert "Nat Nutmeg" in undecided
    event = AuditEvent.objects.get(type="incident.patterns_viewed")
    assert event.object == f"staff_concerns:{hari.membership_id}"
    assert "Tom Thorn" not in text(client_of(cora).get(PATTERNS))


def test_a_head_who_is_the_subject_is_not_in_the_pattern_they_see(oakfield, hari, cora, client_of):
    row = make_case(oakfield, people=[(entry_of(hari), "offender")]).involved.get()
    make_concern(row, cora, context="He shouted.")

    for somebody, shown in ((hari, False), (cora, True)):
        page = text(client_of(somebody).get(PATTERNS))
        assert ("He shouted." in page) == shown
        assert (row.incident.reference in page) == shown


def test_the_pattern_costs_the_same_for_one_and_for_thirty(oakfield, hari, tom, nat, client_of):
    client, counts = client_of(hari), []
    text(client.get(PATTERNS))
    for times in (1, 29):
        for _each in range(times):
            row = make_case(oakfield, people=[(entry_of(tom), "offender")]).involved.get()
            make_concern(row, hari)
        with CaptureQueriesContext(connection) as asked:
            text(client.get(PATTERNS))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_who_was_taken_off_the_record_has_no_pattern(oakfield, hari, tom, nat, client_of):
    incident = make_case(oakfield, people=[(entry_of(one), "offender") for one in (tom, nat)])
    wrong, right = incident.involved.order_by("pk")
    for one in (wrong, right):
        make_concern(one, hari)

    involvement.remove_person(involved=wrong, by=hari, reason="It was somebody else.")

    page = text(client_of(hari).get(PATTERNS))
    assert (wrong.name in page, right.name in page) == (False, True)
