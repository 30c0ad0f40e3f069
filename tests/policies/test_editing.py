"""What can be done to a grid on its page."""

import pytest

from esafety.access.refused import Refused
from policies import editing, grid, naming
from policies.charts.structure import HEADINGS as HEADINGS_OF_A_CHART
from policies.editing import Typed
from policies.grid import MOST_CELLS, MOST_COLUMNS
from policies.naming import Known
from policies.shapes import spec_of
from tests.policies.charts.test_structure import END, STEP, asked

HEADINGS = ["code", "misuse", "warning", "police"]
SIGNPOSTS = spec_of("signposts").columns
CHART = [*asked(), STEP, END]


@pytest.fixture
def small():
    """Three kinds of misuse and two actions."""
    rows = [HEADINGS, ["a", "Alpha", "1", "0"], ["b", "Beta", "0", "1"], ["c", "Gamma", "0", "0"]]
    return grid.of_rows("ticks", rows, {})


def do(sheet, *acts, known=None):
    for act in acts:
        editing.do(sheet, act, known or Known())
    return [line[0] for line in sheet.rows()[1:]]


def test_rows_move_one_place_and_stop_at_the_ends(small):
    assert do(small, "up:2") == ["b", "a", "c"]
    assert do(small, "up:2") == ["b", "a", "c"]
    assert do(small, "down:2", "down:2", "down:2") == ["a", "c", "b"]


def test_a_row_moves_past_retired_ones(small):
    assert do(small, "retire:2", "up:3") == ["c", "a"]


def test_a_retired_row_leaves_the_version_and_comes_back_where_it_was(small):
    assert do(small, "retire:2") == ["a", "c"]
    assert do(small, "back:2") == ["a", "b", "c"]


def test_columns_move_retire_and_come_back(small):
    do(small, "right:warning")
    assert small.rows()[0][2:] == ["police", "warning"]
    do(small, "left:warning", "retire_column:warning", "right:warning", "left:police")
    assert small.rows()[0][2:] == ["police"]
    do(small, "back_column:warning")
    assert small.rows()[1] == ["a", "Alpha", "0", "1"]


@pytest.mark.parametrize(
    "act",
    [
        "save",
        "",
        "up:9",
        "retire:9",
        "add_below:9",
        "up:x",
        "up:٣",
        "up:" + "9" * 30,
        "retire_column:code",
        "left:no",
        "fly:1",
    ],
)
def test_an_act_that_does_not_fit_does_nothing(small, act):
    before = small.as_json()

    do(small, act)

    assert small.as_json() == before


def test_a_new_row_and_column_start_without_ticks(small):
    do(small, "add_row", "add_column:Ring home")
    editing.type_in(small, Typed(frozenset({4}), frozenset(), {(4, "misuse"): " New \n one "}))
    naming.name_rows(small, Known())

    assert small.rows()[0][-1] == "ring_home"
    assert small.label("ring_home") == "Ring home"
    assert small.rows()[-1] == ["new_one", "New one", "0", "0", "0"]


def test_a_column_needs_words_and_only_ticks_are_added(small):
    with pytest.raises(Refused, match="what the new column is called"):
        do(small, "add_column: ")
    levels = grid.of_rows("level_misuse", [["level", "code", "misuse"]], {})
    do(levels, "add_column:Ring home")
    assert levels.ticks == {}


def test_a_table_does_not_outgrow_its_page(small):
    with pytest.raises(Refused, match=f"{MOST_CELLS} cells"):
        do(small, *["add_row"] * MOST_CELLS)
    with pytest.raises(Refused, match=f"{MOST_CELLS} cells"):
        do(small, "add_column:One more")


def test_the_words_of_its_columns_fit_the_page_as_well(small):
    with pytest.raises(Refused, match=f"{MOST_COLUMNS} columns"):
        do(small, *[f"add_column:Column {n}" for n in range(MOST_COLUMNS)])


