"""What a merge brings about in the other incident, and in what was merged before."""

from itertools import pairwise

import pytest

from esafety.access.roles import Role
from incidents import merging, queries
from incidents.cases.services import stepping
from incidents.models import InvolvedPerson, NotSamePerson
from incidents.services import identity, involvement, triage
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.incidents.case_access.given import make_referral, refused, told, who_sees
from tests.incidents.cases import (
    audit_that_fails,
    entry_of,
    events_of,
    make_case,
    member,
    page_of,
    url,
)


def merge(one, other, by):
    return triage.merge(incident=one, by=by, into=other.reference, reason="The same.")


def chain_of(school, by, length):
    """Cases each merged into the next; the last one is kept."""
    cases = [make_case(school) for _number in range(length + 1)]
    for one, other in pairwise(cases):
        merge(one, other, by)
    return cases


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_what_was_merged_is_found_in_however_many_steps(oakfield, lena, length):
    *merged, last = chain_of(oakfield, lena, length)

    assert merging.taken_up(last) == {one.pk for one in merged}
    assert merging.taken_up(merged[0]) == set()


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_narrower_last_case_narrows_all_that_was_merged_into_it(
    oakfield, lena, dee, hari, tom, length
):
    *merged, last = chain_of(oakfield, lena, length)

    facts = {"kind": "staff", "part": "offender", "reason": "He said so."}
    involvement.add_person(incident=last, by=dee, person=entry_of(tom), **facts)

    for one in merged:
        one.refresh_from_db()
        assert one.staff_subject
        assert who_sees(one, lena=lena, dee=dee, hari=hari) == {"hari"}


def test_a_narrower_target_narrows_what_was_merged_into_the_report_before(
    oakfield, lena, dee, hari
):
    first, second = chain_of(oakfield, lena, 1)
    marked = make_case(oakfield, child_protection=True)

    merge(second, marked, dee)

    first.refresh_from_db()
    assert first.child_protection
    assert who_sees(first, lena=lena, dee=dee, hari=hari) == {"dee", "hari"}


@pytest.mark.parametrize("length", [1, 2, 3])
def test_who_is_out_of_the_last_case_sees_none_that_was_merged(oakfield, lena, dee, length):
    *merged, last = chain_of(oakfield, lena, length)

    facts = {"kind": "staff", "part": "target", "reason": "She is."}
    involvement.add_person(incident=last, by=dee, person=entry_of(lena), **facts)

    assert [who_sees(one, lena=lena, dee=dee) for one in merged] == [{"dee"}] * length


def test_who_has_a_case_only_by_a_referral_merges_it_into_none(oakfield, dee, hari, tom):
    given = make_case(oakfield, people=[(entry_of(tom), "offender")])
    make_referral(given, dee, by=hari)
    marked = make_case(oakfield, child_protection=True)

    for one, other in ((given, marked), (marked, given)):
        with refused("Only those who referred it"):
            merge(one, other, dee)


def test_the_handler_who_loses_the_target_is_on_the_audit_log_and_the_next_are_told(
    oakfield, lena, dee, hari, cora
):
    named = make_case(oakfield, people=[(entry_of(hari), "target")])
    target = make_case(oakfield, "investigating", by=hari)
    make_member(oakfield, "Cleo Cherry", Role.CHAIR)
    involved = named.involved.get()

    merge(target, other := make_case(oakfield, "investigating", by=lena), lena)
    involvement.add_person(
        incident=other,
        by=lena,
        person=involved.person,
        kind="staff",
        part="target",
        reason="He is.",
    )

    assert ("incident.handler_changed", {"handler": ""}) in events_of(other)
    assert told(cora) == [("case.yours_now", other.audit_ref)]
    assert told(dee) == []


