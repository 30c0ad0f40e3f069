"""Concerns over adults who work here: the LADO, the two levels, and closing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from incidents.cases import queries, workflow
from incidents.cases.services import concerns, marking
from incidents.models import StaffConcern
from tests.factories.people import make_person
from tests.incidents.case_access.given import (
    audit_that_fails,
    make_concern,
    make_referral,
    refused,
)
from tests.incidents.cases import entry_of, events_of, last_entry, make_case

ANSWERED = {"lado_considered": True, "lado_contacted": False, "lado_reason": "No child at risk."}


@pytest.fixture
def about_tom(oakfield, tom):
    """The row of Tom as the subject of a case."""
    return make_case(oakfield, people=[(entry_of(tom), "offender")]).involved.get()


def write(involved, by, **facts) -> StaffConcern:
    facts = {"threshold": "low_level", "context": "A message at night."} | ANSWERED | facts
    return concerns.write_concern(involved=involved, by=by, **facts)


def test_a_concern_is_kept_as_it_stood_and_the_newest_counts(about_tom, hari):
    first = write(
        about_tom, hari, threshold="undecided", lado_considered=False, lado_contacted=None
    )
    second = write(about_tom, hari, threshold="low_level", outcome="He was spoken to.")

    assert queries.concerns_about(about_tom) == [second, first]
    assert (first.threshold, second.threshold) == ("undecided", "low_level")
    assert second.made_by_id == hari.membership_id
    words = (
        "Concern about Tom Thorn: Low-level concern: it does not meet the harm threshold. "
        "LADO considered: yes."
    )
    assert last_entry(about_tom.incident).text == words
    assert events_of(about_tom.incident) == [
        ("incident.staff_concern_written", {"threshold": "undecided", "lado_considered": False}),
        ("incident.staff_concern_written", {"threshold": "low_level", "lado_considered": True}),
    ]


def test_the_lado_was_contacted_with_when_and_whom(about_tom, hari):
    at = timezone.now() - timedelta(hours=2)

    one = write(
        about_tom, hari, threshold="allegation", lado_contacted=True, lado_contacted_at=at,
        lado_name="Lois Lado", lado_reference="L-17", lado_advice="Do not talk to him yet.",
    )  # fmt: skip

    assert (one.lado_contacted_at, one.lado_name, one.lado_reference) == (at, "Lois Lado", "L-17")


def test_the_answers_about_the_lado_hold_together(about_tom, hari):
    with refused("Say whether the LADO was contacted"):
        write(about_tom, hari, lado_contacted=None)
    with refused("Give the reason for contacting the LADO or not"):
        write(about_tom, hari, lado_reason=" ")
    with refused("Say when the LADO was contacted"):
        write(about_tom, hari, lado_contacted=True)


def test_the_database_itself_asks_for_the_reason(about_tom, hari):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_concern(about_tom, hari, lado_considered=True)


def test_who_was_not_contacted_has_no_time_of_contact(about_tom, hari):
    one = write(about_tom, hari, lado_contacted_at=timezone.now())

    assert one.lado_contacted_at is None


def test_only_the_head_or_the_chair_writes_a_concern(about_tom, hari, lena, cora, dee):
    make_referral(about_tom.incident, lena, by=hari)

    with refused("Only the headteacher, or the chair"):
        write(about_tom, lena)
    for somebody in (dee, cora):
        with refused("not found"):
            write(about_tom, somebody)


def test_a_concern_about_the_head_is_the_chairs(oakfield, hari, cora):
    row = make_case(oakfield, people=[(entry_of(hari), "offender")]).involved.get()

    with refused("not found"):
        write(row, hari)
    assert write(row, cora).made_by_id == cora.membership_id


def test_a_concern_is_about_an_adult_of_the_queue_about_staff(oakfield, hari, tom):
    child = make_person(oakfield, "Ada Ash")
    people = [(entry_of(tom), "offender"), (child, "target")]
    of_child = make_case(oakfield, people=people).involved.get(person=child)
    ordinary = make_case(oakfield, people=[(entry_of(tom), "witness")]).involved.get()

    with refused("only be about an adult"):
        write(of_child, hari)
    with refused("Move the case to the queue about staff first"):
        write(ordinary, hari)


def test_without_its_audit_row_nothing_is_saved(about_tom, hari, monkeypatch):
    with audit_that_fails(monkeypatch):
        write(about_tom, hari)


def test_closing_waits_for_the_lado_for_each_adult_it_is_about(oakfield, hari, tom, nat, olu):
    people = [(entry_of(tom), "offender"), (entry_of(nat), "unclear"), (entry_of(olu), "target")]
    incident = make_case(oakfield, people=people)
    of_tom, of_nat, of_olu = incident.involved.order_by("pk")

    with refused("Answer “LADO considered?”"):
        workflow.check_lado_considered(incident)
    write(of_tom, hari)
    with refused("Answer “LADO considered?”"):
        workflow.check_lado_considered(incident)
    write(of_nat, hari)
    workflow.check_lado_considered(incident)

    answered = [queries.lado_considered(one) for one in (of_tom, of_nat, of_olu)]
    assert answered == [True, True, False]


def test_the_newest_answer_counts(about_tom, hari):
    write(about_tom, hari)
    write(about_tom, hari, lado_considered=False)

    with refused("Answer “LADO considered?”"):
        workflow.check_lado_considered(about_tom.incident)


def test_a_case_moved_there_by_hand_waits_for_one_answer(oakfield, lena, hari):
    incident = make_case(oakfield, typed=[("Val Vine", "other", "offender")])
    marking.narrow(incident=incident, by=lena, reason="A volunteer.")
    incident.refresh_from_db()

    with refused("Answer “LADO considered?”"):
        workflow.check_lado_considered(incident)
    write(incident.involved.get(), hari)
    workflow.check_lado_considered(incident)


def test_an_ordinary_case_waits_for_no_lado(oakfield):
    workflow.check_lado_considered(make_case(oakfield))
