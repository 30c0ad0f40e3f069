"""Who is meant by a name."""

import pytest

from policies.registers.declared import Field, Kind
from policies.registers.queries import rolls
from tests.factories.people import make_person

ANY = Field("who", Kind.PERSON, "Who")
FREE = Field("who", Kind.PERSON, "Who", free=True)
GOVERNORS = Field("who", Kind.PERSON, "Who", people=("governor",))


def test_one_of_a_name_is_meant(oakfield, lena):
    ada = make_person(oakfield, "Ada Ash")

    assert rolls.Roll().person(ANY, "ada  ASH") == ada.pk
    assert rolls.Roll().person(FREE, "Gus Grove") == "Gus Grove"


@pytest.mark.parametrize("one", [ANY, GOVERNORS])
def test_nobody_of_a_name_is_a_sentence(one, oakfield):
    make_person(oakfield, "Ada Elm")

    with pytest.raises(rolls.Unknown) as unknown:
        rolls.Roll().person(one, "Ada Ash")

    assert "Nobody of this name" in unknown.value.sentence


def test_two_of_a_name_are_told_apart_by_what_stands_beside_it(oakfield):
    make_person(oakfield, "Ada Ash", year_group="7", tutor_group="7A")
    ada = make_person(oakfield, "Ada Ash")

    for one in (ANY, FREE):
        with pytest.raises(rolls.Unknown) as unknown:
            rolls.Roll().person(one, "Ada Ash")
        assert "Year 7, 7A" in unknown.value.sentence
    assert rolls.Roll().person(ANY, "Ada Ash, Year 8, 8K") == ada.pk


def test_a_member_by_name_or_address(oakfield, lena, boris):
    roll = rolls.Roll()

    assert roll.member("lena larch") == lena.membership_id
    assert roll.member("lena@oakfield.example") == lena.membership_id
    with pytest.raises(rolls.Unknown, match="unknown name"):
        roll.member("Boris Birch")


def test_two_members_of_a_name_are_told_apart_by_address(oakfield, lena, tom):
    from esafety.schools.models import Membership

    Membership.objects.update(display_name="Lee Lime")

    with pytest.raises(rolls.Unknown) as unknown:
        rolls.Roll().member("Lee Lime")
    assert "e-mail address" in unknown.value.sentence


@pytest.mark.parametrize("number", ["", "x", "9" * 13, "99999"])
def test_a_number_that_is_nobodys_is_nobody(number, oakfield):
    assert rolls.person_numbered(ANY, number) is None


def test_a_number_of_the_wrong_kind_is_nobody(oakfield):
    ada = make_person(oakfield, "Ada Ash")

    assert rolls.person_numbered(ANY, str(ada.pk)) == ada
    assert rolls.person_numbered(GOVERNORS, str(ada.pk)) is None
