"""The inspection pack: referrals with masked reasons, and the school's record."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from esafety.access.refused import Refused
from esafety.people.models import Person
from incidents.models import InvolvedPerson
from policies.documents.models import Policy
from reports.choices import PaperKind
from reports.papers import inspection, school_record
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.reports.papers.drawn import paper_of, refer, text_of

ASKED = {"since": "2026-09-01", "until": "2027-08-31", "references": "no"}


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-12-01 12:00", tick=False)


def shown(school, actor, **asked):
    paper = paper_of(school, actor, PaperKind.INSPECTION, **(ASKED | asked))
    html, ids = inspection.show(paper, actor, timezone.now())
    return text_of(html), ids


def test_referrals_have_their_reasons_and_no_names(oakfield, lena):
    ada = make_person(oakfield, "Ada Ash")
    one = make_incident(oakfield, people=[(ada, "target")], handler_id=lena.membership_id)
    refer(one, lena, reason="Ada Ash was threatened.", answer="They will see Ada.")
    refer(one, lena, decision="not_referred", to="la", reason="Below the threshold.")
    text, ids = shown(oakfield, lena)

    assert "Police Referred" in text
    assert "Decided not to refer Below the threshold." in text
    assert "Case 1 3 Nov 2026" in text
    assert "Child A was threatened." in text
    assert "Ash" not in text
    assert one.reference not in text
    assert ids == [one.pk]


def test_references_only_where_they_were_asked_for(oakfield, lena):
    one = make_incident(oakfield)
    refer(one, lena)

    assert one.reference in shown(oakfield, lena, references="yes")[0]


def test_referrals_of_other_days_and_of_other_readers_are_not_there(oakfield, lena, dee):
    early = make_incident(oakfield, types=("gambling",))
    refer(early, lena, on="2026-08-30")
    protected = make_incident(oakfield, child_protection=True, types=("gambling",))
    refer(protected, dee, reason="Only for some.")
    against = make_incident(oakfield, types=("gambling",))
    refer(against, dee, reason="About the lead.")
    InvolvedPerson.objects.create(
        school=oakfield, incident=against, kind="staff", part="offender",
        person=Person.objects.get(membership_id=lena.membership_id),
    )  # fmt: skip
    text, ids = shown(oakfield, lena)

    assert ids == []
    for words in ("Only for some.", "About the lead."):
        assert words not in text
    assert "Only for some." in shown(oakfield, dee)[0]


def test_bullying_and_hate_are_analysed_without_covering(oakfield, lena):
    one = make_incident(oakfield, strands=["race"])
    two = make_incident(oakfield, types=("hate",), strands=["race"])
    text, ids = shown(oakfield, lena)

    assert "Race, ethnicity or nationality 2" in text
    assert ids == [one.pk, two.pk]


def test_the_schools_record_is_there(oakfield, lena):
    text, _ids = shown(oakfield, lena)

    for words in ("Training", "Agreements", "Policies", "Filtering and monitoring",
                  "Log reviews and meetings", "Log reviews held 0"):  # fmt: skip
        assert words in text


def test_the_days_of_log_reviews_are_named(oakfield, lena):
    from policies.meetings.services import closing, preparing

    row = preparing.plan(kind="log_review", day=date(2026, 12, 1), place="", by=lena)
    preparing.note_present(meeting=row, members=[lena.membership_id], guests=[], by=lena)
    closing.close(meeting=row, by=lena)
    text, _ids = shown(oakfield, lena)

    assert "Log reviews: 1 December 2026" in text
    assert "Log reviews held 1" in text


def test_a_review_date_in_words():
    today = date(2026, 12, 1)

    assert school_record._review(None, today) == "No date set"
    assert school_record._review(today, today) == "1 December 2026"
    late = today - timedelta(days=1)
    assert school_record._review(late, today) == "30 November 2026: overdue"


def test_policies_in_force_are_listed(oakfield):
    part = school_record._policies(oakfield)

    assert len(part.tables[0].rows) <= Policy.objects.count()


def test_who_may_not_export_is_refused(tom):
    with pytest.raises(Refused):
        inspection.check(tom, {})
