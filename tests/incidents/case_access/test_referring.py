"""Referring exactly one case, or its technical part, to one member, until it is taken back."""

import pytest

from esafety.access.roles import Role
from esafety.schools.models import Membership
from incidents.cases import queries
from incidents.cases.choices import Level
from incidents.cases.services import referring
from incidents.choices import Status
from incidents.models import Referral
from incidents.services import triage
from tests.factories.incidents import make_incident
from tests.factories.people import make_guardian, make_person
from tests.factories.schools import make_member
from tests.incidents.case_access.given import (
    audit_that_fails,
    make_out,
    make_referral,
    refused,
    sees,
    sees_technical,
    told,
)
from tests.incidents.cases import entry_of, events_of, last_entry, make_case, member


def refer(incident, by, to, technical=False, reason="Talk to the tutor group.") -> Referral:
    return referring.refer(
        incident=incident, by=by, member=member(to), technical=technical, reason=reason
    )


def test_a_referral_opens_exactly_that_case_until_it_is_taken_back(oakfield, lena, tom):
    incident, other = make_case(oakfield, by=lena), make_case(oakfield, by=lena)

    referral = refer(incident, lena, tom)
    during = (sees(tom, incident), sees(tom, other))
    referring.end_referral(referral=referral, by=lena, reason="It is done.")

    assert during == (True, False)
    assert (sees(tom, incident), sees_technical(tom, incident)) == (False, False)
    data = {"member": f"member:{tom.membership_id}", "technical": False}
    assert events_of(incident) == [
        ("incident.referred", data),
        ("incident.referral_ended", data),
    ]


def test_the_chronology_says_who_was_given_the_case_and_what_for(oakfield, lena, tom):
    incident = make_case(oakfield)

    refer(incident, lena, tom)

    line = last_entry(incident)
    words = "The case is referred to Tom Thorn. Talk to the tutor group."
    assert (line.kind, line.text) == ("access", words)
    assert told(tom) == [("case.referred", incident.audit_ref)]


def test_the_technical_part_is_not_the_case(oakfield, lena, nat):
    incident = make_case(oakfield)

    refer(incident, lena, nat, technical=True)

    assert (sees(nat, incident), sees_technical(nat, incident)) == (False, True)
    assert told(nat) == [("case.referred_technical", f"technical:{incident.reference}")]


def test_the_whole_takes_the_place_of_the_part(oakfield, lena, nat):
    incident = make_case(oakfield)
    first = refer(incident, lena, nat, technical=True)

    refer(incident, lena, nat)

    first.refresh_from_db()
    assert first.ended_by == member(lena)
    assert sees(nat, incident)
    assert queries.referrals_of(incident).count() == 1


def test_the_same_is_not_referred_twice(oakfield, lena, tom):
    incident = make_case(oakfield)
    refer(incident, lena, tom)

    with refused("referred to them already"):
        refer(incident, lena, tom)


def test_a_referral_that_opens_nothing_any_more_is_given_anew(oakfield, lena, dee, tom):
    incident = make_case(oakfield)
    refer(incident, lena, tom)
    incident.child_protection = True
    incident.save()
    before = sees(tom, incident)

    refer(incident, dee, tom)

    assert (before, sees(tom, incident)) == (False, True)
    assert queries.referral_to(incident, tom.membership_id).level == Level.PROTECTED


@pytest.mark.parametrize("how", ["linked", "typed", "child", "stepped back", "kept out"])
def test_nobody_is_referred_a_case_they_can_have_no_part_in(oakfield, lena, tom, how):
    child = make_person(oakfield, "Child Cypress")
    make_guardian(child, tom.display_name)
    incident = {
        "linked": lambda: make_case(oakfield, people=[(entry_of(tom), "witness")]),
        "typed": lambda: make_case(oakfield, typed=[("Ben Thorn", "child", "target")]),
        "child": lambda: make_case(oakfield, people=[(child, "target")]),
    }.get(how, lambda: make_case(oakfield))()
    if how in ("stepped back", "kept out"):
        make_out(incident, tom, "recused" if how == "stepped back" else "excluded", by=lena)

    with refused("can have no part in this case"):
        refer(incident, lena, tom)


def test_who_has_no_incident_by_their_role_is_referred_none(oakfield, lena, gwen, cora, dee):
    office = make_member(oakfield, "Odd Osier", Role.OFFICE)
    incident = make_case(oakfield)

    for somebody in (gwen, cora, office, dee):
        with refused("cannot be referred to this person"):
            refer(incident, lena, somebody)


def test_a_leaver_and_a_member_of_another_school_are_referred_none(oakfield, lena, tom, boris):
    incident, left = make_case(oakfield), member(tom)
    Membership.objects.filter(pk=left.pk).update(left_on="2026-11-01")
    stranger = Membership._base_manager.get(pk=boris.membership_id)

    for somebody in (left, stranger):
        with refused("cannot be referred to this person"):
            referring.refer(
                incident=incident, by=lena, member=somebody, technical=False, reason="Look."
            )


def test_a_referral_ends_for_a_leaver(oakfield, lena, tom):
    incident = make_case(oakfield)
    refer(incident, lena, tom)

    Membership.objects.filter(pk=tom.membership_id).update(left_on="2026-11-01")

    assert not sees(tom, incident)


