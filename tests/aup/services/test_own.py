"""A member signs their own and nobody else's."""

import uuid

import pytest

from aup import queries
from aup.services import asking, own
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.signatures.choices import Part
from tests.aup.asked import version_of
from tests.factories.people import make_person


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
