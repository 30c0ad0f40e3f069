"""The access list: the same rule as for one person, for a whole school in a few queries."""

import itertools
import random
import time
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aup import audiences, queries
from aup.access_choices import Why
from aup.choices import AskState, Audience
from aup.models import AgreementSettings, Ask
from aup.queries import access
from aup.services import answering, asking
from esafety.access.actor import Actor
from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person
from tests.aup.asked import FAR, asked, decline, family, sign, version_of
from tests.aup.services.test_asking import newer
from tests.factories.people import make_guardian, make_person

TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def why(person, on=TODAY):
    [one] = access.standings(access.on_the_list().filter(pk=person.pk), on)
    return one.why, one.may_use


def test_each_state_has_its_reason(oakfield, agreed, olu):
    child, [pia] = family(oakfield)
    assert why(child) == (Why.NOT_ASKED, False)

    ask = asked(oakfield, child)
    assert why(child) == (Why.NOT_SIGNED, False)

    own = sign(ask, "own", olu)
    assert why(child) == (Why.PARENT_MISSING, False)

    answer = sign(ask, "parent", olu, person=pia)
    assert why(child) == (Why.SIGNED, True)

    answering.withdraw(answer=answer, reason="No more.", means="link", by=olu)
    assert why(child) == (Why.WITHDRAWN, False)

    decline(ask, "parent", olu, person=pia)
    assert why(child) == (Why.DECLINED, False)
    assert own.kind == "signed"


def test_parents_who_disagree_and_a_class_that_read_it_together(oakfield, agreed, olu):
    child, [pia, pat] = family(oakfield, parents=("Pia Ash", "Pat Ash"))
    ask = asked(oakfield, child)
    sign(ask, "witness", olu)
    assert why(child) == (Why.PARENT_MISSING, False)

    sign(ask, "parent", olu, person=pia)
    assert why(child) == (Why.WITNESSED, True)

    decline(ask, "parent", olu, person=pat)
    assert why(child) == (Why.DISAGREED, False)


def test_the_parent_signed_and_the_child_has_not(oakfield, agreed, olu):
    child, [pia] = family(oakfield)
    sign(asked(oakfield, child), "parent", olu, person=pia)

    assert why(child) == (Why.CHILD_MISSING, False)


def test_of_the_youngest_the_parents_part_alone_is_missing(oakfield, agreed):
    child, _parents = family(oakfield, year_group="1")
    asked(oakfield, child)

    assert why(child) == (Why.PARENT_MISSING, False)


def test_both_parents_where_the_school_wants_both(oakfield, agreed, olu):
    AgreementSettings.objects.create(school=oakfield, parents_needed="all")
    child, [pia, pat] = family(oakfield, parents=("Pia Ash", "Pat Ash"))
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    assert why(child) == (Why.PARENT_MISSING, False)

    sign(ask, "parent", olu, person=pat)
    assert why(child) == (Why.SIGNED, True)


def test_an_adult_who_has_not_signed(oakfield, agreed):
    teacher = make_person(oakfield, "Tess Teak", kind="staff")
    asked(oakfield, teacher)

    assert why(teacher) == (Why.NOT_SIGNED, False)


def test_no_reply(oakfield, agreed):
    child, _parents = family(oakfield)
    ask = asked(oakfield, child)
    Ask.objects.filter(pk=ask.pk).update(state=AskState.NO_REPLY)

    assert why(child) == (Why.NO_REPLY, False)


def test_a_new_version_leaves_the_old_signature_until_the_last_day(oakfield, agreed, olu):
    child, [pia] = family(oakfield)
    first = asked(oakfield, child)
    sign(first, "own", olu)
    sign(first, "parent", olu, person=pia)
    asking.ask(version=newer(first.version), people=[child], by=olu, due_on=TODAY)

    [one] = access.standings(access.on_the_list().filter(pk=child.pk), TODAY)

    assert (one.why, one.may_use, one.until) == (Why.GRACE, True, TODAY)
    assert why(child, TODAY + timedelta(days=1)) == (Why.NOT_SIGNED, False)


def test_a_question_replaced_without_a_new_one(oakfield, agreed):
    child, _parents = family(oakfield)
    ask = asked(oakfield, child)
    Ask.objects.filter(pk=ask.pk).update(state=AskState.SUPERSEDED)

    assert why(child) == (Why.SUPERSEDED, False)


def test_who_left_who_is_to_come_and_who_has_no_agreement(oakfield, agreed):
    gone = make_person(oakfield, "Ada Ash", left_on=TODAY)
    to_come = make_person(oakfield, "Ben Birch", joined_on=TODAY + timedelta(days=1))
    nowhere = make_person(oakfield, "Cy Cedar", year_group="")

    assert [why(one) for one in (gone, to_come, nowhere)] == [
        (Why.LEFT, False),
        (Why.NOT_JOINED, False),
        (Why.NO_AGREEMENT, False),
    ]


