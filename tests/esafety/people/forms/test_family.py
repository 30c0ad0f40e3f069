"""A parent or carer: somebody found by name, or somebody new."""

import pytest
from crispy_forms.utils import render_crispy_form
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esafety.people.forms.family import GuardianForm, TieForm
from tests.factories.people import make_guardian, make_person

TYPED = st.one_of(
    st.text(max_size=170), st.sampled_from(["", "Ann", "ann@x", "1", "-1", "9" * 40, "<b>", "\x00"])
)
NAMES = ["who", "guardian", "match", "first_name", "last_name", "email", "phone", "relationship"]


def form_of(**data):
    return GuardianForm(data, search_url="/search/")


@pytest.fixture
def ann(oakfield):
    return make_guardian(make_person(oakfield, "Ada Ash"), "Ann Ash")


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.dictionaries(st.sampled_from(NAMES), TYPED, max_size=8))
def test_a_malformed_submission_gets_a_sentence_beside_its_field(oakfield, ann, data):
    form = GuardianForm(data, search_url="/search/")

    if form.is_valid():
        assert form.facts()["guardian"] or form.facts()["details"]["last_name"]
    else:
        assert set(form.errors) <= set(form.fields)
        assert any(not form.fields[name].widget.is_hidden for name in form.errors)
    assert "<b>" not in render_crispy_form(form)


def test_one_chosen_from_the_list_is_taken(ann):
    form = form_of(who="Ann Ash", guardian=str(ann.pk))

    assert form.is_valid(), form.errors
    assert form.facts()["guardian"] == ann


def test_without_script_the_people_meant_are_offered(ann):
    form = form_of(who="ann")
    assert "Choose the person you mean" in str(form.errors["match"])
    assert "Ann Ash" in render_crispy_form(form)

    again = form_of(who="ann", match=str(ann.pk))
    assert again.is_valid(), again.errors
    assert again.facts()["guardian"] == ann


def test_a_name_nobody_has_is_to_be_entered_below(ann):
    assert "Nobody has this name" in str(form_of(who="Zoe").errors["who"])


def test_one_who_is_gone_is_said_so(ann):
    assert "no longer" in str(form_of(who="Ann Ash", guardian="999999").errors["who"])


def test_nothing_and_half_a_name_are_errors(oakfield):
    assert set(form_of().errors) == {"who"}
    assert set(form_of(first_name="Ann").errors) == {"last_name"}
    assert set(form_of(last_name="Ash").errors) == {"first_name"}


def test_somebody_new_needs_a_name_only(oakfield):
    form = form_of(first_name="Ann", last_name="Ash", parental_responsibility="on")

    assert form.is_valid(), form.errors
    assert form.facts() == {
        "guardian": None,
        "details": {"first_name": "Ann", "last_name": "Ash", "email": "", "phone": ""},
        "relationship": "",
        "parental_responsibility": True,
    }


def test_the_tie_alone_needs_nothing(oakfield):
    assert TieForm({}).is_valid()
