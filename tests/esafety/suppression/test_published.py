"""Cells that were printed before, and cells that have to be hidden, beside new ones."""

import pytest

from esafety.suppression import Cover, NotProven, suppress, total_of


def test_cells_to_hide_are_hidden_unless_they_are_nought():
    cells = suppress({"a": 9, "b": 0, "c": 2}, [], hide=["a", "b", "c"])

    assert cells == {"a": Cover.HIDDEN, "b": 0, "c": Cover.FEW}


def test_cells_printed_before_stay_as_they_were():
    """Half of the year was printed with a hidden: the other half and the year leave it hidden."""
    counts = {"a": 6, "b": 12, "year": 18}
    alone = suppress({"b": 12, "year": 18}, [])
    assert alone == {"b": 12, "year": 18}

    cells = suppress(counts, total_of("year", ["a", "b"]), published={"a": Cover.HIDDEN})

    assert cells == {"a": Cover.HIDDEN, "b": Cover.HIDDEN, "year": 18}


def test_with_all_printed_before_nothing_can_be_hidden_any_more():
    printed = {"a": Cover.FEW, "n": 20}
    with pytest.raises(NotProven):
        suppress({"a": 3, "n": 20, "b": 0}, total_of("n", ["a"]), published=printed)


def test_a_printed_cell_that_is_counted_otherwise_now_stays_what_was_printed():
    rules = total_of("n", ["a", "b"])
    cells = suppress({"n": 20, "a": 7, "b": 13}, rules,
                     published={"n": 20, "a": Cover.FEW, "b": Cover.HIDDEN})  # fmt: skip

    assert cells == {"n": 20, "a": Cover.FEW, "b": Cover.HIDDEN}
