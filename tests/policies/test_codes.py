"""Codes made from words, and text as a cell keeps it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import codes


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Using an AI tool on a pupil's photo", "using_ai_tool_pupils_photo"),
        ("Échange d’images", "echange_dimages"),
        ("The", "the"),
        ("危険", "row"),
        ("x" * 90, "x" * 36),
    ],
)
def test_a_code_is_made_of_the_words(words, code):
    assert codes.made_from(words, set(), otherwise="row") == code


def test_a_code_that_is_taken_gets_a_number():
    assert codes.made_from("Warning", {"warning", "warning_2"}, otherwise="row") == "warning_3"


@given(st.text(max_size=80))
def test_whatever_the_words_are_the_code_is_one(words):
    assert codes.CODE.fullmatch(codes.made_from(words, set(), otherwise="row"))


def test_what_nobody_sees_is_taken_out():
    hostile = "a\x00b\ud800c\ufeff\r\n  d\te "

    assert codes.one_line(hostile) == "abc d e"
    assert codes.several_lines(hostile) == "abc\n  d\te"
