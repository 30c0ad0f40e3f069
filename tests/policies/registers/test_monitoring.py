"""Monitoring of a person: the head and the chair, and never the person, whatever their role."""

from datetime import timedelta

import pytest
from django.urls import reverse

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import objects
from esafety.notices.models import Notice
from esafety.people.models import Person
from policies import due
from policies.meetings import queries as meetings
from policies.registers import queries
from policies.registers.declared import named
from policies.registers.models import Entry
from policies.registers.queries.figures import figures, secret_figures
from policies.registers.services import keeping, moving, reminding
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.policies.registers.filled import TODAY, make_entry

MONITORING = named("monitoring-of-a-person")


def about(actor):
    return Person.objects.get(membership=actor.membership_id).pk


@pytest.fixture
def entry(oakfield, hari, cora, tom):
    """Hari asks to read Tom's messages."""
    return make_entry(MONITORING, oakfield, hari, who=about(tom))


def page(register=MONITORING):
    return reverse("registers:register", args=["oakfield", register.code])


def test_the_chair_approves_and_the_outcome_is_recorded(entry, hari, cora):
    with pytest.raises(Refused):
        moving.move(entry=entry, code="approve", revision=1, by=hari)

    moving.move(entry=entry, code="approve", revision=1, by=cora)
    moving.move(entry=entry, code="stop", revision=2, by=hari, reason="Enough")
    typed = {"outcome": "Nothing found", "told": "On the same day"}
    done = moving.move(entry=entry, code="close", revision=3, by=hari, typed=typed)

    assert done.state == "closed"
    assert done.values["outcome"] == "Nothing found"


@pytest.mark.parametrize("who", ["lena", "dee", "tom", "olu", "nat"])
def test_for_everybody_else_nothing_is_there(who, entry, request, client_of):
    actor = request.getfixturevalue(who)
    client = client_of(actor)

    for address in (page(), entry.get_absolute_url(), entry.url("edit"), page() + "export.csv"):
        assert client.get(address).status_code == 404
    hub = client.get(reverse("registers:registers", args=["oakfield"])).content.decode()
    assert "Monitoring of a person" not in hub
    assert str(entry) not in objects.seen(actor, {str(entry)})
    assert not queries.visible_to(actor).exists()


def test_a_head_never_sees_what_is_about_them(oakfield, cora, hari, client_of):
    entry = make_entry(MONITORING, oakfield, cora, who=about(hari))
    client = client_of(hari)

    assert client.get(entry.get_absolute_url()).status_code == 404
    shown = client.get(page()).content.decode()
    assert entry.reference not in shown
    assert "No entry here" in shown
    assert entry.reference.encode() not in client.get(page() + "export.csv").content
    assert queries.counts(hari, TODAY) == {}
    assert str(entry) not in objects.seen(hari, {str(entry)})
    assert not [d for d in due.between(hari, TODAY, TODAY.replace(month=12)) if "MON" in d.ref]
    assert [d for d in due.between(cora, TODAY, TODAY.replace(month=12)) if "MON" in d.ref]


@pytest.mark.parametrize("by_email", [True, False])
def test_nor_with_an_entry_in_the_directory_that_is_not_connected(by_email, oakfield, cora, hari):
    name = "Harry Hazel" if by_email else "Hari Hazel"
    loose = make_person(oakfield, name, kind="staff", email="HARI@oakfield.example" * by_email)

    make_entry(MONITORING, oakfield, cora, who=loose.pk)

    assert not queries.visible_to(hari).exists()
    assert queries.visible_to(cora).exists()


def test_nobody_makes_one_about_themselves(oakfield, hari, client_of):
    with pytest.raises(Refused, match="about yourself"):
        make_entry(MONITORING, oakfield, hari, who=about(hari))
    assert not Entry.objects.exists()


def test_nor_turns_one_to_themselves(entry, hari):
    typed = {**entry.values, "who": about(hari)}

    with pytest.raises(Refused, match="about yourself"):
        keeping.change(entry=entry, typed=typed, revision=1, by=hari)


