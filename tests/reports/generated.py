"""Schools made up for tests of the figures: small ones above all, down to no incident at all.

Made from the shape of `Case`: a field that it gains later is filled by its type, so new counts and
rules meet generated schools without a change here. A field that has to agree with others is named
in `_GIVEN`.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from esafety.schools.calendar import SchoolCalendar, Span
from esafety.suppression import Rule
from incidents.choices import OPEN, Group, Outcome, Part, Place, Status
from incidents.sheets.choices import BullyingRole
from reports.figures import whole
from reports.figures.attached import Measured
from reports.figures.columns import column
from reports.figures.handling import ACTS, AGENCIES
from reports.figures.periods import Period
from reports.figures.reading import Case, Kind
from reports.figures.sanctions import Action
from reports.figures.whole import Rows

CALENDAR = SchoolCalendar(
    ZoneInfo("Europe/London"), time(8, 30), time(15, 30),
    (Span(date(2026, 9, 2), date(2026, 12, 18)),), (),
)  # fmt: skip
TERM = Period("2026-1", "Autumn 2026/27", date(2026, 9, 2), date(2027, 1, 4))
KINDS = [
    Kind(group.value, n, f"{group.value}{n}", f"Type {n}")
    for group, size in zip(Group, (6, 3, 6, 3, 1), strict=True)
    for n in range(size)
]
ACTIONS = [Action(f"pupils.{n}", f"Action {n}") for n in range(4)]
ROWS = Rows(KINDS, ACTIONS)
_PRIMARY, _SECONDARY = ("R", *"123456"), ("7", "8", "9", "10", "11", "12", "13")
_MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


@dataclass(frozen=True)
class School:
    """What a made-up school is drawn from. The same one always has the same cases."""

    seed: int
    pupils: int
    incidents: int

    def cases(self) -> list[Case]:
        return _Maker(self).cases()


def of_size(pupils: int, least: int, most: int):
    return st.builds(
        School, st.integers(0, 2**48), st.integers(10, pupils), st.integers(least, most)
    )


# Where numbers are small there is most to work out, so these come most often.
SCHOOLS = st.one_of(
    of_size(30, 0, 6), of_size(30, 0, 6), of_size(100, 3, 20), of_size(300, 10, 40),
    of_size(1500, 30, 120),
)  # fmt: skip


def counted(cases: list[Case]) -> dict[str, int]:
    return whole.count(cases, ROWS, CALENDAR).cells


def known() -> list[Rule]:
    """What any reader knows of the cells of one term."""
    return whole.rules(ROWS)


def published(cases: list[Case]) -> dict[str, Any]:
    """The column of the cases, as it is frozen in an edition."""
    return column(TERM, whole.count(cases, ROWS, CALENDAR), ROWS)


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


class _Maker:
    """Draws cases. Every school leans to a few types, places, years and ends of its own."""

    def __init__(self, school: School) -> None:
        self.school, self.chance = school, random.Random(school.seed)
        years = self.chance.choice([_PRIMARY, _SECONDARY, _PRIMARY + _SECONDARY])
        self.pupils = self.chance.choices([*years, "", "unknown"], k=school.pupils)
        self.leaning: dict[int, list[float]] = {}

    def cases(self) -> list[Case]:
        return [self.made(Case) for _n in range(self.school.incidents)]

    def one_of(self, *choices: Any) -> Any:
        """One of them, as this school leans."""
        if len(choices) not in self.leaning:
            self.leaning[len(choices)] = [self.chance.random() ** 3 + 0.01 for _one in choices]
        return self.chance.choices(choices, self.leaning[len(choices)])[0]

    def made(self, kind: type) -> Any:
        """One of a data class: each field as it is given here, or by its type."""
        facts: dict[str, Any] = {}
        for name, of in _hints(kind).items():
            given = _GIVEN.get(f"{kind.__name__}.{name}")
            facts[name] = given(self, facts) if given else self.of_type(of)
        return kind(**facts)

    def of_type(self, kind: Any) -> Any:
        if get_origin(kind) in (tuple, frozenset):
            size = self.chance.choice([0, 0, 1, 1, 2, 3])
            return get_origin(kind)(self.of_type(get_args(kind)[0]) for _n in range(size))
        if get_origin(kind) is UnionType:
            return self.chance.choice([None, self.of_type(get_args(kind)[0])])
        return self.made(kind) if is_dataclass(kind) else _PLAIN[kind](self)

    def kinds(self, _facts: dict[str, Any]) -> frozenset[Kind]:
        size = self.chance.choice([1, 1, 1, 2, 3])
        return frozenset(self.one_of(*KINDS) for _n in range(size))

    def some(self, codes: Sequence[str]) -> frozenset[str]:
        """None of them mostly, or one, as this school leans, or two."""
        return frozenset(self.one_of(*codes) for _n in range(self.chance.choice([0, 0, 1, 2])))

    def again(self, facts: dict[str, Any]) -> frozenset[str]:
        there = {child.part for child in facts["children"]}
        parts = self.some(["target", "offender"])
        return frozenset(part for part in parts if there & {part, "both"})

    def measures(self, _facts: dict[str, Any]) -> tuple[Measured, ...]:
        found = self.chance.sample(ACTIONS, self.chance.choice([1, 1, 2, 3]))
        ways = [(True, True), (True, True), (True, False), (False, True)]
        return tuple(
            Measured(*one.key.split("."), one.label, *self.chance.choice(ways)) for one in found
        )

    def status(self, _facts: dict[str, Any]) -> str:
        closed = (Status.CLOSED.value,) * 4
        return self.one_of(*closed, *(s.value for s in OPEN), "not_incident", "merged")

    def after(self, start: datetime, days: int) -> datetime:
        return start + timedelta(hours=self.chance.randrange(24 * days))


def _closed(facts: dict[str, Any]) -> bool:
    return facts["status"] == Status.CLOSED.value


_PLAIN: dict[type, Callable[[_Maker], Any]] = {
    bool: lambda maker: maker.one_of(True, False, False),
    str: lambda maker: maker.one_of("", "a", "b", "c"),
    int: lambda maker: maker.chance.randrange(9),
    date: lambda maker: _MONDAY.date() + timedelta(days=maker.chance.randrange(30)),
    datetime: lambda maker: maker.after(_MONDAY, 30),
}
_GIVEN: dict[str, Callable[[_Maker, dict[str, Any]], Any]] = {
    "Case.status": _Maker.status,
    "Case.place": lambda maker, _f: maker.one_of(*Place.values),
    "Case.outcome": lambda maker, f: maker.one_of(*Outcome.values) if _closed(f) else "",
    "Case.acknowledged_at": lambda maker, f: (
        maker.after(f["submitted_at"], 4) if _closed(f) else maker.chance.choice([None, _MONDAY])
    ),
    "Case.closed_at": lambda maker, f: maker.after(f["acknowledged_at"], 9) if _closed(f) else None,
    "Case.kinds": _Maker.kinds,
    "Case.again": _Maker.again,
    "Case.referrals": lambda maker, _f: maker.some(AGENCIES),
    "Case.acts": lambda maker, _f: maker.some(ACTS),
    "Case.tasks": lambda maker, _f: tuple(sorted(maker.some(["open", "done", "cancelled"]))),
    "Child.year": lambda maker, _f: maker.chance.choice(maker.pupils),
    "Child.part": lambda maker, _f: maker.one_of(*Part.values),
    "Child.role": lambda maker, _f: maker.one_of("", "", *BullyingRole.values),
    "Verdict.measures": _Maker.measures,
}
