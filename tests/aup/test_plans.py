"""Who exactly will be asked, seen before anything is sent."""

from datetime import date

import pytest

from aup.choices import AskState
from aup.models import Ask, Letter
from aup.queries import campaigns, plans
from aup.queries.reaching import ways_to, with_accounts
from esafety.people.models import Person
from esafety.schools.models import Membership
from tests.aup.asked import asked
from tests.aup.rounds import FIRST, ask_all, prepared, pupil
from tests.factories.people import make_guardian, make_person


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def class_3a(agreed):
    """Ada and Ben Ash with one mother; Cy without an address; Di asked, Ed refused before."""
    ada = pupil(agreed, "Ada Ash", "Pia Ash", year="3", tutor="3A")
    ben = pupil(agreed, "Ben Ash", year="4", tutor="4A")
    ben.guardians.create(
        school=agreed,
        child=ben,
        guardian=ada.guardians.get().guardian,
        parental_responsibility=True,
    )
    cy = pupil(agreed, "Cy Cedar", "Cat Cedar", year="3", tutor="3A", address=False)
    di, ed = (pupil(agreed, f"{n} Elm", f"M{n} Elm", year="3", tutor="3B") for n in ("Di", "Ed"))
    asked(agreed, di)
    Ask.objects.filter(pk=asked(agreed, ed).pk).update(state=AskState.DECLINED)
    return ada, ben, cy, di, ed


def test_the_plan_says_who_how_and_who_not(class_3a, olu):
    ada, ben, cy, di, ed = class_3a

    plan = plans.plan_of(prepared(olu), FIRST)

    assert [way.person for way in plan.ways] == [ada, ben, cy, di]
    assert plan.unreached == [cy]
    assert plan.before == [ed]
    assert plan.again == {di.pk}
    assert [(p.first_name, kids) for p, kids in plan.letters()] == [
        ("Pia", [ada, ben]),
        ("MDi", [di]),
    ]
    assert plan.counted("year_group") == [("3", 3), ("4", 1)]
    assert plan.counted("tutor_group") == [("3A", 2), ("3B", 1), ("4A", 1)]
    assert plan.counted("kind") == [("pupil", 4)]
    assert plan.notices == 0


def test_for_whom_nobody_may_sign_is_said_apart_from_who_has_no_address(class_3a, olu):
    _ada, _ben, cy, _di, _ed = class_3a
    di = Person.objects.get(first_name="Di")
    di.guardians.update(parental_responsibility=False)

    plan = plans.plan_of(prepared(olu), FIRST)

    assert (plan.unreached, plan.nobody) == ([cy], [di])


def test_what_the_plan_says_is_what_happens(class_3a, olu):
    from aup.services import campaigns as services

    row = prepared(olu)
    plan = plans.plan_of(row, FIRST)

    ask_all(services.start(campaign=row, by=olu))

    asked_now = set(Ask.objects.filter(campaign=row).values_list("subject", flat=True))
    assert asked_now == {way.person.pk for way in plan.ways}
    written = set(Letter.objects.values_list("person", flat=True))
    assert written == {person.pk for person, _children in plan.letters()}
    assert not campaigns.to_ask(row, FIRST).exists()


def test_as_many_queries_for_one_as_for_thirty(agreed, olu, django_assert_num_queries):
    row, count = prepared(olu), 0
    for many in (1, 30):
        while count < many:
            pupil(agreed, f"Ada{count} Ash", f"Pia{count} Ash")
            count += 1
        with django_assert_num_queries(5):
            assert len(plans.plan_of(row, FIRST).ways) == many


def ways(school, audience):
    people = with_accounts(Person.objects.order_by("pk"))
    return {way.person.first_name: way for way in ways_to(people, audience)}


def test_an_account_that_was_closed_reaches_nobody(agreed, tom, gwen):
    Membership.objects.filter(pk=tom.membership_id).update(left_on=date(2026, 1, 1))
    gwen_row = Membership.objects.get(pk=gwen.membership_id)
    gwen_row.user.is_active = False
    gwen_row.user.save()
    Person.objects.filter(membership=gwen.membership_id).update(email="")

    found = ways(agreed, "staff")

    assert found["Tom"].account is None
    assert [one.first_name for one in found["Tom"].letters] == ["Tom"]
    assert not found["Gwen"].reaches


def test_a_pupils_own_account_tells_no_parent(agreed, tom):
    member = Membership.objects.get(pk=tom.membership_id)
    Person.objects.filter(membership=member).update(membership=None)
    child = make_person(agreed, "Ada Ash", year_group="4", membership=member)

    assert ways(agreed, "pupils_primary")["Ada"].account == member
    assert not ways(agreed, "pupils_primary")["Ada"].reaches
    assert ways(agreed, "pupils_early")["Ada"].account is None
    make_guardian(child, "Pia Ash", email="pia@example.org")
    assert ways(agreed, "pupils_primary")["Ada"].reaches
