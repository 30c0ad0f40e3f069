"""How wide words are, and where a line of them is broken."""

import pytest

from policies.charts import lettering


@pytest.mark.parametrize(
    ("narrow", "wide"), [("illi", "WWWW"), ("some words", "SOME WORDS"), ("mm", "日本語")]
)
def test_wide_letters_need_more_room(narrow, wide):
    assert lettering.width(narrow) < lettering.width(wide)


@pytest.mark.parametrize("text", ["TELL THE POLICE AND THE ADVISER " * 3, "W" * 99, "日本語" * 30])
def test_no_line_is_wider_than_its_box_and_no_letter_is_lost(text):
    found = lettering.lines(text, 12)

    assert all(lettering.width(line) <= 12 for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


def test_words_stay_whole_where_they_fit():
    assert lettering.lines("one two three", 6) == ["one two", "three"]
    assert lettering.lines("", 6) == [""]