def test_programs_are_told_of_leavers_for_a_year_and_never_of_parents(oakfield, agreed):
    child = make_person(oakfield, "Ada Ash")
    make_guardian(child, "Pia Ash")
    make_person(oakfield, "Ben Birch", left_on=TODAY - timedelta(days=364))
    make_person(oakfield, "Cy Cedar", left_on=TODAY - timedelta(days=365))

    told = access.told_to_programs(TODAY)

    assert {one.first_name for one in told} == {"Ada", "Ben"}


@pytest.mark.parametrize("needed", ["one", "all"])
def test_it_equals_the_rule_for_every_person_of_a_school(oakfield, agreed, olu, needed):
    AgreementSettings.objects.create(school=oakfield, parents_needed=needed)
    a_school(oakfield, olu, random.Random(7))

    for day in (TODAY, TODAY + timedelta(days=10)):
        rows = access.here(access.on_the_list(), day)
        listed = {one.person.pk: one.may_use for one in access.standings(rows, day)}
        assert listed == {one.pk: queries.in_order(one, day) for one in rows}
        assert len(listed) > 100
        assert set(listed.values()) == {True, False}


def test_two_thousand_people_take_seven_queries_and_under_two_seconds(oakfield, agreed, olu):
    two_thousand(oakfield, olu)

    with CaptureQueriesContext(connection) as asked_of_it:
        began = time.perf_counter()
        found = access.standings(access.on_the_list())
        took = time.perf_counter() - began

    assert len(found) > 2000
    assert len(asked_of_it) <= 7
    assert took < 2


def a_school(school, olu, dice):
    """Some 150 people in every state one can come to, by chance that is the same each time."""
    by = Actor.for_system("campaigns", school_id=school.pk)
    years, kinds = ["1", "4", "9", ""], ["staff", "supply", "visitor", "community", "governor"]
    people = [make_person(school, f"Kid No{n}", year_group=years[n % 4]) for n in range(120)]
    people += [make_person(school, f"Adult No{n}", kind=kinds[n % 5]) for n in range(30)]
    for person in people[:120]:
        for n in range(dice.choice([0, 1, 2])):
            make_guardian(person, f"Parent{n} {person.last_name}")
    for person in people:
        if queries.agreement_of(person) is None or dice.random() < 0.1:
            continue
        ask = asked(school, person, due_on=dice.choice([None, TODAY, FAR]))
        answer_by_chance(ask, olu, dice)
    for audience in ("pupils_primary", "students", "staff"):
        some = [one for one in queries.subjects_of(audience, TODAY) if dice.random() < 0.5]
        version = newer(version_of(audience))
        due_on = dice.choice([TODAY + timedelta(days=5), FAR])
        for ask in asking.ask(version=version, people=some, by=by, due_on=due_on):
            if dice.random() < 0.4:
                answer_by_chance(ask, olu, dice)
    some = list(Ask.objects.filter(state=AskState.ASKED).values_list("pk", flat=True)[:5])
    Ask.objects.filter(pk__in=some).update(state=AskState.NO_REPLY)
    Person.objects.filter(pk__in=[one.pk for one in people[::17]]).update(left_on=TODAY)
    ties = list(Guardianship.objects.values_list("pk", flat=True)[:9])
    Guardianship.objects.filter(pk__in=ties).update(ended_on=TODAY)


def answer_by_chance(ask, olu, dice):
    parents = [tie.guardian for tie in queries.guardians_of(ask.subject)]
    for part in audiences.PARTS[Audience(ask.agreement.audience)]:
        people = (parents or [None]) if part == "parent" else [None]
        for person in people:
            act = dice.choice([sign, sign, sign, sign, decline, None])
            if act:
                act(ask, part, olu, person=person)


def two_thousand(school, olu):
    """2,000 pupils with a parent each, all asked, and an adult or two."""
    now = timezone.now()
    pupils = Person.objects.bulk_create(
        Person(school=school, kind=Kind.PUPIL, first_name="Kid", last_name=f"No{n}", year_group="9")
        for n in range(2000)
    )
    parents = Person.objects.bulk_create(
        Person(school=school, kind=Kind.GUARDIAN, first_name="Parent", last_name=f"No{n}")
        for n in range(2000)
    )
    Guardianship.objects.bulk_create(
        Guardianship(school=school, child=c, guardian=g, parental_responsibility=True)
        for c, g in zip(pupils, parents, strict=True)
    )
    AgreementSettings.objects.create(school=school, parents_needed="all")
    version = version_of("students")
    states = itertools.cycle([AskState.SIGNED, AskState.ASKED, AskState.SUPERSEDED])
    Ask.objects.bulk_create(
        Ask(
            school=school,
            agreement=version.agreement,
            version=version,
            subject=person,
            state=state,
            asked_at=now,
            changed_at=now,
        )
        for person, state in zip(pupils, states, strict=False)
    )
