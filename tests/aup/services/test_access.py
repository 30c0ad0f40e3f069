"""What the access list said is kept with the act that changed it, and looked at every hour."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from aup import access_jobs
from aup.models import AccessChange, Answer, Ask
from aup.services import access, asking
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.people.services import joining
from tests.aup.asked import asked, decline, family, sign
from tests.aup.services.test_asking import newer
from tests.factories.people import make_person

TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def system(oakfield):
    return Actor.for_system("access-list", school_id=oakfield.pk)


def said_of(person):
    rows = AccessChange.objects.filter(person=person).order_by("pk")
    return list(rows.values_list("why", "may_use"))


def test_each_answer_is_followed_at_once(oakfield, agreed, olu):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    decline(ask, "parent", olu, person=pia)

    assert said_of(child) == [
        ("not_signed", False),
        ("parent_missing", False),
        ("signed", True),
        ("declined", False),
    ]


def test_what_changes_nothing_is_not_written_again(oakfield, agreed, olu):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    decline(ask, "parent", olu, person=pia)
    decline(ask, "parent", olu, person=pia)

    assert said_of(child) == [("not_signed", False), ("declined", False)]
    assert access.refresh([child.pk]) == 0
    assert access.refresh([]) == 0


def test_it_is_kept_with_the_act_or_not_at_all(oakfield, agreed, olu, monkeypatch):
    child, _parents = family(oakfield)
    ask = asked(oakfield, child)

    def fail(person):
        raise RuntimeError

    monkeypatch.setattr(access, "refresh_one", fail)
    with pytest.raises(RuntimeError):
        sign(ask, "own", olu)

    assert not Answer.objects.exists()


def test_changes_are_never_changed(oakfield, agreed):
    asked(oakfield, family(oakfield)[0])

    for act in (lambda rows: rows.update(may_use=True), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(AccessChange.objects.all())


def test_the_first_look_writes_down_everybody_and_the_next_nothing(oakfield, agreed, olu, system):
    family(oakfield)

    assert access.refresh_all(by=system) == 2  # the child and Olu; never a parent
    assert access.refresh_all(by=system) == 0
    assert AuditEvent.objects.filter(type="access.refreshed").count() == 1


def test_who_leaves_is_told_and_who_comes_back(oakfield, agreed, olu, system):
    child, _parents = family(oakfield)
    access.refresh_all(by=system)
    joining.leave(person=child, by=olu, left_on=TODAY)
    access.refresh_all(by=system)
    joining.come_back(person=child, by=olu)
    access.refresh_all(by=system)

    assert [why for why, _may in said_of(child)] == ["not_asked", "left", "not_asked"]


def test_the_end_of_grace_and_a_first_day_are_seen(oakfield, agreed, olu, system, time_machine):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    asking.ask(version=newer(ask.version), people=[child], by=olu, due_on=TODAY)
    new = make_person(oakfield, "Ben Birch", joined_on=TODAY + timedelta(days=1))
    access.refresh_all(by=system)

    time_machine.move_to("2026-11-04 00:00:00Z", tick=False)
    access.refresh_all(by=system)

    assert said_of(child)[-2:] == [("grace", True), ("not_signed", False)]
    assert said_of(new) == [("not_joined", False), ("not_asked", False)]


def test_a_look_whose_event_cannot_be_written_writes_nothing(oakfield, agreed, system, monkeypatch):
    family(oakfield)

    def fail(**_facts):
        raise RuntimeError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        access.refresh_all(by=system)

    assert not AccessChange.objects.exists()


def test_two_thousand_are_followed_with_few_queries(
    oakfield, agreed, django_assert_max_num_queries
):
    people = [make_person(oakfield, f"Ada Ash{n}", year_group="4").pk for n in range(60)]

    with transaction.atomic(), django_assert_max_num_queries(9):
        assert access.refresh(people) == 60
    assert not Ask.objects.exists()


def test_one_job_an_hour(oakfield, agreed, time_machine):
    child, _parents = family(oakfield)
    access_jobs.look_at_access(oakfield)
    access_jobs.look_at_access(oakfield)
    [job] = Job.objects.filter(kind="access.refresh")
    access_jobs.refresh(job)
    access_jobs.refresh(job)

    time_machine.move_to("2026-11-03 10:00:00Z", tick=False)
    access_jobs.look_at_access(oakfield)

    assert Job.objects.filter(kind="access.refresh").count() == 2
    assert said_of(child) == [("not_asked", False)]
