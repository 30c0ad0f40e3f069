"""Rounds of approvals, people who have left, registers that are gone."""

import pytest

from esafety.access.refused import Refused
from policies.registers import queries
from policies.registers.declared import named
from policies.registers.services import keeping, moving
from tests.policies.registers.filled import make_entry


def go(entry, code, by, **more):
    entry.refresh_from_db()
    return moving.move(entry=entry, code=code, revision=entry.revision, by=by, **more)


def test_an_approval_of_an_earlier_round_does_not_stand_in_the_way(oakfield, nat, lena, hari):
    item = make_entry(named("equipment"), oakfield, nat)
    why = {"dispose_why": "Old", "licence_check": "None", "personal_data": "none"}

    for _round in range(2):
        go(item, "ask", nat, typed=why)
        go(item, "authorise", hari)
        with pytest.raises(Refused):
            go(item, "authorise", hari)
        go(item, "refuse", hari, reason="Not yet")

    with pytest.raises(Refused, match="Fill in"):
        go(item, "ask", lena)
    assert go(item, "ask", lena, typed=why).state == "asked"


def test_who_has_left_stays_named_when_an_entry_is_changed(oakfield, lena, nat, client_of):
    from esafety.schools.models import Membership

    row = make_entry(named("guests"), oakfield, nat)
    Membership.objects.filter(pk=nat.membership_id).update(left_on="2026-11-01")

    form = client_of(lena).get(row.url("edit")).context["form"]

    assert (str(nat.membership_id), "Nat Nutmeg") in form.fields["sponsor"].choices


def test_a_register_that_is_gone_takes_no_change_and_no_file(oakfield, tom, lena):
    short = make_entry(named("filtering-changes"), oakfield, tom)
    from django.utils import timezone

    from policies.registers.models import RegisterImport
    from policies.registers.services import importing

    file = RegisterImport.objects.create(
        school=short.school, register="gone", made_at=timezone.now(), made_by_id=lena.membership_id
    )
    type(short).objects.update(register="gone")

    with pytest.raises(Refused, match="no longer kept"):
        keeping.change(entry=short, typed=short.values, revision=1, by=tom)
    with pytest.raises(Refused, match="no longer kept"):
        importing.confirm(made=file, by=lena)
    assert queries.hands_of(type(short).objects.get()).authors == {tom.membership_id}
