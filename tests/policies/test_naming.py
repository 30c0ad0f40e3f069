"""Codes of rows and columns, made once and never given to something else."""

import pytest

from policies import editing, grid, naming
from policies.charts.structure import HEADINGS
from policies.editing import Typed
from policies.naming import Known
from tests.policies.charts.test_structure import END, line


@pytest.fixture
def small():
    """Two kinds of misuse and one action."""
    rows = [["code", "misuse", "police"], ["a", "Alpha", "1"], ["b", "Beta", "0"]]
    return grid.of_rows("ticks", rows, {})


def say(sheet, words, known=None):
    """Type the words of rows, by key, and give them their codes."""
    cells = {(key, "misuse"): said for key, said in words.items()}
    editing.type_in(sheet, Typed(frozenset(words), frozenset(), cells))
    naming.name_rows(sheet, known or Known())
    return [one.cells["code"] for one in sheet.lines]


def test_a_code_stays_when_the_words_change(small):
    assert say(small, {1: "Other words"}) == ["a", "b"]


def test_a_new_row_gets_a_code_of_its_words_and_an_empty_one_none(small):
    for _time in range(2):
        editing.do(small, "add_row", Known())

    assert say(small, {3: "Ringing the bell"}) == ["a", "b", "ringing_bell", ""]


def test_a_code_of_the_past_is_taken_up_by_the_same_words_alone(small):
    known = Known(rows={"gamma": "Gamma", "old": "Epsilon"}, columns={"ring": "Ring home"})
    for act in ("add_row", "add_row", "add_column:Ring home"):
        editing.do(small, act, known)

    assert say(small, {3: "Gamma now", 4: "epsilon"}, known) == ["a", "b", "gamma_now", "old"]
    assert "ring" in small.ticks


def test_a_row_retired_in_this_draft_is_taken_up_again_by_its_words(small):
    editing.do(small, "retire:2", Known())
    editing.do(small, "add_row", Known())

    assert say(small, {3: "beta"}) == ["a", "b"]
    assert [one.retired for one in small.lines] == [False, False]


def test_a_column_retired_in_this_draft_is_taken_up_again_by_its_words(small):
    editing.do(small, "retire_column:police", Known())
    editing.do(small, "add_column:POLICE", Known())

    assert small.ticks == {"police": False}
    assert small.label("police") == "POLICE"
    assert small.rows()[1] == ["a", "Alpha", "1"]


def test_rows_without_codes_in_a_csv_stay_the_rows_that_they_are(small):
    new = grid.of_rows("ticks", [["code", "misuse", "police"], ["", "Beta", "1"]], {})
    editing.replace(small, new)
    naming.name_rows(new, Known())

    assert new.rows()[1:] == [["b", "Beta", "1"]]
    assert [one.cells["code"] for one in new.lines] == ["b", "a"]


def test_boxes_and_answers_of_a_chart_are_named_by_their_words():
    rows = [
        line("", "question", "Is it safe?", answer_words="Yes", goes_to="done"),
        line("", "step", "Is it safe?", goes_to="done"),
        line("done", "question", "", answer_words="Yes"),
        line("done", "question", "", answer="no", answer_words="No"),
        line("done", "question", "", answer_words="Yes"),
        line("", "step", ""),
        END,
    ]
    chart = grid.of_rows("chart", [list(HEADINGS), *rows], {})
    naming.name_rows(chart, Known())

    found = [(one.cells["node"], one.cells["answer"]) for one in chart.lines]
    assert found == [
        ("is_it_safe", "yes"), ("is_it_safe_2", ""),
        ("done", "yes"), ("done", "no"), ("done", "yes_2"), ("", ""), ("done", ""),
    ]  # fmt: skip
