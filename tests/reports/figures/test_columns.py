"""How finely a column tells children apart by age, when printed first and when corrected."""

from datetime import date

from reports.figures import whole
from reports.figures.columns import column, correction
from reports.figures.reading import Child
from tests.reports.figures.test_counting import AUTUMN, CALENDAR, ROWS, case


def cases(*numbers_by_year):
    """Cases of one child each."""
    child = lambda year: Child(year=year, part="target", role="")  # noqa: E731
    return [
        case(children=(child(year),), happened_on=date(2026, 11, 2))
        for year, number in numbers_by_year
        for _n in range(number)
    ]


def counted(*numbers_by_year):
    return whole.count(cases(*numbers_by_year), ROWS, CALENDAR)


def ages(found):
    keys = found["cells"]
    return {
        start for start in ("year.7", "year.unknown", "stage.3") for key in keys if key == start
    }


def test_large_year_groups_are_printed():
    found = column(AUTUMN, counted(("7", 12), ("8", 9)), ROWS)

    assert (found["cells"]["year.7"], found["cells"]["stage.3"]) == (12, 21)


def test_where_most_would_be_covered_key_stages_are_printed():
    found = column(AUTUMN, counted(("7", 4), ("8", 3), ("9", 4), ("10", 4), ("11", 4)), ROWS)

    assert ages(found) == {"year.unknown", "stage.3"}
    assert (found["cells"]["stage.3"], found["cells"]["stage.4"]) == (11, 8)
    assert found["cells"]["part.target"] == 19


def test_where_that_leaves_nothing_all_children_are():
    found = column(AUTUMN, counted(("1", 2), ("4", 1), ("8", 3)), ROWS)

    assert ages(found) == set()
    assert found["cells"]["children"] == 6


def test_a_correction_tells_children_apart_as_they_were_printed():
    few = counted(("7", 4), ("8", 3), ("9", 4), ("10", 4), ("11", 4))
    many = counted(("7", 24), ("8", 23), ("9", 24), ("10", 24), ("11", 24))
    stages, years = column(AUTUMN, few, ROWS), column(AUTUMN, many, ROWS)

    later, fewer = correction(stages, many, ROWS), correction(years, few, ROWS)

    assert later["cells"].keys() == stages["cells"].keys()
    assert (later["cells"]["children"], later["cells"]["stage.3"]) == (119, 71)
    assert fewer["cells"].keys() == years["cells"].keys()
    assert fewer["cells"]["children"] == 19


def test_a_correction_has_no_table_that_the_column_had_not():
    old = column(AUTUMN, counted(("7", 12), ("8", 9)), ROWS)
    first = {k: v for k, v in old["cells"].items() if not k.startswith(("stage.", "part.", "role"))}

    found = correction({**old, "cells": first}, counted(("7", 22), ("8", 29)), ROWS)

    assert found["cells"].keys() == first.keys()
    assert found["cells"]["year.8"] == 29
