"""Whoever asks never approves: head and chair for one another, and who to appoint where one is
missing; and who took the register out."""

import pytest

from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import objects
from esafety.audit.models import AuditEvent
from esafety.people.models import Person
from esafety.schools.models import Membership
from policies.registers.declared import named
from policies.registers.queries import approvers, log
from policies.registers.services import moving
from tests.factories.schools import make_member
from tests.policies.registers.filled import make_entry

MONITORING = named("monitoring-of-a-person")


def about(actor):
    return Person.objects.get(membership=actor.membership_id).pk


def ask(oakfield, by, who):
    return make_entry(MONITORING, oakfield, by, who=about(who))


def test_where_the_chair_asks_the_head_approves(oakfield, hari, cora, tom, client_of):
    entry = ask(oakfield, cora, tom)

    assert approvers.lacking(MONITORING, entry) == ""
    with pytest.raises(Refused, match="Somebody else"):
        moving.move(entry=entry, code="approve", revision=1, by=cora)
    assert "Approve it" in client_of(hari).get(entry.get_absolute_url()).text
    assert moving.move(entry=entry, code="approve", revision=1, by=hari).state == "approved"
    entry.refresh_from_db()
    assert approvers.lacking(MONITORING, entry) == ""


def test_where_a_head_asks_no_other_head_approves(oakfield, hari, cora, tom):
    second = make_member(oakfield, "Holly Hop", Role.HEAD, kind="staff")
    entry = ask(oakfield, hari, tom)

    with pytest.raises(Refused, match="Another office"):
        moving.move(entry=entry, code="approve", revision=1, by=second)
    with pytest.raises(Refused, match="Another office"):
        moving.move(entry=entry, code="refuse", revision=1, by=second, reason="No")
    assert moving.move(entry=entry, code="approve", revision=1, by=cora).state == "approved"


def test_who_is_head_and_chair_needs_another_chair(oakfield, tom, lena, client_of):
    both = make_member(oakfield, "Bo Beech", Role.HEAD, Role.CHAIR, kind="staff")
    entry = ask(oakfield, both, tom)
    more = {"holder": "Vera Vine", "from_day": "2026-09-01", "until_day": None}
    make_entry(named("responsible-persons"), oakfield, lena, responsibility="vice_chair", **more)

    said = approvers.lacking(MONITORING, entry)

    assert "somebody else with the role: Chair of governors." in said
    assert "Vice chair of governors (Vera Vine)" in said
    assert "Deputy headteacher (nobody is named" in said
    page = client_of(both).get(entry.get_absolute_url()).text
    assert "Somebody has to be appointed" in page
    assert "Vera Vine" in page


def test_about_the_head_a_lone_chair_needs_a_second(oakfield, hari, cora):
    entry = ask(oakfield, cora, hari)

    assert "Nobody is left" in approvers.lacking(MONITORING, entry)
    make_member(oakfield, "Colin Crab", Role.CHAIR, kind="governor")
    assert approvers.lacking(MONITORING, entry) == ""


def test_without_a_chair_it_is_said_at_once(oakfield, hari, cora, tom):
    entry = ask(oakfield, hari, tom)
    Membership.objects.filter(pk=cora.membership_id).update(left_on="2026-11-01")

    assert "Chair of governors" in approvers.lacking(MONITORING, entry)


def test_a_lasting_change_at_a_school_with_one_leader(oakfield, hari, lena):
    change = make_entry(named("filtering-changes"), oakfield, lena, until_day=None)

    assert approvers.lacking(named("filtering-changes"), change) == ""
    change = moving.move(entry=change, code="agree", revision=1, by=hari)

    said = approvers.lacking(named("filtering-changes"), change)
    assert said.endswith("with the role: Senior leader or Headteacher.") or "Headteacher" in said
    assert "Appoint" not in said


def test_head_and_chair_see_who_took_the_register_out(oakfield, hari, cora, lena, client_of):
    ask(oakfield, cora, hari)
    client_of(cora).get("/oakfield/registers/monitoring-of-a-person/export.csv")
    client_of(cora).post("/oakfield/registers/monitoring-of-a-person/print/")

    for reader in (hari, cora):
        page = client_of(reader).get("/oakfield/registers/monitoring-of-a-person/").text
        assert "Cora Cedar took out a register as a file" in page or "took out a register" in page
        assert "asked for a register as a PDF" in page
    # Hari must not learn by a number that there is an entry about him.
    event = AuditEvent.objects.get(type="register.exported")
    assert event.data == {"kind": "csv"}
    ref = log.out_ref(MONITORING)
    assert objects.seen(lena, {ref}) == {""}
    assert objects.seen(hari, {ref, "register_out:gone"}) == {"", ref}
    assert objects.names({ref, "register_out:gone"})[ref] == "Monitoring of a person"
    assert log.taken_out(lena, MONITORING) == []
    assert log.out_ref(named("guests")) == "register:guests"