def test_only_those_who_handle_the_case_by_role_refer_it(oakfield, hari, dee, tom, boris):
    reader = make_member(oakfield, "Sue Sorrel", Role.SENIOR_LEADER)
    incident = make_case(oakfield)
    about_staff = make_case(oakfield, people=[(entry_of(tom), "offender")])
    make_referral(about_staff, dee, by=hari)

    with refused("Only those who handle incidents"):
        refer(incident, reader, tom)
    with refused("not found"):
        refer(incident, boris, tom)
    with refused("This case was referred to you"):
        refer(about_staff, dee, reader)


def test_a_referral_needs_words_and_an_open_case(oakfield, lena, tom):
    incident, closed = make_case(oakfield), make_case(oakfield, Status.CLOSED, by=lena)

    with refused("Say what they are asked to do"):
        refer(incident, lena, tom, reason=" ")
    with refused("It can be changed only after it is reopened"):
        refer(closed, lena, tom)


def test_a_referral_is_taken_back_once(oakfield, lena, tom):
    referral = refer(make_case(oakfield), lena, tom)
    referring.end_referral(referral=referral, by=lena)

    with refused("taken back already"):
        referring.end_referral(referral=referral, by=lena)


def test_a_handler_by_referral_is_let_go_when_it_ends(oakfield, hari, dee, tom):
    incident = make_case(oakfield, people=[(entry_of(tom), "offender")])
    referral = refer(incident, hari, dee)
    triage.acknowledge(incident=incident, by=hari)
    triage.choose_handler(incident=incident, by=hari, handler=member(dee))

    referring.end_referral(referral=referral, by=hari)

    incident.refresh_from_db()
    assert incident.handler is None


def test_without_its_audit_row_nothing_is_saved(oakfield, lena, tom, monkeypatch):
    incident = make_case(oakfield)
    referral = make_referral(incident, make_member(oakfield, "Ola Orme", Role.STAFF), by=lena)

    with audit_that_fails(monkeypatch):
        refer(incident, lena, tom)
    with audit_that_fails(monkeypatch):
        referring.end_referral(referral=referral, by=lena)


# How narrow a case is: a referral stops where the circle becomes narrower than it was.


@pytest.mark.parametrize(
    ("given", "now", "open_still"),
    [
        (Level.ORDINARY, {}, True),
        (Level.ORDINARY, {"child_protection": True}, False),
        (Level.ORDINARY, {"staff_subject": True}, False),
        (Level.PROTECTED, {"child_protection": True}, True),
        (Level.PROTECTED, {"child_protection": True, "staff_subject": True}, False),
        (Level.PROTECTED, {"staff_subject": True}, False),
        (Level.PROTECTED, {}, True),
        (Level.STAFF, {"staff_subject": True}, True),
        (Level.STAFF, {"child_protection": True, "staff_subject": True}, True),
        (Level.STAFF, {}, True),
        (Level.CHAIR, {"staff_subject": True}, True),
    ],
)
def test_a_referral_opens_up_to_the_level_it_was_given_at(
    oakfield, lena, hari, tom, nat, given, now, open_still
):
    incident = make_incident(oakfield, **now)
    make_referral(incident, tom, by=lena, level=given)
    make_referral(incident, nat, by=lena, level=given, technical=True)

    assert (sees(tom, incident), sees_technical(nat, incident)) == (open_still, open_still)


@pytest.mark.parametrize("level", Level)
def test_what_names_the_head_is_open_only_to_whom_the_chair_referred_it(
    oakfield, hari, cora, tom, level
):
    incident = make_incident(oakfield, people=[(entry_of(hari), "target")])
    make_referral(incident, tom, by=cora, level=level)

    assert sees(tom, incident) == (level == Level.CHAIR)
    assert queries.referral_to(incident, tom.membership_id) is not None


def test_a_referral_never_opens_what_names_the_member(oakfield, hari, tom):
    incident = make_incident(oakfield, people=[(entry_of(tom), "offender")])
    make_referral(incident, tom, by=hari, level=Level.CHAIR)

    assert not sees_technical(tom, incident)


def test_a_referral_that_is_replaced_has_ended_on_the_audit_log_as_well(oakfield, lena, tom):
    incident = make_case(oakfield)
    refer(incident, lena, tom)

    refer(incident, lena, tom, technical=True)

    whom = f"member:{tom.membership_id}"
    assert events_of(incident)[1:] == [
        ("incident.referral_ended", {"member": whom, "technical": False}),
        ("incident.referred", {"member": whom, "technical": True}),
    ]


def test_the_handler_whose_referral_ends_handles_it_no_more_and_that_is_recorded(
    oakfield, dee, hari, tom
):
    incident = make_case(oakfield, "investigating", people=[(entry_of(tom), "offender")])
    referral = refer(incident, hari, dee)
    triage.choose_handler(incident=incident, by=hari, handler=member(dee))

    referring.end_referral(referral=referral, by=hari)

    incident.refresh_from_db()
    assert incident.handler is None
    assert events_of(incident)[-1] == ("incident.handler_changed", {"handler": ""})
