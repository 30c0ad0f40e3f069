"""People join, change, leave and come back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.people import returns
from esafety.people.models import Person
from esafety.people.services import joining
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from tests.factories.people import make_person

ADA = {"first_name": "Ada", "last_name": "Ash", "upn": "R201100018042", "year_group": "8"}


def last_event():
    return AuditEvent.objects.order_by("-seq").first()


def test_a_pupil_joins_and_is_found_by_name(oakfield, olu):
    ada = joining.add(by=olu, kind="pupil", details=ADA)

    ada.refresh_from_db()
    assert (ada.name, ada.year_group, ada.search_key) == ("Ada Ash", "8", "ada ash")
    event = last_event()
    assert (event.type, event.object, event.data) == (
        "person.added",
        f"person:{ada.pk}",
        {"kind": "pupil"},
    )


def test_nothing_is_kept_that_is_not_kept_of_this_kind(oakfield, olu):
    with pytest.raises(ValueError, match="upn"):
        joining.add(by=olu, kind="staff", details={**ADA})


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({**ADA, "last_name": " "}, "last name"),
        ({**ADA, "upn": "A201100018042"}, "does not fit"),
        ({**ADA, "upn": "nonsense"}, "UPN is"),
    ],
)
def test_what_must_hold_of_everybody(oakfield, olu, details, words):
    with pytest.raises(Refused, match=words):
        joining.add(by=olu, kind="pupil", details=details)
    assert not Person.objects.filter(kind="pupil").exists()


def test_a_upn_belongs_to_one_pupil(oakfield, olu):
    joining.add(by=olu, kind="pupil", details=ADA)

    with pytest.raises(Refused, match="Another pupil"):
        joining.add(by=olu, kind="pupil", details={**ADA, "first_name": "Bea"})


def test_a_change_is_recorded_by_the_names_of_the_fields(oakfield, olu):
    ada = joining.add(by=olu, kind="pupil", details=ADA)

    joining.change(person=ada, by=olu, details={**ADA, "last_name": "Beech", "tutor_group": "8K"})

    ada.refresh_from_db()
    assert (ada.name, ada.search_key, ada.tutor_group) == ("Ada Beech", "ada beech", "8K")
    assert last_event().data == {"fields": ["last_name", "tutor_group"]}


def test_a_change_of_nothing_is_not_recorded(oakfield, olu):
    ada = joining.add(by=olu, kind="pupil", details=ADA)
    before = AuditEvent.objects.count()

    joining.change(person=ada, by=olu, details=ADA)

    assert AuditEvent.objects.count() == before


def test_nobody_joins_after_they_left(oakfield, olu):
    ada = make_person(oakfield, "Ada Ash", left_on=date(2026, 7, 1))

    with pytest.raises(Refused, match="joining date"):
        joining.change(person=ada, by=olu, details={"joined_on": date(2026, 9, 1)})


def test_a_pupil_leaves_and_comes_back(oakfield, olu):
    ada, today = make_person(oakfield, "Ada Ash"), timezone.localdate()

    joining.leave(person=ada, by=olu, left_on=today)
    assert Person.objects.get(pk=ada.pk).left_on == today
    assert last_event().type == "person.left"
    joining.come_back(person=ada, by=olu)
    assert Person.objects.get(pk=ada.pk).left_on is None
    assert (last_event().type, last_event().data) == (
        "person.returned",
        {"left_on": today.isoformat()},
    )


def test_what_ends_with_a_return_is_told_before_it_is_recorded(oakfield, olu, monkeypatch):
    ada, told = make_person(oakfield, "Ada Ash"), []
    monkeypatch.setattr(returns, "_ENDS", [])
    end = returns.on_return(lambda person, by: told.append((person, by, person.left_on)))
    joining.leave(person=ada, by=olu, left_on=timezone.localdate())

    joining.come_back(person=ada, by=olu)

    assert told == [(ada, olu, None)]
    assert callable(end)


def test_who_never_left_is_told_to_nobody(oakfield, olu, monkeypatch):
    ada, today, told = make_person(oakfield, "Ada Ash"), timezone.localdate(), []
    monkeypatch.setattr(returns, "_ENDS", [lambda *facts: told.append(facts)])
    joining.leave(person=ada, by=olu, left_on=today)

    joining.come_back(person=ada, by=olu, mistaken=True)

    assert told == []
    assert Person.objects.get(pk=ada.pk).left_on is None
    assert last_event().data == {"left_on": today.isoformat(), "mistaken": True}


def test_leaving_has_its_order(oakfield, olu):
    today = timezone.localdate()
    ada = make_person(oakfield, "Ada Ash", joined_on=today)

    for day, words in (
        (today + timedelta(days=1), "future"),
        (today - timedelta(days=1), "joining"),
    ):
        with pytest.raises(Refused, match=words):
            joining.leave(person=ada, by=olu, left_on=day)
    with pytest.raises(Refused, match="has not left"):
        joining.come_back(person=ada, by=olu)
    joining.leave(person=ada, by=olu, left_on=today)
    with pytest.raises(Refused, match="already"):
        joining.leave(person=ada, by=olu, left_on=today)


def test_the_access_of_a_member_of_staff_ends_when_they_leave(oakfield, olu, lena, tom):
    person = Person.objects.get(membership_id=tom.membership_id)

    joining.leave(person=person, by=olu, left_on=timezone.localdate())

    membership = Membership.objects.get(pk=tom.membership_id)
    assert membership.left_on == timezone.localdate()
    assert schools.actor_of(membership).roles == frozenset()
    assert last_event().type == "member.left"


def test_only_the_head_ends_the_access_of_the_lead(oakfield, olu, lena, hari):
    person = Person.objects.get(membership_id=lena.membership_id)

    with pytest.raises(Refused, match="headteacher"):
        joining.leave(person=person, by=olu, left_on=timezone.localdate())
    assert Person.objects.get(pk=person.pk).left_on is None
    joining.leave(person=person, by=hari, left_on=timezone.localdate())
    assert Membership.objects.get(pk=lena.membership_id).left_on


def acts(oakfield, by):
    """Every service of this file, ready to be called."""
    today = timezone.localdate()
    here, gone = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech", left_on=today)
    return {
        "person.added": lambda: joining.add(by=by, kind="pupil", details=ADA),
        "person.changed": lambda: joining.change(person=here, by=by, details={"last_name": "Fir"}),
        "person.left": lambda: joining.leave(person=here, by=by, left_on=today),
        "person.returned": lambda: joining.come_back(person=gone, by=by),
    }


KINDS = ["person.added", "person.changed", "person.left", "person.returned"]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_without_the_right_does_it(oakfield, tom, kind):
    with pytest.raises(Refused):
        acts(oakfield, tom)[kind]()


@pytest.mark.parametrize("kind", KINDS)
def test_without_its_audit_row_nothing_is_saved(oakfield, olu, kind, no_audit):
    act, before = acts(oakfield, olu)[kind], None
    before = list(Person.objects.order_by("pk").values())

    with no_audit(kind):
        act()

    assert list(Person.objects.order_by("pk").values()) == before
