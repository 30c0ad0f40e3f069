"""What differs between two grids of one table."""

import pytest

from policies import differences, editing, grid
from policies.differences import CellChange, Reworded
from policies.naming import Known

TICKS = [
    ["code", "misuse", "warning", "police"],
    ["a", "Alpha", "1", "0"],
    ["b", "Beta", "0", "1"],
    ["c", "Gamma", "0", "0"],
]
RESPONSES = [
    ["level", "occurrence", "response", "condition"],
    ["C1", "1", "Talk with the tutor", ""],
    ["C1", "2", "Detention after school", "as appropriate"],
    ["C2", "1", "Detention at lunch", ""],
]


def both(shape, rows):
    return grid.of_rows(shape, rows, {}), grid.of_rows(shape, rows, {})


def test_a_table_does_not_differ_from_itself():
    found = differences.between(*both("ticks", TICKS))

    assert not found


def test_rows_columns_words_and_ticks_are_told_apart():
    old, new = both("ticks", TICKS)
    for act in ("retire:3", "add_row", "retire_column:police", "add_column:Ring home"):
        editing.do(new, act, Known())
    new.lines[0].cells |= {"misuse": "Alpha two", "warning": "0"}
    new.lines[3].cells |= {"code": "d", "misuse": "Delta"}
    editing.say(new, "warning", "Formal warning")
    found = differences.between(old, new)

    assert found.rows_added == ["Delta"]
    assert found.rows_removed == ["Gamma"]
    assert found.rows_reworded == [Reworded("Alpha", "Alpha two")]
    assert found.columns_added == ["Ring home"]
    assert found.columns_removed == ["Police"]
    assert found.columns_reworded == [Reworded("Warning", "Formal warning")]
    assert found.cells == [CellChange("Alpha two", "Formal warning", "Yes", "No")]
    assert not found.reordered


@pytest.mark.parametrize("act", ["up:2", "left:police"])
def test_another_order_is_a_difference(act):
    old, new = both("ticks", TICKS)
    editing.do(new, act, Known())
    found = differences.between(old, new)

    assert found.reordered
    assert found


def test_a_reworded_response_is_the_same_row():
    old, new = both("level_responses", RESPONSES)
    new.lines[0].cells["response"] = "A talk with the tutor"
    new.lines[1].cells["condition"] = ""
    new.lines[2].cells["response"] = "Letter home"
    found = differences.between(old, new)

    assert found.rows_reworded == [Reworded("Talk with the tutor", "A talk with the tutor")]
    assert found.rows_added == ["C2, First time, Letter home"]
    assert found.rows_removed == ["C2, First time, Detention at lunch"]
    row = "C1, Second time or later, Detention after school"
    assert found.cells == [CellChange(row, "Condition", "as appropriate", "")]


def test_choices_are_told_in_words():
    rows = [["code", "activity", "group", "rating"], ["a", "Shopping", "conduct", "acceptable"]]
    old, new = both("ratings", rows)
    new.lines[0].cells["rating"] = "unacceptable"

    assert differences.between(old, new).cells == [
        CellChange("Shopping", "Rating", "Acceptable", "Unacceptable")
    ]


def test_a_row_without_words_is_called_by_what_it_is_found_by():
    headings = ["node", "kind", "words", "help", "contact", "answer", "answer_words", "goes_to"]
    rows = [[*headings, "task_for", "task"], ["q1", "question", *[""] * 3, "yes", "Yes", *[""] * 3]]
    old, new = both("chart", rows)
    new.lines[0].cells["goes_to"] = "end"

    assert differences.between(old, new).cells[0].row == "q1: Yes"
