"""A day in three boxes never becomes an error page."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from esafety.schools.fields import DayField


class Form(forms.Form):
    day = DayField(asks="Enter the first day.")
    other = DayField(required=False)


def form(day, month, year):
    return Form({"day_0": day, "day_1": month, "day_2": year})


def test_a_day():
    asked = form("4", "09", "2026")

    assert asked.is_valid()
    assert asked.cleaned_data == {"day": date(2026, 9, 4), "other": None}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("", "", ""), "Enter the first day."),
        (("4", "", "2026"), "Enter the first day."),
        (("31", "2", "2026"), "Enter a day that exists"),
        (("4", "9", "26"), "Enter a day that exists"),
        (("4", "9", "9" * 30), "Enter a day that exists"),
        (("4", "9", "9" * 5000), "Enter a day that exists"),
        ((" ", " ", " "), "Enter the first day."),
        (("0", "0", " "), "Enter a day that exists"),
        (("four", "9", "2026"), "Enter a valid date"),
    ],
)
def test_what_is_no_day(typed, sentence):
    asked = form(*typed)

    assert not asked.is_valid()
    assert sentence in " ".join(asked.errors["day"])


def test_a_day_that_may_be_left_out_is_left_out_or_whole():
    for other in (("", "", ""), (" ", " ", " ")):
        asked = Form({"day_0": "4", "day_1": "9", "day_2": "2026"} | spaced("other", other))
        assert asked.is_valid()
        assert asked.cleaned_data["other"] is None

    asked = Form({"day_0": "4", "day_1": "9", "day_2": "2026"} | spaced("other", ("0", "0", " ")))
    assert not asked.is_valid()
    assert "Enter a day that exists" in " ".join(asked.errors["other"])


def spaced(name, parts):
    return {f"{name}_{number}": part for number, part in enumerate(parts)}


@given(*[st.text(max_size=12)] * 3)
def test_whatever_is_typed_is_a_date_or_a_sentence(day, month, year):
    asked = form(day, month, year)

    assert asked.is_valid() is isinstance(asked.cleaned_data.get("day"), date)
