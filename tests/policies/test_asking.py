"""Plain words find a row by its own words, by their stems and by other words for the same."""

import pytest

from policies import asking

ROWS = [
    "Mobile phones used in lessons",
    "Mobile phones used in social time",
    "Photos taken on cameras",
    "Online gaming (non-educational)",
    "Online gambling",
    "Bypassing the filtering or other safeguards",
    "School email used for personal messages",
]
KNOWN = [asking.known_by(row) for row in ROWS]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("phone", [0, 1]),
        ("May I use my mobile in class?", [0]),
        ("phones at LUNCH", [1]),
        ("can pupils take a picture of a friend", [2]),
        ("selfies", [2]),
        ("play games", [3]),
        ("gam", [3, 4]),
        ("gambling", [4]),
        ("a bet", [4]),
        ("vpn", [5]),
        ("e", [3, 6]),
        ("don’t email", [6]),
        ("aeroplane", []),
        ("aeroplane phone", [0, 1]),
        ("may I", [0, 1, 2, 3, 4, 5, 6]),
        ("", [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_a_question_finds_the_rows_that_most_of_its_words_speak_of(question, found):
    assert asking.nearest(question, KNOWN) == found


def test_without_rows_nothing_is_found():
    assert asking.nearest("phone", []) == []


@pytest.mark.parametrize(
    "words",
    [
        "phone phones",
        "game games gaming gamers",
        "virus viruses",
        "message messages messaging",
        "blog blogs blogging",
        "shop shops shopping",
        "share sharing shared",
        "class classes",
    ],
)
def test_the_forms_of_a_word_have_one_stem(words):
    assert len({asking.stem(word) for word in words.split()}) == 1


def test_a_very_long_question_is_read_only_so_far():
    assert asking.asked("x" * 500) == ["x" * asking.MOST_ASKED]
