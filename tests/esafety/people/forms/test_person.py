"""A person's details: whatever is typed, an error beside its field and nothing lost."""

from datetime import date, timedelta

import pytest
from crispy_forms.utils import render_crispy_form
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esafety.people.choices import Kind
from esafety.people.forms.person import LeaveForm, PersonForm
from esafety.people.services.joining import DETAILS
from tests.factories.people import make_person

QUICK = {
    "max_examples": 200,
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}
TYPED = st.one_of(
    st.text(max_size=100),
    st.sampled_from(
        ["", "31", "0", "2012", "9" * 60, "²", "x@", "R201100018042", "<b>", "\x00", "8"]
    ),
)
NAMES = sorted(
    {n for names in DETAILS.values() for n in names}
    | {f"{day}_{n}" for day in ("date_of_birth", "joined_on", "left_on") for n in range(3)}
)
SUBMITTED = st.dictionaries(st.sampled_from(NAMES), TYPED, max_size=12)


@settings(**QUICK)
@given(kind=st.sampled_from(Kind.values), data=SUBMITTED)
def test_malformed_details_get_a_sentence_beside_their_field(oakfield, kind, data):
    form = PersonForm(data, kind=kind)

    if not form.is_valid():
        assert set(form.errors) <= set(form.fields)
        assert all(str(e) for errors in form.errors.values() for e in errors)
    page = render_crispy_form(form)
    assert "<b>" not in page
    assert page.count("govuk-error-message") >= len(form.errors)


@settings(**QUICK)
@given(data=SUBMITTED)
def test_a_malformed_leaving_date_gets_a_sentence(data):
    form = LeaveForm(data, button="Leave")

    assert form.is_valid() or set(form.errors) == {"left_on"}
    assert "left_on" in render_crispy_form(form)


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("31", "2", "2012", "real date"),
        ("31", "", "2012", "Enter the day"),
        ("1", "1", "12", "four digits"),
        ("1", "1", "99999", "real date"),
        ("", "", "", "Enter the day"),
    ],
)
def test_half_a_date_is_an_error(day, month, year, words):
    form = LeaveForm({"left_on_0": day, "left_on_1": month, "left_on_2": year}, button="Leave")

    assert words in str(form.errors["left_on"])


def test_half_an_optional_date_is_an_error_too():
    data = {"first_name": "Ada", "last_name": "Ash", "joined_on_0": "1", "joined_on_2": "2026"}

    assert "real date" in str(PersonForm(data, kind="visitor").errors["joined_on"])


def test_a_whole_form_is_understood(oakfield):
    data = {
        "first_name": "Ada",
        "last_name": "Ash",
        "upn": "r2011 0001 8042",
        "year_group": "8",
        "date_of_birth_0": "1",
        "date_of_birth_1": "9",
        "date_of_birth_2": "2014",
    }
    form = PersonForm(data, kind="pupil")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["upn"] == "R201100018042"
    assert form.cleaned_data["date_of_birth"] == date(2014, 9, 1)
    assert form.cleaned_data["joined_on"] is None


def test_a_birthday_is_not_in_the_future(oakfield):
    day = timezone.localdate() + timedelta(days=1)
    data = {
        "first_name": "Ada",
        "last_name": "Ash",
        "date_of_birth_0": str(day.day),
        "date_of_birth_1": str(day.month),
        "date_of_birth_2": str(day.year),
    }

    assert "future" in str(PersonForm(data, kind="pupil").errors["date_of_birth"])


def test_a_upn_of_another_stands_beside_its_field_but_ones_own_is_fine(oakfield):
    ada = make_person(oakfield, "Ada Ash", upn="R201100018042")
    data = {"first_name": "Ada", "last_name": "Ash", "upn": "R201100018042"}

    assert "Another pupil" in str(PersonForm(data, kind="pupil").errors["upn"])
    assert PersonForm(data, kind="pupil", person=ada).is_valid()


@pytest.mark.parametrize(
    ("kind", "name", "label"),
    [
        ("staff", "admission_number", "Staff number"),
        ("governor", "job_title", "Role on the governing body"),
        ("visitor", "job_title", "Comes from, or comes for"),
    ],
)
def test_a_field_is_called_what_it_is_for_this_kind(kind, name, label):
    assert PersonForm(kind=kind).fields[name].label == label
