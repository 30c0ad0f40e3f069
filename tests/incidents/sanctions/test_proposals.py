"""What a grid proposes, also with a school's own rows and columns."""

import pytest

from incidents.sanctions import proposals
from incidents.sanctions.proposals import Misuse, Offer

TICKS = [
    ["code", "misuse", "class_teacher", "letter_home"],
    ["shouting", "Shouting at a screen", " 1 ", ""],
    ["", "A row without a code", "1", "1"],
]
LEVELS = [["level", "code", "misuse"], ["C2", "games", "Games"], ["C9", "alone", "Alone"]]
RESPONSES = [
    ["level", "occurrence", "response", "condition"],
    ["C2", "1", "A talk", ""],
    ["C2", "2", "A talk", ""],
    ["C2", "2", "A letter", "if it helps"],
    ["C2", "3", "A letter", "always"],
    ["C2", "often", "…", ""],
]


def words(offers):
    return [(offer.code, offer.words) for offer in offers]


def test_a_schools_own_columns_are_offered_with_its_own_words():
    found = proposals.by_ticks(TICKS, "shouting", {"letter_home": "Letter home"})

    assert found.proposed == [Offer("class_teacher", "Class teacher", proposed=True)]
    assert found.offered == [Offer("letter_home", "Letter home", proposed=False)]
    assert found.row == {"columns": TICKS[0], "cells": TICKS[1]}


def test_a_row_without_a_code_cannot_be_chosen():
    assert proposals.misuses(TICKS) == [Misuse("shouting", "Shouting at a screen")]
    with pytest.raises(LookupError):
        proposals.by_ticks(TICKS, "", {})


def test_the_last_time_that_the_grid_knows_stands_for_later_ones():
    first = proposals.by_level(LEVELS, RESPONSES, "games", 1)
    second = proposals.by_level(LEVELS, RESPONSES, "games", 2)
    third, ninth = (proposals.by_level(LEVELS, RESPONSES, "games", n) for n in (3, 9))

    assert words(first.proposed) == [("a-talk", "A talk"), ("response", "…")]
    assert words(second.proposed) == [("a-talk", "A talk"), ("a-letter", "A letter")]
    assert words(third.proposed) == words(ninth.proposed) == [("a-letter", "A letter")]


def test_what_is_proposed_is_not_offered_again_and_the_same_words_have_two_codes():
    second = proposals.by_level(LEVELS, RESPONSES, "games", 2)
    third = proposals.by_level(LEVELS, RESPONSES, "games", 3)

    assert words(second.offered) == [("a-letter-2", "A letter"), ("response", "…")]
    assert [offer.condition for offer in second.offered] == ["always", ""]
    assert words(third.offered) == [
        ("a-talk", "A talk"),
        ("a-letter-2", "A letter"),
        ("response", "…"),
    ]


def test_a_level_without_responses_proposes_nothing():
    found = proposals.by_level(LEVELS, [], "alone", 1)

    assert found.offers == ()
    assert found.misuse == Misuse("alone", "Alone", "C9")


def test_levels_are_in_the_order_of_their_numbers():
    levels = ["C10", "C2", "c1", "", "Serious"]

    assert sorted(levels, key=proposals.rank) == ["", "c1", "C2", "C10", "Serious"]
