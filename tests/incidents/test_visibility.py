"""The one visibility rule: who sees which incident (spec/roles.md)."""

import pytest
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.people.models import Person
from esafety.schools.models import Membership
from incidents import queries
from incidents.models import NotSamePerson
from tests.factories.incidents import make_incident
from tests.factories.people import make_guardian, make_person


def sees(actor, incident) -> bool:
    return queries.visible_to(actor).filter(pk=incident.pk).exists()


def entry_of(actor) -> Person:
    return Person.objects.get(membership_id=actor.membership_id)


def test_the_lead_the_dsl_and_the_head_see_an_ordinary_incident(
    oakfield, lena, dee, hari, tom, gwen, cora, olu, nat
):
    incident = make_incident(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])

    assert [sees(a, incident) for a in (lena, dee, hari)] == [True, True, True]
    assert [sees(a, incident) for a in (tom, gwen, cora, olu, nat)] == [False] * 5


@pytest.mark.parametrize("part", ["target", "witness"])
def test_a_lead_who_is_a_target_or_witness_sees_nothing_and_dsl_and_head_do(
    oakfield, lena, dee, hari, cora, part
):
    incident = make_incident(oakfield, people=[(entry_of(lena), part)])

    assert [sees(a, incident) for a in (lena, dee, hari, cora)] == [False, True, True, False]


@pytest.mark.parametrize("part", ["offender", "both", "unclear"])
def test_what_may_be_about_a_member_of_staff_is_the_heads_alone(
    oakfield, lena, dee, hari, cora, tom, part
):
    for somebody in (lena, tom):
        incident = make_incident(oakfield, people=[(entry_of(somebody), part)])

        seen = [sees(a, incident) for a in (lena, dee, hari, cora, tom)]
        assert seen == [False, False, True, False, False]


def test_an_incident_that_names_the_head_goes_to_the_chair_alone(oakfield, lena, dee, hari, cora):
    incident = make_incident(oakfield, people=[(entry_of(hari), "offender")])

    assert [sees(a, incident) for a in (lena, dee, hari, cora)] == [False, False, False, True]


def test_an_incident_that_names_head_and_chair_is_seen_by_nobody_inside(
    oakfield, lena, dee, hari, cora
):
    incident = make_incident(
        oakfield, people=[(entry_of(hari), "offender"), (entry_of(cora), "offender")]
    )

    assert [sees(a, incident) for a in (lena, dee, hari, cora)] == [False] * 4


def test_where_everyone_who_reads_the_log_is_named_the_chair_takes_over(oakfield, lena, dee, cora):
    incident = make_incident(
        oakfield, people=[(entry_of(lena), "witness"), (entry_of(dee), "target")]
    )

    assert [sees(a, incident) for a in (lena, dee, cora)] == [False, False, True]


def test_a_parent_on_the_staff_does_not_see_their_own_childs_incident(oakfield, lena, dee):
    child = make_person(oakfield, "Leo Larch")
    make_guardian(child, "Lena Larch")
    incident = make_incident(oakfield, people=[(child, "target")])

    assert (sees(lena, incident), sees(dee, incident)) == (False, True)


@pytest.mark.parametrize(
    "typed", ["Lena Larch", "Ms Larch", "Larsh", "lena", "LARCH, L", "Lena Lrach", "Lárch"]
)
def test_a_typed_name_that_could_be_the_lead_shuts_her_out(oakfield, lena, dee, typed):
    incident = make_incident(oakfield, typed=[(typed, "staff", "witness")])

    assert (sees(lena, incident), sees(dee, incident)) == (False, True)


def test_a_typed_name_that_is_nothing_like_hers_does_not(oakfield, lena):
    incident = make_incident(oakfield, typed=[("Kim Whitebeam", "child", "offender")])

    assert sees(lena, incident)


def test_a_name_cleared_by_somebody_else_opens_the_case_again(oakfield, lena, dee):
    incident = make_incident(oakfield, typed=[("Ben Larch", "child", "offender")])
    before = sees(lena, incident)
    NotSamePerson.objects.create(
        school=oakfield,
        involved=incident.involved.get(),
        member=Membership.objects.get(pk=lena.membership_id),
        said_by=Membership.objects.get(pk=dee.membership_id),
        said_at=timezone.now(),
        reason="A pupil in year 9.",
    )

    assert (before, sees(lena, incident)) == (False, True)


def test_a_lead_of_another_school_sees_nothing(oakfield, boris):
    incident = make_incident(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])

    assert not sees(boris, incident)


def test_who_left_sees_nothing(oakfield, lena):
    incident = make_incident(oakfield)
    Membership.objects.filter(pk=lena.membership_id).update(left_on=timezone.now().date())

    assert not sees(lena, incident)


def test_the_log_costs_few_and_small_queries_to_decide(
    oakfield, lena, dee, hari, cora, django_assert_max_num_queries
):
    make_incident(oakfield)

    with django_assert_max_num_queries(4):
        list(queries.visible_to(lena))


def test_a_chair_who_left_sees_nothing_of_the_head(oakfield, hari, cora):
    incident = make_incident(oakfield, people=[(entry_of(hari), "offender")])
    Membership.objects.filter(pk=cora.membership_id).update(left_on=timezone.now().date())

    assert not sees(cora, incident)


def test_a_named_part_of_the_system_sees_all_of_its_school(oakfield, lena):
    incident = make_incident(oakfield, people=[(entry_of(lena), "offender")])

    assert sees(Actor.for_system("notifications", school_id=oakfield.pk), incident)


def test_in_a_school_without_anybody_who_reads_the_log_nobody_can_see(oakfield, tom):
    assert queries.who_can_see(make_incident(oakfield)) == []


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_what_was_merged_into_what_names_them_is_hidden_in_however_many_steps(
    oakfield, lena, dee, steps
):
    chain = [make_incident(oakfield, people=[(entry_of(lena), "witness")])]
    for _step in range(steps):
        chain.append(make_incident(oakfield, status="merged", merged_into=chain[-1]))
    other = make_incident(oakfield, status="merged", merged_into=make_incident(oakfield))

    assert [sees(lena, one) for one in chain] == [False] * (steps + 1)
    assert [sees(dee, one) for one in chain] == [True] * (steps + 1)
    assert sees(lena, other)
    for one in chain:
        assert lena.membership_id not in {member.pk for member in queries.who_can_see(one)}


@pytest.mark.parametrize("kind", ["staff", "supply"])
def test_a_supply_teacher_works_here_as_well(oakfield, lena, hari, kind):
    incident = make_incident(
        oakfield, people=[(make_person(oakfield, "Sam Sorrel", kind=kind), "offender")]
    )

    assert [sees(a, incident) for a in (lena, hari)] == [False, True]
