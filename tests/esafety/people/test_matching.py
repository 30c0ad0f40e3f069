"""Knowing people again, and not guessing."""

from datetime import date

from esafety.people.models import Guardianship, Person
from tests.factories.people import make_person
from tests.factories.people_files import ADA, HEAD, carry_out, read_in


def test_a_pupil_known_by_less_is_joined(oakfield, olu):
    make_person(
        oakfield, "Ada Ash", date_of_birth=date(2014, 9, 1), year_group="8", tutor_group="8K"
    )

    made = read_in(olu, HEAD + ADA)

    assert (made.rows[0]["state"], made.rows[0]["matched_by"]) == ("joins", "date_of_birth")
    assert carry_out(olu, HEAD + ADA) == {"joins": 1}
    assert Person.objects.filter(kind="pupil").count() == 1


def test_a_permanent_upn_replaces_a_temporary_one(oakfield, olu):
    make_person(oakfield, "Ada Ash", upn="T20110001804V", admission_number="1001")

    assert carry_out(olu, HEAD + ADA) == {"joins": 1}
    assert Person.objects.get(first_name="Ada").upn == "R201100018042"


def test_two_of_the_same_name_and_birthday_are_not_guessed_between(oakfield, olu):
    for number in ("1", "2"):
        make_person(oakfield, "Ada Ash", date_of_birth=date(2014, 9, 1), admission_number=number)

    made = read_in(olu, "forename,surname,dob\nAda,Ash,1/9/2014\n")

    assert "Several pupils" in made.errors[0]["sentence"]


def test_a_number_that_is_anothers_is_an_error(oakfield, olu):
    make_person(oakfield, "Ada Ash", upn="R201100018042", admission_number="1")
    make_person(oakfield, "Ben Beech", admission_number="1001")
    make_person(oakfield, "Cara Cedar", admission_number="5")
    make_person(oakfield, "Dan Dogwood", admission_number="5")

    made = read_in(olu, HEAD + ADA + ",5,Cara,Cedar,,8,,,,,,,\n")

    assert [
        "somebody else" in e["sentence"] or "Several people" in e["sentence"] for e in made.errors
    ] == [True] * 2


def test_a_parent_who_joins_the_staff_stays_one_person(oakfield, olu):
    carry_out(olu, HEAD + ADA)

    assert carry_out(olu, "forename,surname,email\nAnn,Ash,ann@home.example\n", "staff") == {
        "joins": 1
    }
    assert Guardianship.objects.get().guardian.kind == "staff"


def test_governors_are_known_by_address_then_name(oakfield, olu, gwen):
    head = "forename,surname,email\n"

    assert carry_out(olu, head + "Gwen,Gorse,gwen@oakfield.example\n", "governors") == {
        "unchanged": 1
    }
    assert carry_out(olu, head + "Gwen,Gorse,\n", "governors") == {"unchanged": 1}
    make_person(oakfield, "Gus Gorse", kind="governor")
    assert carry_out(olu, head + "Gus,Gorse,gus@home.example\n", "governors") == {"joins": 1}
    make_person(oakfield, "Gus Gorse", kind="governor")
    assert (
        "Several governors"
        in read_in(olu, head + "Gus,Gorse,\n", "governors").errors[0]["sentence"]
    )


def test_staff_are_known_by_their_number_when_the_address_is_new(oakfield, olu):
    make_person(oakfield, "Sue Sloe", kind="staff", admission_number="7")

    text = "staff code,forename,surname,email\n7,Sue,Sloe,sue@oakfield.example\n"
    assert carry_out(olu, text, "staff") == {"joins": 1}
    assert Person.objects.get(admission_number="7").email == "sue@oakfield.example"
