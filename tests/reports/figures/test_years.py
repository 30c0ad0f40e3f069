"""A school year from its terms: nothing that they do not tell."""

from datetime import date

import pytest

from reports.figures.periods import Period
from reports.figures.years import together, year_of


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ([5, 7, 0], 12),
        ([0, 0, 0], 0),
        (["few", 0, 0], "few"),
        (["hidden", 0], "hidden"),
        (["few", "few", 0], "hidden"),
        (["few", "few", 6], {"least": 8, "most": 14}),
        (["few", 9], {"least": 10, "most": 13}),
        (["hidden", 9, 0], {"least": 10, "most": None}),
    ],
)
def test_a_year_is_what_any_reader_could_add_up(cells, found):
    assert together(cells) == found


def test_a_year_has_what_all_its_terms_have():
    period = Period("2025", "School year 2025/26", date(2025, 9, 3), date(2026, 9, 2))
    stood = {"policy.in_force": 6, "agreement.staff.signed": 30}  # on a day of each: no sum
    terms = [{"cells": {"all": 6, "ai": 5} | stood}, {"cells": {"all": 7} | stood}]

    assert year_of(period, terms) == {
        "term": "2025", "label": "School year 2025/26", "first": "2025-09-03",
        "until": "2026-09-02", "cells": {"all": 13}, "medians": {},
    }  # fmt: skip
