"""Whether a DSL or deputy DSL is there on each school day, and who stands in. No queries here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Away:
    """Days on which a member is away (both included), and their deputy; members by id."""

    member: int
    deputy: int | None
    first: date
    last: date


@dataclass(frozen=True)
class Gap:
    """School days in a row on which nobody of the DSL team is there, and who stands in."""

    first: date
    last: date
    stand_ins: tuple[int, ...]


@dataclass(frozen=True)
class Cover:
    """The DSL team (DSLs and deputy DSLs), all who are members now, and who is away when."""

    team: frozenset[int]
    members: frozenset[int]
    away: tuple[Away, ...]
    is_school_day: Callable[[date], bool]

    def gaps(self, first: date, last: date) -> list[Gap]:
        """The gaps from the first day to the last, those of one deputy in one."""
        found: list[Gap] = []
        open_gap = False
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            if not self.is_school_day(day):
                continue
            if self._somebody_is_there(day):
                open_gap = False
                continue
            stand_ins = self._stand_ins(day)
            if open_gap and found[-1].stand_ins == stand_ins:
                found[-1] = Gap(found[-1].first, day, stand_ins)
            else:
                found.append(Gap(day, day, stand_ins))
            open_gap = True
        return found

    def _somebody_is_there(self, day: date) -> bool:
        return bool(self.team - {a.member for a in self._on(day)})

    def _stand_ins(self, day: date) -> tuple[int, ...]:
        """Who stands in for the team on the day: the first in each chain who is there."""
        away = {a.member for a in self._on(day)}
        next_of = {
            a.member: a.deputy for a in self._on(day) if a.deputy and a.deputy in self.members
        }
        found = {self._reached(pk, next_of, away) for pk in self.team}
        return tuple(sorted(pk for pk in found if pk is not None))

    def _reached(self, member: int, next_of: dict[int, int], away: Iterable[int]) -> int | None:
        passed, now = {member}, next_of.get(member)
        while now is not None and now in away and now not in passed:
            passed.add(now)
            now = next_of.get(now)
        return None if now in passed else now

    def _on(self, day: date) -> list[Away]:
        return [a for a in self.away if a.first <= day <= a.last]