def test_numbers_and_figures_tell_nothing(entry, oakfield, hari, sima):
    other = make_entry(MONITORING, oakfield, hari, who=about(sima))

    assert entry.number >= 100_000
    assert abs(entry.number - other.number) != 1 or entry.number != 1
    assert MONITORING.code not in {one.code for one in figures(oakfield, TODAY, TODAY)}


def test_a_number_that_is_taken_is_not_taken_again(entry, oakfield, hari, sima, monkeypatch):
    drawn = iter([entry.number - 100_000, 7])
    monkeypatch.setattr(keeping.secrets, "randbelow", lambda _most: next(drawn))

    other = make_entry(MONITORING, oakfield, hari, who=about(sima))

    assert other.reference == "MON-100007"


def test_a_second_chair_approves_what_the_first_asked_for(oakfield, cora, hari):
    second = make_member(oakfield, "Colin Crab", Role.CHAIR, kind="governor")
    entry = make_entry(MONITORING, oakfield, cora, who=about(hari))

    with pytest.raises(Refused, match="Somebody else"):
        moving.move(entry=entry, code="approve", revision=1, by=cora)
    assert moving.move(entry=entry, code="approve", revision=1, by=second).state == "approved"


def test_a_chair_is_neither_told_nor_reminded_of_what_is_about_them(oakfield, hari, cora, clock):
    entry = make_entry(MONITORING, oakfield, hari, who=about(cora))
    clock.shift(3 * 86400)  # the day before its last one

    facts = {"school": oakfield, "today": TODAY.replace(day=19)}
    system = Actor.for_system("registers", school_id=oakfield.pk)
    assert reminding.remind(register=MONITORING, by=system, **facts) == 1

    told = set(Notice.objects.values_list("member", "object"))
    assert told == {(hari.membership_id, str(entry))}


def test_nothing_of_the_register_as_a_whole_is_in_anybodys_audit_log(hari, cora, lena):
    whole = {"register:monitoring-of-a-person", "register:guests"}

    assert objects.seen(hari, whole) == {"", "register:guests"}
    assert objects.seen(cora, whole) == {""}


def test_who_belongs_to_nothing_sees_nothing(oakfield, gwen, entry):
    system = Actor.for_system("registers", school_id=oakfield.pk)

    assert not queries.visible_to(gwen).exists()
    assert not queries.visible_to(system).exists()
    assert not queries.those_who_are(system).exists()


def test_neither_minutes_nor_the_calendar_tell_of_it(oakfield, hari, entry, client, client_of):
    first, last = TODAY - timedelta(days=90), TODAY + timedelta(days=400)
    own = [one for one in due.between(hari, first, last) if one.ref == str(entry)]
    assert [one.secret for one in own] == [True] * len(own) != []

    lines = meetings.proposed(hari, TODAY, "committee")
    page = client_of(hari).post(reverse("reviews:calendar_address", args=["oakfield"]))
    token = page.content.decode().split("/oakfield/calendar/")[1].split(".ics")[0]
    feed = client.get(reverse("reviews:calendar", args=["oakfield", token]))

    assert feed.status_code == 200
    assert "Monitoring of a person" not in str(lines)
    assert entry.reference not in feed.content.decode()


def test_an_annex_is_told_of_those_that_its_maker_may_see(oakfield, hari, cora, lena, entry):
    first, last = TODAY.replace(day=1), TODAY.replace(day=30)
    make_entry(MONITORING, oakfield, cora, who=about(hari))
    dropped = make_entry(MONITORING, oakfield, cora, who=about(lena))
    moving.move(entry=dropped, code="withdraw", revision=1, by=cora, reason="Not needed")

    assert secret_figures(hari, oakfield, first, last) == {MONITORING.code: 1}
    assert secret_figures(cora, oakfield, first, last) == {MONITORING.code: 2}
    assert secret_figures(cora, oakfield, first, first) == {MONITORING.code: 0}
    assert secret_figures(lena, oakfield, first, last) == {}
