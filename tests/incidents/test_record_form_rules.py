"""What the forms of the record ask, and what they say when it is missing."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from incidents.choices import ImmediateAction
from incidents.forms import moves, people, record
from incidents.forms.types import TypeForm
from tests.factories.incidents import make_type
from tests.factories.people import make_person

WHOLE = {
    "place": "inside",
    "when": "day",
    "happened_on": "2026-11-02",
    "types": ["bullying"],
    "description": "A message was passed round.",
    "reason": "It was told again.",
}


def posted(data) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def correction(school, **data) -> record.CorrectionForm:
    types = [make_type(school), make_type(school, "other", needs_words=True)]
    return record.CorrectionForm(posted(WHOLE | data), types=types)


def tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"when": "range"}, "happened_until", "Enter the last day."),
        (
            {"when": "range", "happened_until": "2026-11-01"},
            "happened_until",
            "The last day is before the first.",
        ),
        ({"types": ["other"]}, "other_words", "Say what the other type is."),
        ({"platforms": ["other"]}, "platform_words", "Say which other service."),
        ({"types": []}, "types", "Choose at least one type."),
        ({"types": ["nothing"]}, "types", "Select a valid choice."),
        ({"happened_on": "soon"}, "happened_on", "Enter a date, such as 14/9/2026."),
        ({"happened_on": "1999-12-31"}, "happened_on", "Enter a day that has been"),
        ({"happened_on": tomorrow}, "happened_on", "Enter a day that has been"),
        ({"happened_at_time": "noon"}, "happened_at_time", "Enter a time, such as 14:30."),
        ({"reason": "  "}, "reason", "Give a reason."),
    ],
)
def test_a_correction_says_what_is_wrong_at_its_field(oakfield, data, field, sentence):
    # A day is asked for now: the night may have passed since the tests were collected.
    form = correction(oakfield, **{k: v() if callable(v) else v for k, v in data.items()})

    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert form.errors[field][0].startswith(sentence)


def test_a_last_day_counts_only_for_several_days(oakfield):
    form = correction(oakfield, happened_until="2026-11-04")

    assert form.is_valid()
    assert form.cleaned_data["happened_until"] is None


def test_a_picture_pasted_as_text_is_taken_out(oakfield):
    form = correction(oakfield, description="Look: data:image/png;base64,iVBORw0KGgo= there")

    assert form.is_valid()
    assert form.cleaned_data["description"] == "Look: [picture removed] there"


def test_something_still_to_come_has_not_happened(oakfield):
    data = {"text": "Words", "on": timezone.localdate().isoformat(), "at": "23:59"}
    form = record.NoteForm(posted(data))

    assert form.is_valid() == (timezone.localtime().strftime("%H:%M") == "23:59")
    assert form.errors.get("at", ["This time has not come yet."]) == ["This time has not come yet."]


def test_an_action_counts_when_it_is_ticked_and_complete():
    told = {"parents-done": "on", "parents-who": "Olu", "parents-text": "By phone."}
    when = {"parents-on": "2026-11-02", "parents-at": "10:30"}
    form = record.ActionsForm(posted(told | when), who="Lena")

    assert form.is_valid()
    assert [(one.action, one.who) for one in form.taken] == [(ImmediateAction.PARENTS, "Olu")]


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        ({}, ["Tick at least one action."]),
        ({"parents-text": "By phone."}, ["Tick this action, or take its details out."]),
        (
            {"parents-done": "on"},
            ["Enter the day.", "Enter the time.", "Say who did it.", "Say in words what was done."],
        ),
        (
            {"police_ceop-done": "on", "police_ceop-who": "x" * 121},
            [
                "Use at most 120 characters. You have used 121.",
                "Enter the day.",
                "Enter the time.",
            ],
        ),
        (
            {"parents-done": "on", "parents-who": "Olu", "parents-text": "x" * 20_001}
            | {"parents-on": "2026-11-02", "parents-at": "10:30"},
            ["Use at most 20000 characters. You have used 20001."],
        ),
    ],
)
def test_an_action_says_what_is_missing(data, problems):
    form = record.ActionsForm(posted(data), who="Lena")

    assert not form.is_valid()
    assert sorted(p.text for p in form.problems) == sorted(problems)
    assert all(p.target.startswith("id_") for p in form.problems)


def test_a_refusal_stands_above_the_actions():
    form = record.ActionsForm(None, who="Lena")
    form.add_error(None, "Not now.")

    assert [p.text for p in form.problems] == ["Not now."]


def test_a_person_from_the_directory_brings_their_kind(oakfield):
    for name, kind in (("pupil", "child"), ("guardian", "guardian"), ("visitor", "other")):
        person = make_person(oakfield, "Ada Ash", kind=name)
        data = {"name": "Ada Ash", "person": str(person.pk), "part": "target", "reason": "So."}
        form = people.PersonForm(posted(data), search_url="/")
        assert form.is_valid()
        assert (form.cleaned_data["kind"], form.cleaned_data["typed_name"]) == (kind, "")


def test_a_kind_that_was_chosen_is_kept(oakfield):
    person = make_person(oakfield, "Ada Ash", kind="staff")
    data = {"name": "Ada", "person": str(person.pk), "kind": "guardian", "part": "target"}
    form = people.PersonForm(posted(data | {"reason": "So."}), search_url="/")

    assert form.is_valid()
    assert form.cleaned_data["kind"] == "guardian"


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({}, ["name", "part", "reason", "kind"]),
        ({"name": "Kim", "part": "target", "reason": "So.", "kind": "unknown"}, ["kind"]),
        ({"name": "Kim", "part": "target", "reason": "So.", "kind": ""}, ["kind"]),
    ],
)
def test_a_typed_person_needs_a_kind(oakfield, data, fields):
    form = people.PersonForm(posted(data), search_url="/")

    assert not form.is_valid()
    assert list(form.errors) == fields


def test_closing_asks_for_the_words_that_the_summary_may_leave_out():
    assert moves.SummaryForm(posted({})).is_valid()
    assert set(moves.CloseForm(posted({})).errors) == {"summary", "outcome", "outcome_words"}


def test_merging_asks_for_the_other_reference_first():
    assert list(moves.MergeForm().fields) == ["into", "reason"]


def test_a_type_needs_a_name_and_a_group():
    assert set(TypeForm(posted({})).errors) == {"label", "group"}
