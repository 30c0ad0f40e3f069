"""What a rounded percentage or a median tells a reader of the counts behind it."""

from decimal import Decimal
from math import inf

from esafety.suppression import SMALLEST_SHOWN, Cell, Cover

Told = tuple[int, float]  # the least and the largest number that is left; `inf`: no end


def parts_told(percent: Decimal, whole: int, decimals: int = 0) -> Told:
    """The least and the largest part of this whole that rounds to the percentage."""
    steps, unit = _steps(percent, decimals), 200 * 10**decimals
    least = -((-(2 * steps - 1) * whole) // unit)
    most = ((2 * steps + 1) * whole - 1) // unit
    return max(least, 0), most


def wholes_told(percent: Decimal, part: int, decimals: int = 0) -> Told:
    """The least and the largest whole of which this part rounds to the percentage."""
    steps, unit = _steps(percent, decimals), 200 * 10**decimals
    least = (unit * part) // (2 * steps + 1) + 1
    most = (unit * part) // (2 * steps - 1) if steps else inf
    return max(least, 1), most


def narrows(part: Cell, whole: Cell, percent: Decimal, decimals: int = 0) -> bool:
    """Whether the percentage, printed beside these cells, tells more than they do."""
    if not isinstance(whole, Cover):
        return isinstance(part, Cover) and _is_less(parts_told(percent, whole, decimals), part)
    if isinstance(part, Cover):
        return True  # how the two stand to each other
    return part > 0 and _is_less(wholes_told(percent, part, decimals), whole)


def cases_told(median: float | None) -> Told:
    """How many cases a printed median is of: five or more; none printed ("fewer than 5 cases"),
    four or fewer."""
    return (0, SMALLEST_SHOWN - 1) if median is None else (SMALLEST_SHOWN, inf)


def median_narrows(cases: Cell, median: float | None) -> bool:
    """Whether a median (or that there is none) tells more than the cell with the number of its
    cases. A middle between two whole numbers tells that it is even, so beside "not shown" there is
    never one."""
    return isinstance(cases, Cover) and _is_less(cases_told(median), cases)


def _is_less(told: Told, cover: Cover) -> bool:
    low, high = (1, SMALLEST_SHOWN - 1) if cover is Cover.FEW else (1, inf)
    return told[0] > low or told[1] < high


def _steps(percent: Decimal, decimals: int) -> int:
    return int(percent.scaleb(decimals))
