"""The technical part of a case: who has it, who writes on it, and what the audit log says."""

import pytest

from esafety.access.roles import Role
from esafety.audit import objects
from incidents import permissions, queries
from incidents.cases import queries as cases
from incidents.cases.services import technical
from incidents.models import Task
from tests.factories.schools import make_member
from tests.incidents.case_access.given import (
    audit_that_fails,
    make_out,
    make_referral,
    refused,
)
from tests.incidents.cases import entry_of, events_of, last_entry, make_case


def note(incident, by, text="The account is locked."):
    return technical.add_technical_note(incident=incident, by=by, text=text)


@pytest.mark.parametrize("status", ["investigating", "closed"])
def test_technical_support_adds_a_note_in_any_state(oakfield, lena, nat, status):
    incident = make_case(oakfield, status, by=lena)
    make_referral(incident, nat, by=lena, technical=True)

    note(incident, nat)

    assert last_entry(incident).text == "Technical part: The account is locked."
    assert events_of(incident) == [("incident.entry_added", {})]


def test_who_has_the_case_writes_there_too(oakfield, lena, tom):
    incident = make_case(oakfield)
    make_referral(incident, tom, by=lena)

    for somebody in (lena, tom):
        note(incident, somebody)


def test_who_has_nothing_of_it_or_only_reads_writes_nothing(oakfield, lena, nat, tom):
    reader = make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER)
    incident = make_case(oakfield)

    with refused("not found"):
        note(incident, nat)
    with refused("You can read this incident"):
        note(incident, reader)
    make_referral(incident, nat, by=lena, technical=True)
    with refused("Write the note"):
        note(incident, nat, text=" ")
    make_out(incident, nat)
    with refused("not found"):
        note(incident, nat)


def test_without_its_audit_row_nothing_is_saved(oakfield, lena, nat, monkeypatch):
    incident = make_case(oakfield)
    make_referral(incident, nat, by=lena, technical=True)

    with audit_that_fails(monkeypatch):
        note(incident, nat)


def test_a_whole_referral_lets_one_write_and_a_part_does_not(oakfield, lena, tom, nat):
    reader = make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER)
    incident = make_case(oakfield)
    make_referral(incident, nat, by=lena, technical=True)

    permissions.check_can_write(lena, incident)
    with refused("Only those who handle incidents"):
        permissions.check_can_write(reader, incident)
    for somebody in (tom, nat):
        with refused("not found"):
            permissions.check_can_write(somebody, incident)
    for somebody in (tom, reader):
        make_referral(incident, somebody, by=lena)
        permissions.check_can_write(somebody, incident)


def test_what_was_given_is_listed_while_it_is_open(oakfield, lena, tom, boris):
    whole, part, closed = (make_case(oakfield) for _each in range(3))
    rows = [make_referral(whole, tom, by=lena), make_referral(part, tom, by=lena, technical=True)]
    make_referral(closed, tom, by=lena)
    closed.child_protection = True
    closed.save()

    assert cases.given_to(tom) == rows[::-1]
    assert cases.given_to(lena) == cases.given_to(boris) == []


def test_a_governor_and_a_stranger_have_no_part_of_anything(oakfield, lena, gwen, boris):
    incident = make_case(oakfield)
    make_referral(incident, gwen, by=lena)

    for somebody in (gwen, boris):
        for found in (queries.technical_to, queries.given_to, queries.opened_by_role):
            assert not found(somebody).exists()
    assert not queries.not_barred(boris).exists()


def test_events_about_the_technical_part_exist_for_those_who_have_it(oakfield, lena, nat, tom):
    incident = make_case(oakfield, people=[(entry_of(tom), "witness")])
    make_referral(incident, nat, by=lena, technical=True)
    ref = f"technical:{incident.reference}"

    assert ref in objects.seen(nat, {ref})
    assert ref not in objects.seen(tom, {ref})


def test_only_ones_own_tasks_are_shown_with_it(oakfield, lena, nat, tom):
    import uuid
    from datetime import date

    from django.utils import timezone

    incident = make_case(oakfield)
    for somebody in (nat, tom):
        Task.objects.create(
            school=oakfield,
            key=uuid.uuid4(),
            incident=incident,
            title=f"For {somebody.display_name}",
            owner_id=somebody.membership_id,
            due_on=date(2026, 12, 1),
            given_at=timezone.now(),
        )

    assert [one.title for one in cases.technical_tasks(incident, nat)] == ["For Nat Nutmeg"]