def test_a_target_that_becomes_narrower_is_told_to_those_whose_it_is_now(oakfield, lena, dee, hari):
    marked = make_case(oakfield, child_protection=True)
    target = make_case(oakfield, "investigating", by=lena)

    merge(marked, target, dee)

    target.refresh_from_db()
    assert (target.child_protection, target.handler) == (True, None)
    assert events_of(target)[-1] == ("incident.handler_changed", {"handler": ""})
    assert (told(hari), told(lena)) == ([("case.yours_now", target.audit_ref)], [])


def test_a_name_cleared_in_the_target_still_shuts_out_by_the_report_that_is_merged(
    oakfield, lena, dee
):
    target = make_case(oakfield, typed=[("Ben Larch", "child", "target")])
    identity.clear(involved=target.involved.get(), member=member(lena), by=dee, reason="In year 9.")
    report = make_case(oakfield, typed=[("Ben Larch", "child", "offender")])

    merge(report, target, dee)

    assert who_sees(target, lena=lena, dee=dee) == {"dee"}
    assert NotSamePerson.objects.count() == 1


def test_who_was_taken_off_the_target_is_on_it_again_when_the_report_names_them(oakfield, dee):
    ada = make_person(oakfield, "Ada Ash")
    target = make_case(oakfield, people=[(ada, "offender")])
    involvement.remove_person(involved=target.involved.get(), by=dee, reason="A mistake.")
    report = make_case(oakfield, people=[(ada, "target")])

    merge(report, target, dee)

    present = InvolvedPerson.objects.filter(incident=target, removed_at=None, person=ada)
    assert [one.part for one in present] == ["target"]


def test_without_its_audit_row_nothing_is_merged(oakfield, dee, monkeypatch):
    one, other = make_case(oakfield), make_case(oakfield)

    with audit_that_fails(monkeypatch):
        merge(one, other, dee)
    assert not queries.visible_to(dee).filter(status="merged").exists()


def test_who_is_made_handler_by_somebody_else_is_told(oakfield, lena, dee):
    incident = make_case(oakfield, "investigating", by=lena)

    triage.choose_handler(incident=incident, by=lena, handler=member(dee))
    triage.choose_handler(incident=incident, by=lena, handler=member(lena))

    assert (told(dee), told(lena)) == ([("case.yours_now", incident.audit_ref)], [])


def test_who_handles_it_already_is_not_chosen_again(oakfield, lena):
    incident = make_case(oakfield, "investigating", by=lena)

    with refused("handle this incident already"):
        triage.choose_handler(incident=incident, by=lena, handler=member(lena))


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_last_case_that_names_the_head_is_the_chairs_with_all_that_was_merged(
    oakfield, lena, dee, hari, cora, length
):
    cases = chain_of(oakfield, lena, length)

    facts = {"kind": "staff", "part": "target", "reason": "He is."}
    involvement.add_person(incident=cases[-1], by=dee, person=entry_of(hari), **facts)

    cast = {"lena": lena, "dee": dee, "hari": hari, "cora": cora}
    assert [who_sees(one, **cast) for one in cases] == [{"cora"}] * (length + 1)
    for one in cases:
        one.refresh_from_db()
        assert queries.who_can_see(one) == [member(cora)]


@pytest.mark.parametrize("length", [1, 2, 3])
def test_what_was_merged_goes_down_the_chain_with_the_last_case(
    oakfield, lena, dee, hari, cora, length
):
    cases = chain_of(oakfield, lena, length)

    for actor in (lena, dee, hari):
        stepping.recuse(incident=cases[-1], by=actor, reason="Too close.")

    cast = {"lena": lena, "dee": dee, "hari": hari, "cora": cora}
    assert [who_sees(one, **cast) for one in cases] == [{"cora"}] * (length + 1)


def test_a_case_that_was_only_referred_offers_no_merge(oakfield, dee, hari, tom, client_of):
    given = make_case(oakfield, people=[(entry_of(tom), "offender")])
    make_referral(given, dee, by=hari)

    assert url(given, "merge") not in page_of(client_of(dee), given)
    assert url(given, "merge") in page_of(client_of(hari), given)
