"""The report on sanctions: over which days, and its rows for the page and for a file."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.schools import queries as schools
from esafety.schools.models import School
from incidents.answers import EARLIEST
from incidents.log.options import TermOption, options_of
from incidents.models import Measure
from incidents.sanctions import queries
from incidents.sanctions.choices import Grid
from incidents.sanctions.forms.report import PeriodForm
from incidents.sanctions.queries import RowFigures

_PARTS = ("term", "since", "until", "grid")
MOST_REASONS = 500


class Asked:
    """What the address asks: this term where it asks nothing, or nothing that can be read."""

    def __init__(self, query: QueryDict, school: School) -> None:
        self.school = school
        self.terms = options_of(school).terms if schools.terms().exists() else ()
        sent = any(name in query for name in _PARTS)
        offered = [(term.code, term.label) for term in self.terms]
        usual = {"term": self.terms[0].code} if self.terms else {}
        self.form = PeriodForm(query if sent else usual, terms=offered)
        self.form.is_valid()

    @property
    def problems(self) -> bool:
        return bool(self.form.errors)

    @property
    def grid(self) -> str:
        return str(self.form.cleaned_data.get("grid") or "")

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day, both included. Days that are typed win over a term."""
        found = self.form.cleaned_data
        today = schools.local_today(self.school)
        since, until = found.get("since"), found.get("until")
        term = self._term(found.get("term", ""))
        if since or until or term is None:
            return since or EARLIEST, until or max(today, since or today)
        return term.first, term.last or max(today, term.first)

    @property
    def address(self) -> str:
        """The same question for another address: codes and days only."""
        query = QueryDict(mutable=True)
        query.update(
            {name: str(self.form.data[name])[:40] for name in _PARTS if name in self.form.data}
        )
        return query.urlencode()

    def _term(self, code: str) -> TermOption | None:
        if not code and self.form.errors:
            return self.terms[0] if self.terms else None
        return next((term for term in self.terms if term.code == code), None)


@dataclass(frozen=True)
class Departure:
    """One departure with its reason, for a reader of the log."""

    action: str
    kind: str
    reason: str
    reference: str
    url: str


@dataclass(frozen=True)
class RowShown:
    """One row of a grid with its figures and the reasons for its departures."""

    figures: RowFigures
    departures: tuple[Departure, ...]


def page(actor: Actor, asked: Asked) -> dict[str, Any]:
    """What the template shows: the rows that were decided by, by grid, and which were not."""
    first, last = asked.days
    rows = _rows(actor, asked)
    why: dict[tuple[str, str, str], list[Departure]] = defaultdict(list)
    measures = list(queries.departures(actor, first, last, asked.grid)[: MOST_REASONS + 1])
    for measure in measures[:MOST_REASONS]:
        decision = measure.decision
        why[decision.grid, decision.level, decision.misuse].append(_departure(measure))
    grids = []
    for grid in Grid:
        own = [row for row in rows if row.grid == grid]
        used = [RowShown(row, tuple(why[_key(row)])) for row in own if row.decided]
        unused = [row for row in own if not row.decided]
        if own:
            grids.append({"title": grid.label, "used": used, "unused": unused})
    return {
        "first": first,
        "last": last,
        "grids": grids,
        "total": sum(row.decided for row in rows),
        "more_reasons": MOST_REASONS if len(measures) > MOST_REASONS else 0,
    }


def head() -> list[str]:
    """The columns of the file."""
    return [
        _("Grid"), _("Level"), _("Misuse"), _("Decided"), _("Action"), _("Proposed"), _("Taken"),
        _("Proposed and not taken"), _("Taken without being proposed"),
    ]  # fmt: skip


def lines(actor: Actor, asked: Asked) -> Iterator[list[str]]:
    """The rows of the file: one per action of each row of a grid; a row without any has one."""
    for row in _rows(actor, asked):
        start = [str(row.grid.label), row.level, row.words, str(row.decided)]
        for one in row.actions:
            counts = (one.proposed, one.taken, one.left_out, one.added)
            yield [*start, one.words, *map(str, counts)]
        if not row.actions:
            yield [*start, "", "0", "0", "0", "0"]


def _rows(actor: Actor, asked: Asked) -> list[RowFigures]:
    found = queries.figures(actor, *asked.days)
    return [row for row in found if asked.grid in ("", row.grid)]


def _departure(measure: Measure) -> Departure:
    incident = measure.decision.incident
    kind = _("Not taken") if measure.proposed else _("Taken besides")
    return Departure(
        measure.words, kind, measure.reason, incident.reference, incident.get_absolute_url()
    )


def _key(row: RowFigures) -> tuple[str, str, str]:
    return (row.grid.value, row.level, row.misuse)
