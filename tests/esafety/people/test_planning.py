"""What a file would do, row by row."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from esafety.people.models import Person
from tests.factories.people import make_person
from tests.factories.people_files import ADA, BEN, HEAD, carry_out, read_in, states


def test_people_who_are_not_in_the_file_stay(oakfield, olu):
    carry_out(olu, HEAD + ADA + BEN)

    assert carry_out(olu, HEAD + ADA) == {"unchanged": 1}
    assert Person.objects.get(first_name="Ben").left_on is None


def test_an_empty_cell_changes_nothing(oakfield, olu):
    carry_out(olu, HEAD + ADA)

    assert carry_out(olu, "upn,forename,surname,form\nR201100018042,Ada,Ash,\n") == {"unchanged": 1}
    assert Person.objects.get(first_name="Ada").tutor_group == "8K"


def test_what_differs_is_changed_and_named(oakfield, olu):
    carry_out(olu, HEAD + ADA)
    made = read_in(olu, HEAD + ADA.replace("8K", "8L").replace("900001", "900009"))

    row = made.rows[0]
    assert (row["state"], row["matched_by"]) == ("changed", "upn")
    assert row["changes"] == ["tutor_group", "guardian_1_phone"]
    assert carry_out(olu, HEAD + ADA.replace("8K", "8L").replace("900001", "900009")) == {
        "changed": 1
    }
    assert Person.objects.get(first_name="Ada").tutor_group == "8L"
    assert Person.objects.get(kind="guardian").phone == "07700 900009"


def test_a_leaver_leaves_and_a_file_brings_nobody_back(oakfield, olu):
    carry_out(olu, HEAD + ADA)
    today = timezone.localdate()

    assert carry_out(olu, HEAD + ADA.replace("8K,", f"8K,{today.isoformat()}")) == {"leaver": 1}
    assert Person.objects.get(first_name="Ada").left_on == today
    made = read_in(olu, HEAD + ADA)
    assert (made.rows[0]["state"], made.rows[0]["notes"]) == ("unchanged", ["left_before"])


def test_a_leaving_date_to_come_is_left_out_for_now(oakfield, olu):
    later = timezone.localdate() + timedelta(days=3)
    made = read_in(olu, HEAD + ADA.replace("8K,", f"8K,{later.isoformat()}"))

    assert (made.rows[0]["state"], made.rows[0]["notes"]) == ("new", ["leaves_later"])


def test_the_lead_is_left_out_of_a_leavers_file_of_the_office(oakfield, olu, lena, hari):
    text = (
        f"forename,surname,email,left on\nLena,Larch,lena@oakfield.example,{timezone.localdate()}\n"
    )

    made = read_in(olu, text, "staff")
    assert "headteacher" in made.errors[0]["sentence"]
    assert carry_out(hari, text, "staff") == {"leaver": 1}


@pytest.mark.parametrize(
    ("rows", "column", "words"),
    [
        (ADA + ADA, "", "same person as in row 2"),
        (ADA + ADA.replace("R201100018042", ""), "", "same person as in row 2"),
        (ADA + ADA.replace("R201100018042", "T20110001804V"), "admission_number", "another UPN"),
        (ADA + BEN.replace("1002", "1001"), "", "same person"),
    ],
)
def test_the_same_person_twice_in_a_file_is_an_error(oakfield, olu, rows, column, words):
    made = read_in(olu, HEAD + rows)

    assert [e["column"] for e in made.errors] == [column]
    assert words in made.errors[0]["sentence"]
    assert states(made) == ["new", "error"]


def test_leaving_before_joining_is_an_error(oakfield, olu):
    make_person(oakfield, "Ada Ash", admission_number="1001", joined_on=date(2026, 9, 1))

    made = read_in(olu, "adno,forename,surname,left on\n1001,Ada,Ash,1/7/2026\n")

    assert "before the joining date" in made.errors[0]["sentence"]
