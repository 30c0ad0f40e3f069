"""What differs between two editions, by the labels that readers see."""

import copy

import pytest

from reports import changes
from reports.figures import report_data


@pytest.fixture
def data(report):
    return report_data.of(report)


def changed(data, **cells):
    new = copy.deepcopy(data)
    new["columns"][0]["cells"] |= {key.replace("_", "."): cell for key, cell in cells.items()}
    return new


def test_the_same_data_say_the_same(data):
    assert changes.between(data, copy.deepcopy(data)) == []


def test_each_printed_cell_that_differs_is_named_by_its_labels(data):
    found = changes.between(data, changed(data, place_inside=7))

    assert len(found) == 1
    assert (found[0].old, found[0].new, found[0].column) == ("0", "7", "Autumn 2026/27")
    assert str(found[0]).startswith("By place, ")
    assert str(found[0]).endswith("Autumn 2026/27: “0” became “7”.")


def test_a_number_of_several_tables_is_named_in_each(data):
    tables = {change.table for change in changes.between(data, changed(data, all=9))}

    assert {"The term at a glance", "By place", "By outcome"} <= tables
    assert "By type" not in tables


def test_a_row_that_only_one_has_is_not_there_in_the_other(data):
    new = changed(data, year_7=8)

    there = [(c.old, c.new) for c in changes.between(data, new) if c.row == "Year 7"]
    gone = [(c.old, c.new) for c in changes.between(new, data) if c.row == "Year 7"]

    assert ("not there", "8") in there
    assert ("8", "not there") in gone


def test_sections_whose_words_differ_are_named_in_their_order():
    old = {"incidents": "A.", "actions": "B.", "correction": "Old."}
    new = {"incidents": "A. ", "actions": "C.", "children": "D.", "correction": "New."}

    assert changes.of_words(old, new) == ["children", "actions"]
