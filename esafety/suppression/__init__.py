"""Small numbers kept from being read or worked out. Pure: numbers and rules in, cells out.

cells (what is printed, what a reader knows) <- second (a second table that fits) <- covering
(which cells are covered) <- editions (beside what was printed before), rounding (percentages).
"""

from esafety.suppression.cells import (
    SMALLEST_SHOWN,
    Cell,
    Cover,
    NotProven,
    Rule,
    cover_small,
    total_of,
    union_of,
)
from esafety.suppression.covering import suppress
from esafety.suppression.editions import Printed, corrected

__all__ = [
    "SMALLEST_SHOWN",
    "Cell",
    "Cover",
    "NotProven",
    "Printed",
    "Rule",
    "corrected",
    "cover_small",
    "suppress",
    "total_of",
    "union_of",
]
