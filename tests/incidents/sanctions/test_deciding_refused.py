"""When nothing may be decided: the state, the person, the actor, the LADO."""

import pytest
from django.utils import timezone

from esafety.access.refused import Refused
from incidents.choices import Status
from incidents.models import Decision, StaffConcern, Task
from incidents.sanctions.choices import Grid
from incidents.tasking.choices import Owner
from tests.incidents import cases
from tests.incidents.cases import make_case
from tests.incidents.sanctions.acts import (
    all_taken,
    decide,
    lado,
    none_taken,
    nothing_kept,
    pupil_case,
    sow,
    staff_case,
)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.NOT_INCIDENT, Status.MERGED])
def test_nothing_is_decided_on_a_record_that_is_over(oakfield, lena, status):
    sow(lena)
    one = pupil_case(oakfield, lena, status=status)[1]

    with nothing_kept("after it is reopened"):
        decide(one, lena)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"part": "target"}, "did it"),
        ({"part": "unclear"}, "did it"),
        ({"kind": "guardian"}, "pupils and staff"),
        ({"removed_at": timezone.now()}, "taken off the record"),
    ],
)
def test_only_about_a_pupil_or_staff_who_did_it(ada, lena, change, words):
    choices = all_taken(ada, Grid.PUPILS, "disrepute", 1)
    type(ada).objects.filter(pk=ada.pk).update(**change)

    with nothing_kept(words):
        decide(ada, lena, "disrepute", choices=choices)


def test_both_target_and_offender_is_an_offender(oakfield, lena):
    sow(lena)
    one = pupil_case(oakfield, lena, part="both")[1]

    assert decide(one, lena).involved == one


@pytest.mark.parametrize("who", ["tom", "gwen", "olu", "nat", "boris"])
def test_who_does_not_handle_incidents_decides_nothing(ada, lena, request, who):
    choices = none_taken(ada, Grid.PUPILS, "disrepute", 1)
    actor = request.getfixturevalue(who)

    with pytest.raises(Refused):
        decide(ada, actor, "disrepute", choices=choices)
    assert not Decision.objects.exists()


def test_who_is_named_finds_no_such_incident(oakfield, lena, dee):
    sow(dee)
    one = pupil_case(oakfield, dee)[1]
    own = cases.entry_of(lena)
    type(one).objects.create(
        school=oakfield, incident=one.incident, person=own, kind="staff", part="witness"
    )

    with nothing_kept("was not found"):
        decide(one, lena, choices=none_taken(one, Grid.PUPILS, "offensive_message", 1))


def test_a_person_of_another_incident_is_not_decided_about_here(oakfield, ada, lena):
    other = make_case(oakfield, Status.INVESTIGATING, lena)

    with nothing_kept("not part of this incident"):
        decide(ada, lena, incident=other)


def test_for_staff_the_lado_comes_first(oakfield, lena, hari):
    sow(lena)
    _incident, sam = staff_case(oakfield, hari)
    choices = none_taken(sam, Grid.STAFF, "disrepute", 1)

    with nothing_kept("LADO considered?"):
        decide(sam, hari, "disrepute", Grid.STAFF, choices)
    lado(sam, hari)
    with nothing_kept("was not found"):
        decide(sam, lena, "disrepute", Grid.STAFF, choices)
    decision = decide(sam, hari, "disrepute", Grid.STAFF)

    assert decision.grid == Grid.STAFF
    assert {task.owner_role for task in Task.objects.all()} == {Owner.HEAD}


def test_only_what_was_written_last_about_the_lado_counts(oakfield, lena, hari):
    sow(lena)
    _incident, sam = staff_case(oakfield, hari)
    lado(sam, hari)
    lado(sam, hari, considered=False)

    with nothing_kept("LADO considered?"):
        choices = none_taken(sam, Grid.STAFF, "disrepute", 1)
        decide(sam, hari, "disrepute", Grid.STAFF, choices)
    assert StaffConcern.objects.count() == 2
