"""Stepping back from a case, keeping somebody out of it, and letting them have it again."""

import pytest

from esafety.access.roles import Role
from esafety.schools.models import Membership
from incidents import chain, queries
from incidents.cases import queries as cases
from incidents.cases.services import marking, stepping
from incidents.services import triage
from tests.factories.schools import make_member
from tests.incidents.case_access.given import (
    audit_that_fails,
    make_out,
    make_referral,
    refused,
    sees,
    sees_technical,
    told,
    who_sees,
)
from tests.incidents.cases import entry_of, events_of, last_entry, make_case, member


def recuse(incident, by, **more):
    return stepping.recuse(incident=incident, by=by, reason="She is my niece.", **more)


def exclude(incident, by, who):
    return stepping.exclude(incident=incident, by=by, member=member(who), reason="Too close.")


def test_who_steps_back_sees_nothing_and_no_longer_handles_it(oakfield, lena, dee):
    incident = make_case(oakfield, "investigating", by=lena)

    recuse(incident, lena)

    incident.refresh_from_db()
    assert (sees(lena, incident), sees(dee, incident), incident.handler) == (False, True, None)
    assert last_entry(incident).text == "Lena Larch stepped back from the case. She is my niece."
    assert events_of(incident) == [
        ("incident.recused", {}),
        ("incident.handler_changed", {"handler": ""}),
    ]


@pytest.mark.parametrize("technical", [False, True])
def test_who_was_referred_a_case_can_step_back(oakfield, lena, nat, technical):
    incident = make_case(oakfield)
    referral = make_referral(incident, nat, by=lena, technical=technical)

    recuse(incident, nat)

    referral.refresh_from_db()
    assert referral.ended_by == member(nat)
    assert not sees_technical(nat, incident)


def test_nobody_steps_back_from_what_they_do_not_have(oakfield, lena, tom, boris):
    incident = make_case(oakfield)

    for somebody in (tom, boris):
        with refused("not found"):
            recuse(incident, somebody)


def test_when_the_last_who_handles_it_steps_back_the_chair_has_it_and_is_told(oakfield, lena, cora):
    reader = make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER)
    incident = make_case(oakfield)
    before = sees(cora, incident)

    recuse(incident, lena)

    assert (before, sees(cora, incident), sees(reader, incident)) == (False, True, True)
    assert chain.may_handle(incident) == [member(cora)]
    assert told(cora) == [("case.yours_now", incident.audit_ref)]


def test_a_head_who_steps_back_leaves_a_case_about_staff_to_the_chair(
    oakfield, lena, dee, hari, cora, tom
):
    incident = make_case(oakfield, people=[(entry_of(tom), "offender")])

    recuse(incident, hari)

    assert who_sees(incident, lena=lena, dee=dee, hari=hari, cora=cora) == {"cora"}


def test_the_last_in_the_school_cannot_leave_without_handing_over(oakfield, hari, cora):
    incident = make_case(oakfield, people=[(entry_of(hari), "offender")])
    with refused("Hand it over to somebody outside"):
        recuse(incident, cora)
    oakfield.outside_contact = "Lois Lado, 01632 960123"
    oakfield.save()

    with refused("Hand it over", "Lois Lado, 01632 960123"):
        recuse(incident, cora)
    recuse(incident, cora, handed_over=True)

    assert not sees(cora, incident)
    assert "handed over to the person outside the school" in last_entry(incident).text


def test_stepping_back_needs_a_reason(oakfield, lena):
    incident = make_case(oakfield)

    with refused("Give a reason"):
        stepping.recuse(incident=incident, by=lena, reason=" ")


def test_who_is_kept_out_sees_nothing_and_others_do(oakfield, lena, dee, tom):
    incident = make_case(oakfield, "investigating", by=dee)
    make_referral(incident, tom, by=lena)

    exclude(incident, lena, dee)
    exclude(incident, lena, tom)

    incident.refresh_from_db()
    assert (sees(lena, incident), sees(dee, incident), sees(tom, incident)) == (True, False, False)
    assert (incident.handler, cases.referrals_of(incident).count()) == (None, 0)
    data = {"member": f"member:{dee.membership_id}"}
    assert events_of(incident)[0] == ("incident.excluded", data)


def test_a_lead_keeps_out_neither_the_head_nor_the_chair_nor_themselves(
    oakfield, lena, dee, hari, cora
):
    incident = make_case(oakfield)

    with refused("Only the chair of governors"):
        exclude(incident, lena, hari)
    with refused("Nobody can keep the chair of governors out"):
        exclude(incident, lena, cora)
    with refused("Step back from the case instead"):
        exclude(incident, lena, lena)
    with refused("Only the eSafety lead or the headteacher"):
        exclude(incident, dee, lena)


def test_a_head_keeps_out_another_head_and_never_the_chair(oakfield, hari, cora):
    second = make_member(oakfield, "Hana Holly", Role.HEAD)
    incident = make_case(oakfield, staff_subject=True)

    exclude(incident, hari, second)

    assert who_sees(incident, hari=hari, second=second, cora=cora) == {"hari"}
    with refused("Nobody can keep the chair of governors out"):
        exclude(incident, hari, cora)


def test_who_was_referred_a_case_keeps_nobody_out_of_it(oakfield, hari, lena, dee, tom):
    incident = make_case(oakfield, people=[(entry_of(tom), "offender")])
    make_referral(incident, lena, by=hari)
    make_referral(incident, dee, by=hari)

    with refused("This case was referred to you"):
        exclude(incident, lena, dee)


def test_nobody_is_kept_out_twice_or_without_a_reason(oakfield, lena, dee):
    incident, other = make_case(oakfield), make_case(oakfield)
    exclude(incident, lena, dee)

    with refused("already"):
        exclude(incident, lena, dee)
    with refused("Give a reason"):
        stepping.exclude(incident=other, by=lena, member=member(dee), reason="")


