"""Names as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety.people.names import SEARCH_KEY_LENGTH, fold, search_key, spellings, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("O'Brien-Núñez", "obrien nunez"),
        ("O’Brien", "obrien"),
        ("Łukasz Żółw", "lukasz zolw"),
        ("Søren Ærø", "soren aero"),
        ("STRASSE Straße", "strasse strasse"),
        ("Đặng Thị", "dang thi"),
        ("  Ada \t Ash ", "ada ash"),
        ("Ольга", "ольга"),
        ("2nd Lt. X", "nd lt x"),
        ("", ""),
        ("🙂 %_\\", ""),
    ],
)
def test_a_name_is_folded_to_plain_words(typed, folded):
    assert fold(typed) == folded


def test_titles_are_no_part_of_a_name():
    assert words("Ms Lena Larch") == ["lena", "larch"]


def test_the_search_key_is_first_name_then_last_name():
    assert search_key("Lena", "Lárch") == "lena larch"


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_search_key_fits_its_column_whatever_is_typed(first, last):
    key = search_key(first, last)

    assert len(key) <= SEARCH_KEY_LENGTH
    assert "\0" not in key


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("larch", "larsh", True),
        ("larch", "lrach", True),
        ("larch", "larche", True),
        ("larch", "birch", False),
        ("lee", "lea", False),
        ("lee", "lee", True),
    ],
)
def test_close_spellings_meet(one, other, meet):
    assert bool(spellings(one) & spellings(other)) is meet
