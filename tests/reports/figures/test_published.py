"""What editions published before: the first number stands, and keeps its name."""

from reports.figures.published import Published
from reports.figures.reading import Kind
from reports.figures.sanctions import Action
from reports.figures.whole import Rows

HATE = {"code": "hate", "label": "Hate", "group": "content"}
OLD = {"code": "old", "label": "Retired", "group": "contact"}


def column(term, **cells):
    return {"term": term, "cells": cells}


def edition(*columns, **more):
    return {"day": "2026-11-21", "columns": list(columns), "kinds": [HATE, OLD], **more}


def test_a_term_is_what_its_own_report_says_last_else_what_was_first_beside_another():
    first, second = column("1", all=5), column("2", all=7)
    corrected = [edition(first), edition(column("3"), second), edition(column("1", all=11))]

    before = Published([*corrected, edition(column("4"), column("1", all=6), column("2", all=8))])

    assert before.columns["1"] == column("1", all=11)
    assert before.columns["2"] == second


def test_a_term_of_a_trend_was_published_too():
    assert set(Published([edition(column("2"), trend=[column("1")])]).columns) == {"1", "2"}


def test_a_retired_type_keeps_its_row_where_it_has_a_number():
    before = Published([edition(column("0"))])
    rows = Rows([Kind("content", 1, "hate", "Hate speech")])

    quiet = before.names(rows, {}, [column("1", **{"type.old": 0})])
    told = before.names(rows, {}, [column("1", **{"type.old": "few"})])

    assert [kind["label"] for kind in quiet["kinds"]] == ["Hate speech"]
    assert [kind["label"] for kind in told["kinds"]] == ["Hate speech", "Retired"]


def test_names_of_what_is_not_shown_are_left_out():
    before = Published(
        [
            edition(
                column("0"),
                labels={"reading.policy.old": "Old"},
                actions=[{"key": "g.old", "label": "Old"}],
            )
        ]
    )
    rows = Rows([], [Action("g.warn", "Warning"), Action("g.never", "Never")])
    shown = column("1", **{"sanction.g.warn.taken": 6, "reading.policy.new.done": 7})

    found = before.names(rows, {"reading.policy.new": "New"}, [shown])

    assert found["labels"] == {"reading.policy.new": "New"}
    assert found["actions"] == [{"key": "g.warn", "label": "Warning"}]
