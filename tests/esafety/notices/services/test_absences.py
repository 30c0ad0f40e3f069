"""Saying who is away, and that a DSL or deputy is always named."""

from datetime import timedelta

import pytest
from django.db import transaction

from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import types as audit_types
from esafety.audit.models import AuditEvent
from esafety.notices.models import Absence, Notice
from esafety.notices.services import absences
from esafety.schools.models import Membership
from tests.esafety.notices.conftest import TODAY, away, member
from tests.factories.schools import make_member

pytestmark = pytest.mark.usefixtures("tuesday")


def day(number: int):
    return TODAY + timedelta(days=number)


def say(by, of=None, first=0, last=1, deputy=None):
    return absences.say(
        by=by,
        member=member(of or by),
        starts_on=day(first),
        ends_on=day(last),
        deputy=member(deputy) if deputy else None,
    )


def told() -> list[tuple[str, str]]:
    rows = Notice.objects.order_by("pk").values_list("member__display_name", "kind")
    return [(name.split()[0], kind) for name, kind in rows]


def types() -> list[str]:
    return list(AuditEvent.objects.order_by("seq").values_list("type", flat=True))


@pytest.fixture
def quin(oakfield):
    return make_member(oakfield, "Quin Quince", Role.DEPUTY_DSL, Role.STAFF)


def test_a_member_says_when_they_are_away_and_who_stands_in(tom, nat):
    absence = say(tom, deputy=nat)

    assert (absence.member_id, absence.deputy_id) == (tom.membership_id, nat.membership_id)
    assert (absence.said_by, absence.ended_at) == (tom.ref, None)
    assert told() == [("Nat", "absence.deputy")]
    event = AuditEvent.objects.get()
    assert (event.type, event.object, event.data) == ("absence.said", absence.audit_ref, {})
    assert str(absence) == absence.audit_ref


def test_who_manages_members_says_it_for_another_who_is_told(lena, tom):
    say(lena, of=tom)

    assert told() == [("Tom", "absence.said")]


def test_nobody_else_says_it_for_another(tom, nat, dee):
    absence = away(nat)

    with pytest.raises(Refused, match="only of yourself"):
        say(tom, of=nat)
    with pytest.raises(Refused, match="only of yourself"):
        absences.change(by=dee, absence=absence, starts_on=day(0), ends_on=day(1))
    with pytest.raises(Refused, match="only of yourself"):
        absences.end(by=tom, absence=absence)


def test_days_and_deputy_can_be_changed(tom, nat, olu):
    absence = say(tom, deputy=nat)
    absences.change(by=tom, absence=absence, starts_on=day(0), ends_on=day(5), deputy=member(olu))

    absence.refresh_from_db()
    assert (absence.ends_on, absence.deputy_id) == (day(5), olu.membership_id)
    assert types() == ["absence.said", "absence.changed"]
    assert told() == [("Nat", "absence.deputy"), ("Olu", "absence.deputy")]


def test_an_absence_is_taken_back_once(tom):
    absence = absences.end(by=tom, absence=say(tom))

    assert absence.ended_by == tom.ref
    with pytest.raises(Refused, match="taken back already"):
        absences.end(by=tom, absence=absence)
    with pytest.raises(Refused, match="taken back already"):
        absences.change(by=tom, absence=absence, starts_on=day(0), ends_on=day(1))
    say(tom)


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (2, 1, "not be before the first"),
        (-3, -1, "have passed"),
        (0, 367, "at most a year"),
        (5, 8, "said already"),
        (8, 12, "said already"),
    ],
)
def test_days_that_cannot_be(tom, first, last, sentence):
    away(tom, first=day(8), days=2)

    with pytest.raises(Refused, match=sentence):
        say(tom, first=first, last=last)

    assert Absence.objects.count() == 1


def test_days_that_began_earlier_can_be_said(tom):
    assert say(tom, first=-2, last=0).starts_on == day(-2)


def test_a_governor_is_no_deputy_of_staff_nor_anybody_their_own(tom, gwen, cora, lena):
    for deputy in (gwen, tom):
        with pytest.raises(Refused, match="cannot stand in"):
            say(tom, deputy=deputy)
    say(cora, deputy=gwen)
    with pytest.raises(Refused, match="cannot stand in"):
        say(gwen, deputy=tom)


def test_who_has_left_neither_goes_away_nor_stands_in(lena, tom, nat):
    Membership.objects.filter(pk=nat.membership_id).update(left_on=TODAY)

    with pytest.raises(Refused, match="not a member"):
        say(lena, of=nat)
    with pytest.raises(Refused, match="cannot stand in"):
        say(tom, deputy=nat)


def test_the_only_dsl_does_not_go_without_somebody_who_stands_in(dee, tom):
    with pytest.raises(Refused, match="A DSL or deputy must always be named"):
        say(dee)

    assert not Absence.objects.exists()
    say(dee, deputy=tom)


def test_nor_does_the_last_of_them(dee, quin, tom):
    say(dee)

    with pytest.raises(Refused, match="must always be named"):
        say(quin, first=1, last=3)
    say(quin, first=2, last=3)


def test_a_deputy_who_is_away_too_is_nobody(dee, tom):
    away(tom, days=2)

    with pytest.raises(Refused, match="must always be named"):
        say(dee, deputy=tom)


def test_a_change_that_leaves_nobody_is_refused(dee, tom):
    absence = say(dee, deputy=tom)

    with pytest.raises(Refused, match="must always be named"):
        absences.change(by=dee, absence=absence, starts_on=day(0), ends_on=day(1))
    absence.refresh_from_db()
    assert absence.deputy_id == tom.membership_id


def test_at_a_weekend_no_dsl_is_needed(dee):
    say(dee, first=4, last=5)


def test_others_may_go_whoever_safeguards(tom):
    say(tom)


@pytest.mark.parametrize("act", ["say", "change", "end"])
def test_what_cannot_be_recorded_is_not_saved(tom, nat, monkeypatch, act):
    absence = away(tom, first=day(20))
    before = list(Absence.objects.values())
    monkeypatch.setattr(audit_types, "_WORDS", {})

    acts = {
        "say": lambda: say(tom, deputy=nat),
        "change": lambda: absences.change(
            by=tom, absence=absence, starts_on=day(21), ends_on=day(22)
        ),
        "end": lambda: absences.end(by=tom, absence=absence),
    }
    with pytest.raises(audit_types.UnknownEventType), transaction.atomic():
        acts[act]()

    assert list(Absence.objects.values()) == before
    assert told() == []
