"""An account and its entry in the directory."""

import pytest
from django.db import DatabaseError, transaction

from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from esafety.notices.models import Notice
from esafety.people import connections
from esafety.people.models import Person
from esafety.people.services import connecting
from esafety.schools.models import Membership
from tests.factories.people import make_person
from tests.factories.schools import make_member


@pytest.fixture
def new(oakfield):
    """A member whom the directory does not know."""
    return unknown(oakfield, "Nia Nettle", Role.STAFF)


def unknown(school, name, *roles):
    actor = make_member(school, name, *roles)
    Person.objects.filter(membership=actor.membership_id).delete()
    return actor


def member_of(actor):
    return Membership.objects.get(pk=actor.membership_id)


def test_i_find_my_entry_by_my_address(oakfield, new):
    entry = make_person(oakfield, "Nia Nettle", "staff", email="NIA@oakfield.example")

    assert connecting.find_me(by=new) == entry

    entry.refresh_from_db()
    assert entry.membership_id == new.membership_id
    event = AuditEvent.objects.get(type="person.connected")
    assert (event.object, event.data) == (str(entry), {"account": new.ref})
    with pytest.raises(Refused, match="already"):
        connecting.find_me(by=new)


@pytest.mark.parametrize("entries", [0, 2])
def test_otherwise_the_office_is_told_once(oakfield, new, olu, tom, entries):
    for name in ("Nia Nettle", "Nia Again")[:entries]:
        make_person(oakfield, name, "staff", email="nia@oakfield.example")

    assert [connecting.find_me(by=new) for _tap in "ab"] == [None, None]

    assert [n.member_id for n in Notice.objects.all()] == [olu.membership_id]


@pytest.mark.parametrize("kind", ["guardian", "pupil", "visitor"])
def test_an_entry_of_another_kind_is_not_taken(oakfield, new, kind):
    make_person(oakfield, "Nia Nettle", kind, email="nia@oakfield.example")

    assert connecting.find_me(by=new) is None


def test_the_office_connects(oakfield, new, olu):
    entry = make_person(oakfield, "Nia Nettle", "staff")
    [row] = connections.without_entry()
    assert (row.member, row.candidates, row.is_pupil) == (member_of(new), [entry], False)

    connecting.connect(member=row.member, person=entry, by=olu)

    assert connections.without_entry() == []
    with pytest.raises(Refused, match="already"):
        connecting.connect(member=row.member, person=entry, by=olu)


def test_not_somebody_elses_entry_and_not_by_anybody(oakfield, new, olu, tom):
    with pytest.raises(Refused, match="another account"):
        connecting.connect(
            member=member_of(new), person=Person.objects.get(membership=tom.membership_id), by=olu
        )
    for act in (
        lambda: connecting.enter(member=member_of(new), by=tom),
        lambda: connecting.connect(
            member=member_of(new), person=make_person(oakfield, "A B", "staff"), by=tom
        ),
    ):
        with pytest.raises(Refused, match="directory"):
            act()


@pytest.mark.parametrize(
    ("roles", "kind"),
    [((Role.STAFF,), "staff"), ((Role.GOVERNOR,), "governor"), ((Role.CHAIR, Role.STAFF), "staff")],
)
def test_the_office_makes_an_entry(oakfield, olu, roles, kind):
    new = unknown(oakfield, "Nia van Nettle", *roles)

    made = connecting.enter(member=member_of(new), by=olu)

    assert (made.kind, made.first_name, made.last_name) == (kind, "Nia van", "Nettle")
    assert (made.email, made.search_key) == ("nia@oakfield.example", "nia van nettle")
    events = AuditEvent.objects.filter(object=str(made)).values_list("type", flat=True)
    assert list(events) == ["person.added", "person.connected"]


def test_a_pupils_account_is_connected_with_a_pupil_alone(oakfield, olu):
    unknown(oakfield, "Pip Pear", Role.PUPIL)
    make_person(oakfield, "Pip Pear", "staff")
    entry = make_person(oakfield, "Pip Pear")
    [row] = connections.without_entry()
    assert (row.candidates, row.is_pupil) == ([entry], True)
    with pytest.raises(Refused, match="first"):
        connecting.enter(member=row.member, by=olu)

    assert connecting.connect(member=row.member, person=entry, by=olu).membership == row.member


@pytest.mark.parametrize("act", ["find_me", "told", "connect", "enter"])
def test_without_the_audit_row_nothing_is_saved(oakfield, new, olu, monkeypatch, act):
    email = "nia@oakfield.example" if act == "find_me" else ""
    entry = make_person(oakfield, "Nia Nettle", "staff", email=email)
    acts = {
        "find_me": lambda: connecting.find_me(by=new),
        "told": lambda: connecting.find_me(by=new),
        "connect": lambda: connecting.connect(member=member_of(new), person=entry, by=olu),
        "enter": lambda: connecting.enter(member=member_of(new), by=olu),
    }

    def fail(**facts):
        raise DatabaseError

    monkeypatch.setattr("esafety.people.services.connecting.audit.record", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        acts[act]()
    assert not Person.objects.filter(membership=new.membership_id).exists()
    assert not Notice.objects.exists()
