"""How often each row of the grids was decided and what came of it. Starts from `visible_to`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from incidents import queries
from incidents.choices import Status
from incidents.models import Decision, Measure
from incidents.sanctions import proposals
from incidents.sanctions.choices import OTHER, Grid
from incidents.sanctions.queries.grids import grid_on

Key = tuple[str, str, str]  # the grid, the level, the misuse


@dataclass(frozen=True)
class ActionFigures:
    """One action of a row, in numbers. `left_out` were proposed and not taken, `added` taken
    without being proposed: both are departures."""

    code: str
    words: str
    proposed: int = 0
    taken: int = 0
    left_out: int = 0
    added: int = 0

    @property
    def departed(self) -> int:
        return self.left_out + self.added


@dataclass(frozen=True)
class RowFigures:
    """One row of a grid, in numbers: how many decisions, and what came of each action."""

    grid: Grid
    level: str
    misuse: str
    words: str
    decided: int = 0
    actions: tuple[ActionFigures, ...] = ()


def figures(actor: Actor, first: date, last: date) -> list[RowFigures]:
    """Per row of the grids, over the incidents of these days (both included) that the actor may
    see: numbers only, no names and no reasons. Rows in force on the last day that nobody decided
    by are there with 0. Replaced decisions, and what was merged or set aside, do not count."""
    found = _decisions(actor, first, last)
    decided: dict[Key, int] = defaultdict(int)
    words: dict[Key, str] = {}
    for row in found.order_by("pk").values("grid", "level", "misuse", "misuse_words"):
        key = (row["grid"], row["level"], row["misuse"])
        decided[key] += 1
        words[key] = row["misuse_words"]
    actions = _actions(found)
    rows = [_row(key, words[key], decided[key], actions[key]) for key in words]
    unused = [one for one in _in_force(last) if (one.grid, one.level, one.misuse) not in words]
    return sorted([*rows, *unused], key=_order)


def departures(actor: Actor, first: date, last: date, grid: str = "") -> QuerySet[Measure]:
    """The departures of those decisions (of one grid), each with its reason: words for readers of
    the log, who may open the incidents they are from."""
    found = _decisions(actor, first, last)
    if grid:
        found = found.filter(grid=grid)
    rows: QuerySet[Measure] = Measure.objects.filter(
        ~Q(proposed=F("taken")), decision__in=found.values("pk")
    )
    return rows.select_related("decision__incident__school").order_by("-pk")


def _decisions(actor: Actor, first: date, last: date) -> QuerySet[Decision]:
    cases = queries.visible_to(actor).filter(happened_on__gte=first, happened_on__lte=last)
    kept = cases.exclude(status__in=(Status.MERGED, Status.NOT_INCIDENT)).order_by()
    found: QuerySet[Decision] = Decision.objects.filter(
        incident__in=kept.values("pk"), involved__removed_at=None, replaced_by=None
    )
    return found


def _actions(found: QuerySet[Decision]) -> dict[Key, tuple[ActionFigures, ...]]:
    names = ("decision__grid", "decision__level", "decision__misuse", "code", "words")
    rows = Measure.objects.filter(decision__in=found.values("pk")).order_by("pk")
    by_row: dict[Key, dict[str, dict[str, Any]]] = defaultdict(dict)
    for grid, level, misuse, code, words, proposed, taken in rows.values_list(
        *names, "proposed", "taken"
    ):
        one = by_row[grid, level, misuse].setdefault(code, defaultdict(int))
        one["proposed"] += proposed
        one["taken"] += taken
        one["left_out"] += proposed and not taken
        one["added"] += taken and not proposed
        # What is not of the grid stands in somebody's own words: counted, and not repeated.
        one["words"] = _("Something else") if code == OTHER else words
    return {
        key: tuple(ActionFigures(code=code, **one) for code, one in actions.items())
        for key, actions in by_row.items()
    }


def _row(key: Key, words: str, decided: int, actions: Iterable[ActionFigures]) -> RowFigures:
    grid, level, misuse = key
    return RowFigures(Grid(grid), level, misuse, words, decided, tuple(actions))


def _in_force(day: date) -> Iterable[RowFigures]:
    for code in Grid:
        grid = grid_on(code, day)
        for one in grid.misuses if grid else []:
            yield RowFigures(code, one.level, one.code, one.words)


def _order(row: RowFigures) -> tuple[Any, ...]:
    return (list(Grid).index(row.grid), proposals.rank(row.level), -row.decided, row.words)
