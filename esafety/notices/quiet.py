"""Quiet hours on one school's clock: when mail that comes now may go out. No queries here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_HORIZON = 120
_NIGHTS_END = time.min


def is_quiet_hour(hour: time, starts: time, ends: time) -> bool:
    """Whether the hour lies in the quiet hours: from `starts` on, before `ends`."""
    if starts <= ends:
        return starts <= hour < ends
    return hour >= starts or hour < ends


@dataclass(frozen=True)
class Quiet:
    """Quiet from one hour to the other (over midnight where the first is the later one; the same
    hour twice: never), and all day on the days that `quiet_day` names."""

    zone: ZoneInfo
    starts: time
    ends: time
    quiet_day: Callable[[date], bool]

    def over_at(self, moment: datetime) -> datetime:
        """The first moment from this one on that is not quiet: the same one outside quiet hours.

        The hours are those of the wall clock, so a night on which the clock changes is an hour
        longer or shorter. Where no such moment comes within four months it is this one: mail may
        come late, but it comes.
        """
        first = moment.astimezone(self.zone).date()
        for day in (first + timedelta(days=n) for n in range(_HORIZON)):
            if self.quiet_day(day):
                continue
            for opens, closes in self._loud(day):
                if moment < closes:
                    return max(moment, opens)
        return moment

    def holds(self, moment: datetime) -> bool:
        """Whether the moment is quiet."""
        return self.over_at(moment) != moment

    def _loud(self, day: date) -> list[tuple[datetime, datetime]]:
        """The spans of the day in which mail may come, in UTC: there alone moments compare."""
        begins = self._moment(day, _NIGHTS_END)
        over = self._moment(day + timedelta(days=1), _NIGHTS_END)
        if self.starts == self.ends:
            return [(begins, over)]
        stops, goes_on = self._moment(day, self.starts), self._moment(day, self.ends)
        if self.starts < self.ends:
            return [(begins, stops), (goes_on, over)]
        return [(goes_on, stops)]

    def _moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)