@pytest.mark.parametrize("kind", ["recused", "excluded"])
def test_who_is_let_in_again_has_the_case_by_their_role(oakfield, lena, dee, kind):
    incident = make_case(oakfield)
    out = make_out(incident, dee, kind, by=lena)

    stepping.readmit(exclusion=out, by=lena, reason="It was another family.")

    assert sees(dee, incident)
    words = "Dee Dogwood may have the case again. It was another family."
    assert last_entry(incident).text == words
    data = {"member": f"member:{dee.membership_id}"}
    assert events_of(incident) == [("incident.readmitted", data)]


def test_who_may_let_in_again(oakfield, lena, dee, hari):
    second = make_member(oakfield, "Hana Holly", Role.HEAD)
    incident = make_case(oakfield)
    of_dee, of_hari = make_out(incident, dee, by=dee), make_out(incident, hari, by=second)

    with refused("Only the chair of governors"):
        stepping.readmit(exclusion=of_hari, by=lena, reason="He asks for it.")
    with refused("not found"):
        stepping.readmit(exclusion=of_hari, by=hari, reason="I ask for it.")
    with refused("Give a reason"):
        stepping.readmit(exclusion=of_dee, by=lena, reason="")
    stepping.readmit(exclusion=of_hari, by=second, reason="It is sorted.")
    with refused("let in again already"):
        stepping.readmit(exclusion=of_hari, by=second, reason="It is sorted.")


def test_without_its_audit_row_nothing_is_saved(oakfield, lena, dee, monkeypatch):
    incident = make_case(oakfield)
    out = make_out(incident, make_member(oakfield, "Dora Dale", Role.DEPUTY_DSL), by=lena)

    with audit_that_fails(monkeypatch):
        recuse(incident, dee)
    with audit_that_fails(monkeypatch):
        exclude(incident, lena, dee)
    with audit_that_fails(monkeypatch):
        stepping.readmit(exclusion=out, by=lena, reason="Sorted.")


def test_a_merge_carries_who_is_out_and_both_marks(oakfield, lena, dee, hari):
    deputy = make_member(oakfield, "Dana Damson", Role.DEPUTY_LEAD)
    one, other = make_case(oakfield, by=lena), make_case(oakfield, "investigating", by=lena)
    make_out(one, deputy, by=lena)
    marking.mark_child_protection(incident=one, by=dee, reason="At risk.")
    marking.mark_child_protection(incident=other, by=dee, reason="At risk.")
    marking.unmark_child_protection(incident=other, by=dee, reason="Not this one.")

    triage.merge(incident=one, by=dee, into=other.reference, reason="The same.")

    other.refresh_from_db()
    assert (other.child_protection, other.handler) == (True, None)
    assert cases.exclusion_of(other, deputy.membership_id) is not None
    assert who_sees(other, lena=lena, dee=dee, hari=hari, deputy=deputy) == {"dee", "hari"}


def test_a_merge_into_a_case_about_staff_keeps_it_there(oakfield, lena, hari, tom):
    one = make_case(oakfield, people=[(entry_of(tom), "offender")])
    other = make_case(oakfield)

    triage.merge(incident=one, by=hari, into=other.reference, reason="The same.")

    other.refresh_from_db()
    assert other.staff_subject
    assert who_sees(other, lena=lena, hari=hari) == {"hari"}


def test_who_is_out_of_a_case_is_out_of_what_was_merged_into_it(oakfield, lena, dee, hari, tom):
    one, other = make_case(oakfield), make_case(oakfield, people=[(entry_of(lena), "target")])
    make_referral(one, tom, by=dee)
    make_out(other, tom, by=dee)

    triage.merge(incident=one, by=dee, into=other.reference, reason="The same.")
    of_both = who_sees(one, lena=lena, dee=dee, hari=hari, tom=tom)
    marking.mark_child_protection(incident=other, by=dee, reason="At risk.")
    sue = make_member(oakfield, "Sue Sorrel", Role.SENIOR_LEADER)

    assert of_both == {"dee", "hari"}
    assert who_sees(one, sue=sue, dee=dee, hari=hari) == {"dee", "hari"}


def test_a_leaver_on_the_chain_leaves_the_case_to_the_next(oakfield, hari, cora, tom):
    incident = make_case(oakfield, people=[(entry_of(tom), "offender")])

    Membership.objects.filter(pk=hari.membership_id).update(left_on="2026-11-01")

    assert who_sees(incident, hari=hari, cora=cora) == {"cora"}
    assert queries.who_can_see(incident) == [member(cora)]


def test_a_referral_of_who_is_kept_out_has_ended_on_the_audit_log(oakfield, lena, tom):
    incident = make_case(oakfield)
    make_referral(incident, tom, by=lena)

    exclude(incident, lena, tom)

    whom = f"member:{tom.membership_id}"
    assert events_of(incident) == [
        ("incident.referral_ended", {"member": whom, "technical": False}),
        ("incident.excluded", {"member": whom}),
    ]


def test_who_is_let_in_again_is_told_and_who_stood_in_has_it_no_more(
    oakfield, lena, dee, hari, cora
):
    incident = make_case(oakfield, people=[(entry_of(one), "witness") for one in (lena, dee)])
    out = make_out(incident, hari)
    triage.acknowledge(incident=incident, by=cora)

    stepping.readmit(exclusion=out, by=cora, reason="It was a misunderstanding.")

    incident.refresh_from_db()
    assert incident.handler is None
    assert told(hari) == [("case.yours_now", incident.audit_ref)]
    assert events_of(incident)[-1] == ("incident.handler_changed", {"handler": ""})
