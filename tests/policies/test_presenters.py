"""The rules in words and shapes."""

from django.utils import timezone

from policies import differences, editing, grid, presenters, queries, words
from policies.checking import Problem
from policies.choices import Shape
from policies.naming import Known
from policies.presenters import drawing
from policies.presenters import editing as editing_page


def in_force(code):
    return queries.in_force(code, timezone.localdate())


def test_every_code_of_the_seeds_has_its_words(ruled):
    for code in ("pupil-actions", "staff-actions"):
        assert set(in_force(code).columns[2:]) <= set(presenters.COLUMNS)
    for code, columns in (
        ("user-actions", ["rating"]),
        ("communication-technologies", ["staff", "pupils"]),
    ):
        used = {record[column] for record in in_force(code).records for column in columns}
        assert used <= set(presenters.RATINGS)


def test_each_rating_has_a_shape_of_its_own_kind():
    shapes = {code: rating.shape for code, rating in presenters.RATINGS.items()}

    assert shapes["unacceptable"] != shapes["unacceptable_and_illegal"] != shapes["acceptable"]
    assert all(shapes.values())


def test_ticks_are_where_the_seed_has_them(ruled):
    drawn = presenters.ticks(in_force("pupil-actions"))

    assert [label for label, _new in drawn["head"]][:2] == ["Class teacher", "Head of year"]
    row = drawn["rows"][1]
    assert row.words == "Using non-educational sites without permission"
    assert [cell.ticked for cell in row.cells] == [True] + [False] * 8


def test_a_column_is_called_as_the_school_calls_it(ruled):
    version = in_force("pupil-actions")
    version.labels = {"warning": "Formal warning"}

    assert ("Formal warning", False) in presenters.ticks(version)["head"]


def test_levels_hold_their_misuse_and_what_follows_each_time(ruled):
    drawn = presenters.levels(in_force("levels-misuse"), in_force("levels-responses"))

    assert [level for level, _kinds, _follows in drawn["levels"]] == ["C1", "C2", "C3", "C4"]
    _level, kinds, follows = drawn["levels"][0]
    assert len(kinds) == 5
    row = follows[0][1][0]
    assert row.words == "Conversation with tutor or teacher"
    assert row.cells[0].words == "as appropriate"
    assert [str(times) for times, _responses in follows] == ["First time", "Second time or later"]


def test_responses_stand_in_order_of_occurrence_however_the_table_has_them(ruled):
    responses = in_force("levels-responses")
    responses.rows = [responses.rows[0], *reversed(responses.rows[1:])]

    levels = presenters.levels(in_force("levels-misuse"), responses)["levels"]
    assert [str(times) for times, _rows in levels[3][2]] == ["First time", "Second time or later"]


def test_ratings_stand_in_their_groups(ruled):
    groups = presenters.ratings(in_force("user-actions"))["groups"]

    assert [len(rows) for _label, rows in groups] == [9, 13]


def test_a_group_of_its_own_comes_last(ruled):
    version = in_force("user-actions")
    version.rows[1][2] = "other"

    assert [label for label, _r in presenters.ratings(version)["groups"]][-1] == "other"


def test_a_condition_stands_with_the_pupils(ruled):
    rows = presenters.technologies(in_force("communication-technologies"))["rows"]

    assert rows[0].cells[2].words == "within the school's guidelines"


def test_words_of_a_schools_own_are_shown_as_written():
    assert presenters.rating("ask_first").words == "Ask first"
    assert words.label("call_home", {}) == "Call home"
    assert words.label("call_home", {"call_home": "Ring home"}) == "Ring home"


def test_what_is_new_is_marked_in_words(ruled):
    version = in_force("communication-technologies")
    old = grid.of_rows(version.table.shape, version.rows, {})
    new = grid.of_rows(version.table.shape, version.rows, {})
    new.lines[0].cells |= {"use": "Phones in school", "staff": "not_allowed"}
    new.lines[1].cells["pupil_condition"] = "never"
    editing.do(new, "add_row", Known())
    marks = drawing.marks_of(new, differences.between(old, new))

    assert [mark.tag for mark in marks.rows][:3] == ["Reworded", "Changed", ""]
    assert marks.rows[0].before == "Mobile phones may be brought to school"
    assert marks.rows[0].cells == {"staff": "Allowed"}
    assert marks.rows[-1].tag == "New"
    assert marks.of(99).tag == ""


def test_each_shape_has_its_template():
    assert set(presenters.TEMPLATES) == set(Shape)


def test_a_choice_that_the_list_has_not_stays_to_be_seen(ruled):
    version = in_force("user-actions")
    version.rows[1][3] = "ask_first"
    sheet = editing_page.sheet(grid.of_rows(version.table.shape, version.rows, {}))

    field = sheet.rows[0].fields[2]
    assert editing_page.Option("ask_first", "ask_first", True) in field.choices


def test_what_is_wrong_with_a_whole_row_stands_at_the_row(ruled):
    version = in_force("chart-illegal")
    page = editing_page.sheet(
        grid.of_rows(version.table.shape, version.rows, {}),
        [Problem("A row.", 1), Problem("A table."), Problem("A cell.", 1, "words")],
    )

    assert page.rows[0].errors == ("A row.",)
    assert page.errors == ["A table."]
    assert [one["target"] for one in page.summary] == ["rules-table", "row-1", "cell-1-words"]
    told = ["A table.", "Row 1: A row.", "Row 1, Words: A cell."]
    assert [one["text"] for one in page.summary] == told
