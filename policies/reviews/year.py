"""A school year by months, for the planner. Pure: no queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policies.due import Due

_SEPTEMBER, _AUGUST = 9, 8


@dataclass(frozen=True)
class Month:
    """One month with what is due in it."""

    first: date
    dues: list[Due]


def span(year: int) -> tuple[date, date]:
    """The first and the last day of the school year that begins in a calendar year."""
    return date(year, _SEPTEMBER, 1), date(year + 1, _AUGUST, 31)


def months(year: int, dues: Iterable[Due]) -> list[Month]:
    """The twelve months from September, each with its days in order."""
    firsts = [date(year, month, 1) for month in range(_SEPTEMBER, 13)]
    firsts += [date(year + 1, month, 1) for month in range(1, _AUGUST + 1)]
    kept = sorted(dues)
    return [
        Month(first, [d for d in kept if (d.on.year, d.on.month) == (first.year, first.month)])
        for first in firsts
    ]
