"""What keeps a draft from becoming a version."""

import pytest

from policies import checking, grid
from policies.services.seeding import SEEDS
from policies.tables import parse

TICKS = [["code", "misuse", "warning"], ["a", "Alpha", "1"], ["b", "Beta", "0"]]
LEVELS = [["level", "code", "misuse"], ["C1", "a", "Alpha"]]
RESPONSES = [["level", "occurrence", "response", "condition"], ["C1", "1", "Talk", ""]]


def told(shape, rows, labels=None):
    found = checking.problems(grid.of_rows(shape, rows, labels or {}))
    return [(problem.key, problem.heading, problem.sentence) for problem in found]


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("pupil-actions", "ticks"),
        ("staff-actions", "ticks"),
        ("levels-misuse", "level_misuse"),
        ("levels-responses", "level_responses"),
        ("user-actions", "ratings"),
        ("communication-technologies", "technologies"),
    ],
)
def test_the_seeds_are_sound(code, shape):
    assert told(shape, parse((SEEDS / f"{code}.csv").read_text())) == []


@pytest.mark.parametrize("path", sorted(SEEDS.glob("chart-*.csv")), ids=lambda p: p.stem)
def test_the_charts_are_sound_and_their_own_rules_are_asked(path):
    rows = parse(path.read_text())

    assert told("chart", rows) == []
    key, _heading, sentence = told("chart", rows[:2])[0]
    assert sentence.endswith(".")
    assert key in (None, 1)


def test_signposts_are_asked_too():
    rows = parse((SEEDS / "signposts.csv").read_text())
    assert told("signposts", rows) == []

    rows[1][-1] = "soon"
    assert told("signposts", rows)[0][0] == 1


@pytest.mark.parametrize(
    ("row", "at", "words"),
    [
        (["", "", "1"], (2, "misuse"), "retire this row"),
        (["A b", "Beta", "1"], (2, "code"), "small letters"),
        (["b", "Beta", "yes"], (2, "warning"), "none of these"),
        (["b", "x" * 301, "1"], (2, "misuse"), "300 characters or fewer; these are 301"),
        (["a", "Other", "1"], (2, "misuse"), "code “a” as well"),
        (["b", "alpha", "1"], (2, "misuse"), "says the same"),
    ],
)
def test_a_wrong_cell_is_named(row, at, words):
    [(key, heading, sentence)] = told("ticks", [*TICKS[:2], row])

    assert (key, heading) == at
    assert words in sentence


@pytest.mark.parametrize(
    ("shape", "rows", "words"),
    [
        ("level_misuse", [LEVELS[0], ["C9", "a", "Alpha"]], "“C9” is none of these: C1, C2"),
        ("level_misuse", [LEVELS[0], ["", "a", "Alpha"]], "Choose: Level."),
        ("level_responses", [RESPONSES[0], ["C1", "3", "Talk", ""]], "“3” is none of these: 1, 2"),
        ("level_responses", [*RESPONSES, RESPONSES[1]], "there twice"),
        ("ratings", [["code", "activity", "group", "rating"], ["a", "A", "content", "no"]], "“no”"),
        ("ticks", [TICKS[0]], "at least one row"),
        ("ticks", [["code", "misuse"], ["a", "Alpha"]], "at least one column"),
        ("ticks", [TICKS[0], *[[f"c{n}", f"W{n}", "0"] for n in range(301)]], "at most 900 cells"),
    ],
)
def test_what_is_wrong_is_a_sentence(shape, rows, words):
    sentences = [sentence for _key, _heading, sentence in told(shape, rows)]

    assert len(sentences) == 1
    assert words in sentences[0]


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ({"warning": ""}, "Say what this column is called"),
        ({"warning": "x" * 81}, "80 characters"),
        ({"warning": "police"}, "called “Police” as well"),
    ],
)
def test_the_words_of_a_column_are_looked_at(labels, words):
    rows = [[*TICKS[0], "police"], ["a", "Alpha", "1", "0"]]
    [(key, _heading, sentence)] = told("ticks", rows, labels)

    assert key is None
    assert words in sentence


def test_retired_rows_and_columns_may_be_anything():
    sheet = grid.of_rows("ticks", [[*TICKS[0], "police"], ["a", "Alpha", "1", "x"]], {"police": ""})
    sheet.ticks["police"] = True
    sheet.lines.append(grid.Line(2, {"code": "a", "misuse": "", "warning": ""}, retired=True))

    assert checking.problems(sheet) == []


def test_levels_without_responses_are_an_oversight():
    misuse = grid.of_rows("level_misuse", [*LEVELS, ["C2", "b", "Beta"]], {})
    responses = grid.of_rows("level_responses", [*RESPONSES, ["C3", "1", "Talk", ""]], {})

    assert checking.advice(misuse, responses) == [
        "Level C1 has misuse, but no response for the second time or later.",
        "Level C2 has misuse, but no response for the first time.",
        "Level C2 has misuse, but no response for the second time or later.",
        "No misuse belongs to level C3.",
    ]
