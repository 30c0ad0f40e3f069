"""The answers of a report, as pure code."""

import json
from datetime import date, time

import pytest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from incidents import answers
from tests.factories.reports import ready


def posted(text: str) -> QueryDict:
    return QueryDict(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("a\r\nb\rc\n\td", "a\nb\nc\n\td"),
        ("\ud800x\x1b[31m", "x[31m"),
        ("Núñez 王 😀", "Núñez 王 😀"),
        (
            "\u202eneB\u202c and \u2066Zoë\u2069, \u0645\u062d\u0645\u062f",
            "neB and Zoë, \u0645\u062d\u0645\u062f",
        ),
        ("look data:image/png;base64,iVBORw0KGgo= here", "look [picture removed] here"),
        ("data:image/svg+xml,%3Csvg", "[picture removed]"),
        ("the data: a list, of things", "the data: a list, of things"),
    ],
)
def test_text_is_kept_without_what_cannot_or_must_not_be_kept(typed, kept):
    assert answers.tidy(typed) == kept


@given(st.text(alphabet=st.characters(codec=None)))
def test_whatever_is_typed_can_be_written_down(text):
    kept = answers.tidy(text)

    assert "\x00" not in kept
    json.dumps(kept).encode()
    kept.encode("utf-8")


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    assert answers.tidy(answers.tidy(text)) == answers.tidy(text)


def test_fields_keeps_the_named_values_and_no_other():
    post = posted("types=a&types=b&other_words=x&csrfmiddlewaretoken=secret")

    assert answers.fields(post, ["types", "other_words", "urgent"]) == {
        "types": ["a", "b"],
        "other_words": ["x"],
    }


def test_a_field_posted_hundreds_of_times_is_cut_to_a_hundred():
    assert len(answers.fields(posted("types=a&" * 300), ["types"])["types"]) == 100


def test_rows_of_people_come_in_their_order_whatever_their_numbers():
    post = posted("people-10-name=Zoe&people-2-name=Abe&people-2-kind=child")

    assert answers.people(post) == [{"name": "Abe", "kind": "child"}, {"name": "Zoe"}]


def test_names_that_are_no_row_are_left_out():
    post = posted("people-x-name=A&people-1-DELETE=on&people--1-name=B&people-99999-name=C")

    assert answers.people(post) == []


def test_an_empty_row_is_left_out():
    assert answers.people(posted("people-0-name=&people-0-kind=&people-1-name=Abe")) == [
        {"name": "Abe"}
    ]


def test_the_add_button_adds_a_row_up_to_thirty():
    full = "&".join(f"people-{n}-name=A{n}" for n in range(30))

    assert answers.people(posted("people-0-name=Abe&add=on")) == [{"name": "Abe"}, {"new": "yes"}]
    assert len(answers.people(posted(f"{full}&add=on"))) == 30


def test_the_remove_button_takes_its_row_away():
    post = posted("people-0-name=Abe&people-4-name=Zoe&remove=4")

    assert answers.people(post) == [{"name": "Abe"}]


def test_the_find_button_marks_its_row():
    post = posted("people-0-name=Abe&people-1-name=Zoe&find=1")

    assert answers.people(post) == [{"name": "Abe"}, {"name": "Zoe", "find": "yes"}]


def test_a_person_chosen_from_those_found_replaces_the_one_before():
    assert answers.people(posted("people-0-name=ada&people-0-person=4&people-0-match=7")) == [
        {"name": "ada", "person": "7", "picked": "yes"}
    ]
    assert answers.people(posted("people-0-name=ada&people-0-person=4&people-0-match=")) == [
        {"name": "ada", "person": "", "picked": "yes"}
    ]


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        (["7", "11", "2026"], date(2026, 11, 7)),
        ([" 07 ", "11", "26"], date(2026, 11, 7)),
        (["31", "2", "2026"], None),
        (["7", "11", "999999999999"], None),
        (["7", "11", "0"], date(2000, 11, 7)),
        (["²", "1", "2026"], None),
        (["7", "Nov", "2026"], None),
        (["7", "11"], None),
        (["", "", ""], None),
        (["0", "0", "0000"], None),
    ],
)
def test_a_day_is_read_from_three_boxes(parts, day):
    assert answers.day_of(parts) == day


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("2.30pm", time(14, 30)),
        ("2 PM", time(14, 0)),
        ("12am", time(0, 0)),
        ("12pm", time(12, 0)),
        ("9", None),
        ("13pm", None),
        ("0am", None),
        ("24:00", None),
        ("12:60", None),
        ("after lunch", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_type_it(typed, read):
    assert answers.time_of(typed) == read


def test_canonical_answers_hold_the_form_and_the_signing():
    facts = answers.canonical({"raw": {}, "ready": ready()}, signed_name="Tom Thorn")

    assert facts["form"] == "H"
    assert facts["signed_name"] == "Tom Thorn"
    assert facts["types"] == ["bullying"]


@pytest.mark.parametrize(
    "draft", [{}, {"raw": {}}, {"ready": None}, {"ready": {}}, {"ready": {**ready(), "people": []}}]
)
def test_a_draft_that_was_not_checked_is_unfinished(draft):
    with pytest.raises(answers.Unfinished):
        answers.canonical(draft)


def test_the_hash_covers_every_answer_and_not_their_order():
    one = {"a": 1, "b": "ü"}

    assert answers.sha256(one) == answers.sha256({"b": "ü", "a": 1})
    assert answers.sha256(one) != answers.sha256({"a": 1, "b": "u"})


def test_fields_reads_any_mapping_of_lists():
    assert answers.fields(MultiValueDict({"a": ["\x00"]}), ["a"]) == {"a": [""]}