def test_what_is_retired_makes_room_and_comes_back_only_where_there_is_some(small):
    many = MOST_CELLS // 4 - 3
    do(small, *["add_row"] * many, "retire:3")
    assert small.size == MOST_CELLS - 4
    do(small, "add_row")

    with pytest.raises(Refused, match=f"{MOST_CELLS} cells"):
        do(small, "back:3")


def test_a_draft_keeps_only_so_much_that_is_retired(small):
    small.lines = [
        grid.Line(n, {"code": f"c{n}", "misuse": "x", "warning": "0", "police": "0"}, n > 1)
        for n in range(1, 950)
    ]

    with pytest.raises(Refused, match="drop it and begin again"):
        do(small, "add_row")
    assert do(small, "retire:1", "retire:950") == []


def test_a_row_in_which_nothing_was_written_is_not_kept(small):
    do(small, "add_row", "retire:4")

    assert [line.key for line in small.lines] == [1, 2, 3]


def test_a_row_is_added_below_another_with_what_they_share(small):
    do(small, "add_below:1")
    assert [line.key for line in small.lines] == [1, 4, 2, 3]
    assert small.lines[1].cells == {"code": "", "misuse": "", "warning": "0", "police": "0"}

    rows = [["level", "occurrence", "response", "condition"], ["C3", "2", "Reset room", "always"]]
    levels = grid.of_rows("level_responses", rows, {})
    do(levels, "add_below:1", "add_below:77")
    assert levels.rows()[2:] == [["C3", "2", "", ""]]


def test_a_row_below_a_question_is_another_answer_of_it():
    chart = grid.of_rows("chart", [list(HEADINGS_OF_A_CHART), *CHART], {})
    do(chart, "add_below:1", "add_below:3")

    assert [line.cells["node"] for line in chart.lines] == ["ask", "ask", "ask", "do", "", "done"]


def test_a_day_is_read_as_it_is_written_in_england():
    signposts = grid.of_rows("signposts", [[c.heading for c in SIGNPOSTS], [""] * 8], {})
    cells = {(1, "checked_on"): " 1/7/2026 ", (1, "next_check"): "soon"}
    editing.type_in(signposts, Typed(frozenset({1}), frozenset(), cells))

    assert signposts.rows()[1][6:] == ["2026-07-01", "soon"]


def test_only_what_was_on_the_page_changes(small):
    do(small, "retire:3")
    sent = Typed(
        lines=frozenset({1, 3}),
        columns=frozenset({"police"}),
        cells={(1, "police"): "1", (1, "code"): "z", (2, "misuse"): "x", (3, "misuse"): "y"},
        labels={"police": "Police told", "warning": "not sent"},
    )
    editing.type_in(small, sent)

    assert small.rows()[1:] == [["a", "Alpha", "1", "1"], ["b", "Beta", "0", "1"]]
    assert small.labels == {"police": "Police told"}
    assert small.lines[2].cells["misuse"] == "Gamma"


def test_the_usual_words_of_a_column_are_not_kept_as_the_schools_own(small):
    editing.say(small, "police", "Told to the police")
    editing.say(small, "police", "Police")

    assert small.labels == {}


def test_what_a_csv_leaves_out_is_retired(small):
    small.labels = {"police": "Police told", "warning": "Formal warning"}
    new = grid.of_rows("ticks", [["code", "misuse", "warning"], ["b", "Beta two", "1"]], {})
    editing.replace(small, new)

    assert new.rows() == [["code", "misuse", "warning"], ["b", "Beta two", "1"]]
    assert [(o.cells["code"], o.retired) for o in new.lines] == [
        ("b", False),
        ("a", True),
        ("c", True),
    ]
    assert new.ticks == {"warning": False, "police": True}
    assert new.live_labels() == {"warning": "Formal warning"}


def test_what_a_draft_keeps_is_read_again(small):
    do(small, "retire:1", "retire_column:police", "add_column:Ring home")

    assert grid.of_json("ticks", small.as_json()) == small
