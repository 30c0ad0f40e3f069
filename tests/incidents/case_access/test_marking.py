"""The marks that make the circle of a case narrower, and who may set them and take them off."""

import pytest

from esafety.access.roles import Role
from incidents.cases.services import marking
from tests.factories.schools import make_member
from tests.incidents.case_access.given import (
    audit_that_fails,
    make_referral,
    refused,
    sees,
    told,
    who_sees,
)
from tests.incidents.cases import entry_of, events_of, last_entry, make_case, member

ALL_ACTS = (
    marking.mark_child_protection,
    marking.unmark_child_protection,
    marking.narrow,
    marking.widen,
)


@pytest.fixture
def cast(oakfield, lena, dee, hari, cora):
    reader = make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER)
    return {"lena": lena, "dee": dee, "hari": hari, "cora": cora, "sima": reader}


def test_the_mark_closes_the_case_to_lead_and_senior_leaders(oakfield, cast, dee, tom):
    incident = make_case(oakfield, "investigating", by=cast["lena"])
    make_referral(incident, tom, by=cast["lena"])

    marking.mark_child_protection(incident=incident, by=dee, reason="She is at risk.")

    incident.refresh_from_db()
    assert (who_sees(incident, tom=tom, **cast), incident.handler) == ({"dee", "hari"}, None)
    assert last_entry(incident).text == "Marked child protection. She is at risk."
    assert [act for act, _data in events_of(incident)] == [
        "incident.cp_marked",
        "incident.handler_changed",
    ]
    assert told(cast["hari"]) == [("case.yours_now", incident.audit_ref)]


def test_without_the_mark_the_case_is_everybodys_again(oakfield, cast, dee):
    incident = make_case(oakfield, child_protection=True)

    marking.unmark_child_protection(incident=incident, by=dee, reason="A mistake.")

    assert who_sees(incident, **cast) == {"lena", "dee", "hari", "sima"}
    assert events_of(incident) == [("incident.cp_unmarked", {})]
    assert told(cast["lena"]) == [("case.yours_now", incident.audit_ref)]
    assert told(cast["hari"]) == []


def test_only_the_safeguarding_leads_mark(oakfield, cast, lena, dee, hari):
    incident = make_case(oakfield)

    for somebody in (lena, hari):
        with refused("Only the designated safeguarding lead"):
            marking.mark_child_protection(incident=incident, by=somebody, reason="At risk.")
    with refused("not marked"):
        marking.unmark_child_protection(incident=incident, by=dee, reason="A mistake.")
    marking.mark_child_protection(incident=incident, by=dee, reason="At risk.")
    with refused("marked child protection already"):
        marking.mark_child_protection(incident=incident, by=dee, reason="At risk.")
    with refused("Only the designated safeguarding lead"):
        marking.unmark_child_protection(incident=incident, by=hari, reason="A mistake.")


def test_a_dsl_who_was_referred_a_case_about_staff_does_not_open_it_to_others(
    oakfield, hari, dee, tom
):
    incident = make_case(oakfield, people=[(entry_of(tom), "offender")])
    make_referral(incident, dee, by=hari)

    with refused("This case was referred to you"):
        marking.mark_child_protection(incident=incident, by=dee, reason="At risk.")


def test_a_case_about_a_volunteer_is_moved_by_hand_to_the_head(oakfield, cast, lena):
    incident = make_case(
        oakfield, "investigating", by=lena, typed=[("Val Vine", "other", "offender")]
    )
    before = who_sees(incident, **cast)

    marking.narrow(incident=incident, by=lena, reason="She helps in the library.")

    incident.refresh_from_db()
    assert before == {"lena", "dee", "hari", "sima"}
    assert (who_sees(incident, **cast), incident.handler) == ({"hari"}, None)
    assert last_entry(incident).text == "Moved to the queue about staff. She helps in the library."
    assert told(cast["hari"]) == [("case.yours_now", incident.audit_ref)]


def test_the_head_moves_it_back(oakfield, cast, hari, tom):
    incident = make_case(oakfield, people=[(entry_of(tom), "offender")])

    marking.widen(incident=incident, by=hari, reason="He only reported it.")

    assert who_sees(incident, **cast) == {"lena", "dee", "hari", "sima"}
    assert [act for act, _data in events_of(incident)] == ["incident.widened"]


def test_the_chair_loses_what_they_move_back(oakfield, cast, hari, cora, tom):
    from incidents.cases.services import stepping

    incident = make_case(oakfield, people=[(entry_of(tom), "offender")])
    stepping.recuse(incident=incident, by=hari, reason="He is my brother.")
    before = sees(cora, incident)

    marking.widen(incident=incident, by=cora, reason="He only reported it.")

    assert (before, sees(cora, incident), sees(cast["lena"], incident)) == (True, False, True)


def test_who_may_move_a_case(oakfield, lena, dee, hari, tom):
    ordinary, about_staff = make_case(oakfield), make_case(oakfield, staff_subject=True)
    make_referral(about_staff, lena, by=hari)

    with refused("Only those who handle incidents"):
        marking.narrow(incident=ordinary, by=tom, reason="Staff.")
    with refused("Only the headteacher, or the chair"):
        marking.widen(incident=ordinary, by=lena, reason="Not staff.")
    with refused("Only the headteacher, or the chair"):
        marking.widen(incident=about_staff, by=lena, reason="Not staff.")
    with refused("not found"):
        marking.narrow(incident=about_staff, by=dee, reason="Staff.")
    with refused("in the queue about staff already"):
        marking.narrow(incident=about_staff, by=hari, reason="Staff.")
    with refused("not in the queue about staff"):
        marking.widen(incident=ordinary, by=hari, reason="Not staff.")


def test_each_needs_a_reason_and_saves_nothing_without_its_audit_row(
    oakfield, lena, dee, hari, monkeypatch
):
    cases = [
        (marking.mark_child_protection, make_case(oakfield), dee),
        (marking.unmark_child_protection, make_case(oakfield, child_protection=True), dee),
        (marking.narrow, make_case(oakfield), lena),
        (marking.widen, make_case(oakfield, staff_subject=True), hari),
    ]
    for act, incident, by in cases:
        with refused("Give a reason"):
            act(incident=incident, by=by, reason=" ")
        with audit_that_fails(monkeypatch):
            act(incident=incident, by=by, reason="Because.")
    assert {act for act, _incident, _by in cases} == set(ALL_ACTS)


def test_a_dsl_who_is_the_subject_sees_nothing_of_a_marked_case(oakfield, cast, dee, hari):
    other = make_member(oakfield, "Elif Elder", Role.DEPUTY_DSL)
    incident = make_case(oakfield, people=[(entry_of(dee), "offender")], child_protection=True)

    assert who_sees(incident, other=other, **cast) == {"other", "hari"}


def test_naming_the_head_ends_what_lead_and_dsl_had(oakfield, cast, hari, lena, tom):
    from incidents.services import involvement

    incident = make_case(oakfield, "investigating", by=lena)
    make_referral(incident, tom, by=lena)

    involvement.add_person(
        incident=incident, by=lena, reason="He was there.", kind="staff", part="witness",
        person=entry_of(hari),
    )  # fmt: skip

    incident.refresh_from_db()
    assert (who_sees(incident, tom=tom, **cast), incident.handler) == ({"cora"}, None)
    assert member(cast["cora"]).pk == cast["cora"].membership_id
