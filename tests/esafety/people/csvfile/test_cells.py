"""How one cell of a file is read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from esafety.people.csvfile import cells


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("31/08/2012", "2012-08-31"), ("1/9/2012", "2012-09-01"), ("2012-8-31", "2012-08-31")],
)
def test_a_date_is_read_the_british_way_or_as_iso(cell, kept):
    assert cells.day(cell) == kept


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2012",
        "31/08/12",
        "08-31-2012",
        "2012/08/31",
        "yesterday",
        "00/00/0000",
        "1/1/1899",
        "٣١/٠٨/٢٠١٢",
    ],
)
def test_a_date_that_is_none_is_a_fault(cell):
    with pytest.raises(cells.Fault) as fault:
        cells.day(cell)
    assert fault.value.sentence
    assert cell not in fault.value.sentence


def test_a_birthday_lies_in_the_past():
    tomorrow = timezone.localdate() + timedelta(days=1)

    assert cells.past_day(timezone.localdate().isoformat())
    with pytest.raises(cells.Fault):
        cells.past_day(tomorrow.isoformat())


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("7", "7"), ("Year 7", "7"), ("Y07", "7"), ("yr 13", "13"), ("10", "10"), ("R", "R"),
        ("Reception", "R"), ("0", "R"), ("n1", "N1"), ("Nursery 2", "N2"), ("Year_9", "9"),
    ],
)  # fmt: skip
def test_a_year_group_is_known_in_its_usual_spellings(cell, code):
    assert cells.year_group(cell) == code


@pytest.mark.parametrize("cell", ["15", "Year", "X", "7K", "-1", "Nursery", "year 100"])
def test_another_year_group_is_a_fault(cell):
    with pytest.raises(cells.Fault, match="unreadable cell"):
        cells.year_group(cell)


@pytest.mark.parametrize(
    ("cell", "kept"), [("Yes", True), ("y", True), ("1", True), ("NO", False), ("false", False)]
)
def test_yes_and_no(cell, kept):
    assert cells.yes_or_no(cell) is kept


def test_neither_yes_nor_no_is_a_fault():
    with pytest.raises(cells.Fault):
        cells.yes_or_no("perhaps")


def test_a_upn_is_tidied_and_checked():
    assert cells.upn("r2011 0001 8042") == "R201100018042"
    with pytest.raises(cells.Fault):
        cells.upn("A201100018042")


def test_an_address_is_checked():
    assert cells.email("ada@home.example") == "ada@home.example"
    with pytest.raises(cells.Fault):
        cells.email("ada at home")


def test_words_that_do_not_fit_are_a_fault():
    assert cells.text(3)("abc") == "abc"
    with pytest.raises(cells.Fault) as fault:
        cells.text(3)("abcd")
    assert "3 characters" in fault.value.sentence


def test_invisible_marks_and_spaces_are_taken_out():
    assert cells.tidy(" A\u200bda\x07 \n  Ash ") == "Ada Ash"
