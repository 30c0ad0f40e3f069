"""A school year as the sum of its terms as they were made safe: it tells nothing that they do not.

Counted by itself, a year less two of its terms would give away what is covered in the third. So a
year's cell is worked out from the terms' cells as any reader could: a number where all three are
printed, else the range in which it lies, and no word more. Pure.
"""

from collections.abc import Sequence
from typing import Any

from esafety.suppression import SMALLEST_SHOWN, Cover
from reports.figures.columns import head
from reports.figures.periods import Period
from reports.figures.standing import is_standing

_FEW = (1, SMALLEST_SHOWN - 1)


def year_of(period: Period, terms: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The column of a year from those of its terms. What one of them does not have, it has not;
    nor how the school stood on a day of each, which makes no sum."""
    happened = [key for key in terms[0]["cells"] if not is_standing(key)]
    shared = [key for key in happened if all(key in term["cells"] for term in terms)]
    cells = {key: together([term["cells"][key] for term in terms]) for key in shared}
    return {**head(period), "cells": cells, "medians": {}}


def together(cells: Sequence[Any]) -> Any:
    """The sum of cells: a number, a cover, or {"least", "most"} (None: nobody can say) where both
    ends follow from what is printed and the lower one is no small number."""
    covered = [cell for cell in cells if not isinstance(cell, int)]
    known = sum(cell for cell in cells if isinstance(cell, int))
    if not covered:
        return known
    if len(covered) == 1 and not known:
        return covered[0]
    least = known + len(covered)
    if least < SMALLEST_SHOWN:
        return Cover.HIDDEN.value
    all_few = all(cell == Cover.FEW.value for cell in covered)
    return {"least": least, "most": known + _FEW[1] * len(covered) if all_few else None}
