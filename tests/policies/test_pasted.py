"""CSV that somebody pasted: read as it was, or told what is wrong, line by line."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import pasted, tables
from policies.services.seeding import SEEDS, _seeded

HEAD = "code,misuse,warning\n"


def wrong(shape, text):
    return [(one.line, one.sentence) for one in pasted.read(shape, text).wrong]


@pytest.mark.parametrize(("code", "shape"), [(code, shape) for code, _title, shape in _seeded()])
def test_what_is_exported_is_read_again_to_the_byte(code, shape):
    seed = (SEEDS / f"{code}.csv").read_text()
    read = pasted.read(shape, seed.replace("\n", "\r\n"))

    assert read.wrong == []
    assert tables.as_csv(read.grid.rows()) == seed
    assert tables.digest(read.grid.rows()) == hashlib.sha256(seed.encode()).hexdigest()


def test_a_formula_comes_back_as_it_was():
    rows = [["code", "misuse", "warning"], ["a", "=Alpha", "1"], ["b", "'=Beta", "0"]]
    read = pasted.read("ticks", tables.as_csv(rows))

    assert read.grid.rows() == rows


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_lines_of_a_spreadsheet_are_read(mark):
    text = "\ufeffcode,misuse,warning\n\na,Alpha,1\nb,Beta,\n".replace(",", mark)

    assert pasted.read("ticks", text).grid.rows()[1:] == [["a", "Alpha", "1"], ["b", "Beta", "0"]]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (" \n", None, "Paste the lines"),
        ("x" * 200_001, None, "too long"),
        (HEAD + 'a,"Alpha,1\n', None, "quotation mark"),
        (HEAD + "a," + "x" * 140_000 + ",1\n", None, "not CSV"),
        ("misuse,code\n", 1, "has to begin: code,misuse,"),
        ("code,misuse,Ring home\n", 1, "“Ring home” is not a code"),
        ("code,misuse,warning,warning\n", 1, "twice"),
        (HEAD + "a,Alpha\n", 2, "has 2 cells; the headings are 3"),
        (HEAD + '"a","Al\npha",1\nb,Beta,2\n', 4, "Warning: “2” is none of these"),
        (HEAD + "a,Alpha,1\n\na,Beta,0\n", 4, "code “a” as well"),
        ("code,misuse\na,Alpha\n", None, "at least one column"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, line, words):
    [(number, sentence)] = wrong("ticks", text)

    assert number == line
    assert words in sentence


def test_other_shapes_have_their_headings_and_no_more():
    [(line, sentence)] = wrong("level_misuse", "level,code,misuse,extra\n")

    assert line == 1
    assert sentence == "The first line has to be: level,code,misuse."


def test_every_wrong_line_is_told():
    text = "level,code,misuse\nC1,a,Alpha\nC9,b,Beta\nC1,c,\n"

    assert [line for line, _sentence in wrong("level_misuse", text)] == [3, 4]


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_be_read(text):
    for shape in ("ticks", "level_responses", "chart"):
        read = pasted.read(shape, text)
        assert read.wrong or read.grid


@given(st.lists(st.text(max_size=12), min_size=3, max_size=3))
def test_no_cells_are_too_odd(cells):
    read = pasted.read("ticks", HEAD + tables.as_csv([cells]))

    assert read.wrong or tables.as_csv(read.grid.rows())
