"""What a kind of sheet is made of: its facts, declared once. Pure code, no queries.

From a declaration come the form, the page, the line of the chronology and the exports.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.functional import Promise

from incidents.choices import ImmediateAction
from incidents.sheets.choices import SheetKind

Words = str | Promise
Facts = Mapping[str, Any]
"""The facts of one revision as they are kept: texts, codes, ISO days and times, whole numbers."""


class Shape(Enum):
    """What kind of answer a fact is."""

    LINE = "line"
    WORDS = "words"
    CHOICE = "choice"
    SEVERAL = "several"
    DAY = "day"
    COMING = "coming"
    CLOCK = "clock"
    NUMBER = "number"
    PERSON = "person"
    PEOPLE = "people"


@dataclass(frozen=True)
class Asked:
    """That a fact is asked only after certain answers to an earlier one."""

    name: str
    values: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether the earlier answer is one of those."""
        given = facts.get(self.name)
        return bool(set(given if isinstance(given, list) else [given]) & set(self.values))


@dataclass(frozen=True)
class Fact:
    """One fact of a sheet. With `asked` it is needed (or, if not `needed`, offered) only then."""

    name: str
    label: Words
    shape: Shape = Shape.LINE
    help: Words = ""
    needed: bool = True
    asked: Asked | None = None
    choices: type[TextChoices] | None = None
    mine: bool = False  # starts with the writer's own name

    def is_needed(self, facts: Facts) -> bool:
        """Whether it must be there, given the other answers."""
        return self.needed and (self.asked is None or self.asked.holds(facts))


@dataclass(frozen=True)
class Action:
    """An immediate action of Appendix I that a sheet tells of as well."""

    action: ImmediateAction
    who: str
    happened_at: datetime
    text: str = ""


def asked_only(kind: "Kind", facts: Facts) -> dict[str, Any]:
    """The facts without answers to what is not asked after the others: a script has hidden them,
    and they would say things that are not so."""
    kept: dict[str, Any] = {}
    for one in kind.facts:
        if one.name in facts and (one.asked is None or one.asked.holds(kept)):
            kept[one.name] = facts[one.name]
    return kept


Problem = tuple[str, Words]
"""The name of a fact, and the sentence that says what is wrong with it."""


def _no_problem(facts: Facts, zone: ZoneInfo) -> list[Problem]:
    return []


def _no_action(facts: Facts, zone: ZoneInfo) -> list[Action]:
    return []


def _no_clock(facts: Facts, zone: ZoneInfo) -> datetime | None:
    return None


def _settled(facts: Facts) -> bool:
    return True


@dataclass(frozen=True)
class Kind:
    """One kind of sheet.

    `moments` are pairs of a day and a time of day; the first says when it happened. `rules`
    finds what the facts say against one another, `clock` when the sheet's own clock runs out,
    `settled` whether what the clock asks for was decided.
    """

    code: SheetKind
    title: Words
    add: Words
    facts: tuple[Fact, ...]
    moments: tuple[tuple[str, str], ...]
    sentence: Callable[[Facts], str]
    warning: Words = ""
    rules: Callable[[Facts, ZoneInfo], list[Problem]] = _no_problem
    actions: Callable[[Facts, ZoneInfo], list[Action]] = _no_action
    clock: Callable[[Facts, ZoneInfo], datetime | None] = _no_clock
    settled: Callable[[Facts], bool] = _settled

    def fact(self, name: str) -> Fact:
        """The declaration of one fact. Raises KeyError for a name that is none."""
        return {one.name: one for one in self.facts}[name]

    def happened_at(self, facts: Facts, zone: ZoneInfo) -> datetime | None:
        """When what the sheet tells of happened."""
        return moment(facts, self.moments[0], zone)


def moment(facts: Facts, pair: tuple[str, str], zone: ZoneInfo) -> datetime | None:
    """The moment that a day and a time of day name on the school's clock, in UTC; None without
    both. An hour that the clocks pass twice is the first of the two: a deadline is never later."""
    day, clock = facts.get(pair[0]), facts.get(pair[1])
    if not day or not clock:
        return None
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), zone)
    return local.astimezone(UTC)


def hours_after(start: datetime, hours: int) -> datetime:
    """So many hours of real time later, whatever the clocks do in between."""
    return start.astimezone(UTC) + timedelta(hours=hours)


def label(kind: Kind, name: str, facts: Facts) -> str:
    """The words of a chosen code; empty where nothing, or an unknown code, is chosen."""
    choices, code = kind.fact(name).choices, facts.get(name, "")
    return str(choices(code).label) if choices and code in choices.values else ""
