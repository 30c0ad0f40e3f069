"""A member signs their own and nobody else's."""

import uuid

import pytest

from aup import queries
from aup.choices import AskState
from aup.models import Answer, Ask
from aup.services import asking, own
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.people.models import Person
from esafety.signatures.choices import Part
from esafety.signatures.models import Signature
from tests.aup.asked import decline, sign, version_of
from tests.factories.people import make_guardian, make_person
from tests.factories.schools import make_member


@pytest.fixture
def una(agreed):
    """A student with an account."""
    actor = make_member(agreed, "Una Umber", Role.PUPIL, kind="pupil")
    Person.objects.filter(membership=actor.membership_id).update(year_group="8")
    return actor


def state(ask):
    return Ask.objects.get(pk=ask.pk).state


def ask_of(person, by):
    [ask] = asking.ask(
        version=version_of(queries.agreement_of(person).audience), people=[person], by=by
    )
    return ask


def signed(ask, by):
    return own.sign(
        ask=ask, name="N", statement="S", second_factor=False, ip="", browser="",
        once_key=uuid.uuid4(), by=by,
    )  # fmt: skip


def test_nobody_signs_or_refuses_for_somebody_else(agreed, tom, olu):
    ask = ask_of(queries.person_of(tom), olu)

    with pytest.raises(Refused, match="somebody else"):
        signed(ask, olu)
    with pytest.raises(Refused, match="somebody else"):
        own.decline(ask=ask, reason="No.", second_factor=False, by=olu)


def test_who_has_no_entry_or_has_left_signs_nothing(agreed, tom, olu):
    ask = ask_of(queries.person_of(tom), olu)

    with pytest.raises(Refused, match="somebody else"):
        signed(ask, Actor.for_system("x", school_id=agreed.pk))


def test_a_group_is_signed_for_by_its_responsible_person(agreed, olu):
    ask = ask_of(make_person(agreed, "Clara Club", kind="community"), olu)

    assert own.part_of(ask) == Part.GROUP


def test_only_ones_own_newest_signature_is_taken_back(agreed, tom, olu):
    ask = ask_of(queries.person_of(tom), olu)
    signed(ask, tom)

    with pytest.raises(Refused, match="have not signed"):
        own.withdraw(ask=ask, reason="x", second_factor=False, by=olu)
    own.withdraw(ask=ask, reason="x", second_factor=True, by=tom)
    with pytest.raises(Refused, match="have not signed"):
        own.withdraw(ask=ask, reason="x", second_factor=False, by=tom)


def test_two_windows_are_one_signature(agreed, tom, olu):
    ask = ask_of(queries.person_of(tom), olu)

    first = signed(ask, tom)

    assert signed(ask, tom) == first
    assert Signature.objects.count() == Answer.objects.count() == 1


def test_what_was_taken_back_or_refused_is_signed_anew(agreed, tom, olu):
    ask = ask_of(queries.person_of(tom), olu)
    first = signed(ask, tom)
    own.withdraw(ask=ask, reason="x", second_factor=False, by=tom)

    second = signed(ask, tom)
    own.decline(ask=ask, reason="No.", second_factor=False, by=tom)
    third = signed(ask, tom)

    assert len({first, second, third}) == 3
    assert state(ask) == AskState.SIGNED


def test_in_a_second_window_a_newer_version_is_still_told_of(agreed, tom, olu):
    ask = ask_of(queries.person_of(tom), olu)
    signed(ask, tom)
    Ask.objects.update(state=AskState.SUPERSEDED)

    with pytest.raises(Refused, match="newer version"):
        signed(ask, tom)


@pytest.mark.parametrize("parent_says", [sign, decline])
def test_a_pupil_takes_their_own_back_whatever_a_parent_said_since(una, olu, parent_says):
    child = queries.person_of(una)
    ask = ask_of(child, olu)
    mine = signed(ask, una)
    parent_says(ask, "parent", olu, person=make_guardian(child, "Pia Umber"))
    assert queries.signed_by_me(una) == {ask.pk: True}

    taken = own.withdraw(ask=ask, reason="x", second_factor=False, by=una)

    assert (taken.signature, taken.part) == (mine.signature, Part.OWN)
    assert queries.signed_by_me(una) == {}
    declined = parent_says is decline
    assert state(ask) == (AskState.DECLINED if declined else AskState.WITHDRAWN)


@pytest.mark.parametrize(("part", "who"), [("parent", "Pia Umber"), ("witness", None)])
def test_what_others_signed_is_not_a_pupils_to_take_back(una, olu, part, who):
    child = queries.person_of(una)
    ask = ask_of(child, olu)
    sign(ask, part, olu, person=who and make_guardian(child, who))

    assert not any(queries.signed_by_me(una).values())
    with pytest.raises(Refused, match="have not signed"):
        own.withdraw(ask=ask, reason="x", second_factor=False, by=una)


def test_a_pupil_who_was_witnessed_may_still_sign_with_the_account(una, olu):
    ask = ask_of(queries.person_of(una), olu)
    sign(ask, "witness", olu)

    assert signed(ask, una).part == Part.OWN
