"""On which days a review date is reminded of, and who is told. Pure: no queries.

Before the date 90, 30 and 7 days; then, overdue, on the day after it and every week from then on.
A reminder whose day has no school waits for the next school day. Each (policy, review date, step)
is sent exactly once, ever. Where several have come meanwhile (over a holiday, or while no worker
ran) all of them go together in the mail of the latest, which says the date: whom an earlier one was
for is always among those whom the latest is for, and nobody gets two about one date on one day.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

BEFORE = (-90, -30, -7)
_FIRST_LATE, _WEEK = 1, 7
_DAY = timedelta(days=1)


class Who(StrEnum):
    """Whom a reminder is for."""

    OWNER = "owner"
    LEAD = "lead"
    HEAD = "head"


@dataclass(frozen=True)
class Due:
    """The reminder to send now, and the earlier ones that go with it in the same mail."""

    step: int
    missed: tuple[int, ...] = ()

    @property
    def steps(self) -> tuple[int, ...]:
        """All that are sent, in order."""
        return (*self.missed, self.step)


def recipients(step: int) -> tuple[Who, ...]:
    """The owner first; a month before the date the lead as well, a week before it the head too,
    and all three for as long as it is overdue."""
    if step <= BEFORE[0]:
        return (Who.OWNER,)
    return (Who.OWNER, Who.LEAD) if step <= BEFORE[1] else (Who.OWNER, Who.LEAD, Who.HEAD)


def steps_until(review_on: date, today: date) -> list[int]:
    """The steps whose day has come, in order."""
    past = (today - review_on).days
    before = [step for step in BEFORE if step <= past]
    return [*before, *range(_FIRST_LATE, past + 1, _WEEK)]


def due(
    review_on: date, today: date, *, since: date | None = None, done: Collection[int] = ()
) -> Due | None:
    """What to send on a school day. `done` are the steps sent before; those whose
    day was not after `since`, when the date was set, never were."""
    last = max(done, default=BEFORE[0] - 1)
    come = [
        step
        for step in steps_until(review_on, today)
        if step > last and (since is None or review_on + timedelta(days=step) > since)
    ]
    return Due(come[-1], tuple(come[:-1])) if come else None


def plan(
    review_on: date, first: date, last: date, is_school_day: Callable[[date], bool]
) -> Iterator[tuple[date, Due]]:
    """Every reminder of a date that stays as it is, between two days (both included), with the day
    on which it is sent."""
    done: set[int] = set()
    day = first
    while day <= last:
        now = due(review_on, day, since=first - _DAY, done=done) if is_school_day(day) else None
        if now is not None:
            done |= {*now.steps}
            yield day, now
        day += _DAY
