"""Whose certificate the office may take out."""

import pytest
from django_scopes import scope

from aup.queries import office
from esafety.signatures.choices import Means
from tests.aup.asked import asked, family, sign
from tests.factories.people import make_person


@pytest.mark.parametrize(
    ("means", "may"),
    [
        (Means.PAPER, True),
        (Means.CODE, False),  # at home, on a device of their own
        (Means.KIOSK, True),
        (Means.LINK, False),
        (Means.ACCOUNT, False),
        (Means.SECOND_FACTOR, False),
        (Means.WITNESSED, False),
    ],
)
def test_a_parents_only_where_they_had_no_link_of_their_own(agreed, olu, means, may):
    child, [pia] = family(agreed)
    signature = sign(asked(agreed, child), "parent", olu, person=pia, means=means).signature

    assert list(office.copies()) == ([signature] if may else [])


@pytest.mark.parametrize(
    ("kind", "part"), [("visitor", "own"), ("supply", "own"), ("community", "group")]
)
def test_all_of_those_who_come(agreed, olu, kind, part):
    person = make_person(agreed, "Vic Vine", kind=kind)
    signature = sign(asked(agreed, person), part, olu, person=person).signature

    assert list(office.copies()) == [signature]


def test_no_other_schools(agreed, brook, olu):
    child, [pia] = family(agreed)
    sign(asked(agreed, child), "parent", olu, person=pia, means=Means.PAPER)

    with scope(school=brook):
        assert not office.copies().exists()
