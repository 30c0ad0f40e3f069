"""The yearly report on bullying: counts alone, small ones covered, for governors and parents."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.suppression import Cell, Cover, NotProven, suppress
from incidents import permissions
from incidents.choices import ImmediateAction, Outcome, Place, Platform
from incidents.choices import Part as People
from incidents.sheets.choices import BullyingRole, Strand
from reports.models import Paper
from reports.papers import beside, spans
from reports.papers import bullying_counts as counts
from reports.papers.layout import Part, Sheet, Table, draw

Lines = Iterable[tuple[str, str]]


def check(actor: Actor, _asked: Any) -> None:
    """Those who may take copies of the log."""
    permissions.check_can_export(actor)


def show(paper: Paper, actor: Actor, made_at: datetime) -> tuple[str, Sequence[int]]:
    """The HTML, and the ids of the incidents that were counted."""
    year = int(paper.asked["year"])
    first, last = counts.days_of(year)
    found = counts.read(actor, first, last)
    sheet = Sheet(
        title=_("Online bullying in %(year)s") % {"year": f"{year}/{(year + 1) % 100:02}"},
        about=_(
            "Incidents of online bullying or harassment of %(days)s: counts alone, without names. "
            "Numbers from 1 to 4 are shown as “fewer than 5”, and others are not shown where a "
            "small one could be worked out from them."
        )
        % {"days": spans.words(first, last)},
        mark=paper.school.handling_mark or "OFFICIAL",
        parts=_parts(found.cells, beside.of_year(year, found.cells)),
    )
    return draw(sheet, paper, made_at), found.incidents


def _parts(values: dict[str, int], known: beside.Beside) -> list[Part]:
    rules = [*counts.RULES, *known.rules]
    try:
        cells = suppress(values, rules, published=known.printed, hide=known.hide)
    except NotProven:
        words = _("The numbers of this year are too small to be shown without telling of somebody.")
        return [Part(_("No figures"), [words])]
    return parts(cells)


def parts(cells: Mapping[str, Cell]) -> list[Part]:
    """The tables of these cells, for this report and for the inspection pack."""
    years = [(f"year.{code}", str(label)) for code, label in _span(cells)]
    return [
        _part(cells, _("All incidents"), [
            ("all", _("Incidents of bullying")), ("open", _("Still open")), ("closed", _("Closed")),
            ("first", _("The first against each child in the year")),
            ("again", _("Again against the same child in the year")),
        ]),
        _part(cells, _("By means"), _of("means", Platform.choices, _("Not known"))),
        _part(cells, _("By place"), _of("place", Place.choices)),
        _part(cells, _("By protected characteristic"),
              _of("strand", Strand.choices, _("None recorded"))),
        _part(cells, _("Children targeted, by year group"), [
            *years, ("year.unknown", _("Year group not known")), ("targets", _("All")),
        ]),
        _part(cells, _("Everybody involved, as target or offender"), [
            *_of("part", People.choices), ("people", _("All")),
        ]),
        _part(cells, _("Everybody involved, by role in bullying"), [
            *_of("role", BullyingRole.choices, _("No role recorded")), ("people", _("All")),
        ]),
        _part(cells, _("How closed cases ended"), _of("outcome", Outcome.choices)),
        _part(cells, _("What was done"), _of("action", ImmediateAction.choices, _("Nothing yet"))),
    ]  # fmt: skip


def _span(cells: Mapping[str, Cell]) -> list[tuple[str, Any]]:
    """The year groups from the first to the last that has a number other than nought."""
    used = [n for n, (code, _label) in enumerate(counts.YEARS) if cells[f"year.{code}"] != 0]
    return counts.YEARS[used[0] : used[-1] + 1] if used else []


def _of(name: str, choices: Any, none: str = "") -> list[tuple[str, str]]:
    lines = [(f"{name}.{code}", str(label)) for code, label in choices]
    return [*lines, (f"{name}.none", none)] if none else lines


def _part(cells: Mapping[str, Cell], title: str, lines: Lines) -> Part:
    rows = [[label, _words(cells[key])] for key, label in lines]
    return Part(title, tables=[Table("", [_("What is counted"), _("Number")], rows)])


def _words(cell: Cell) -> str:
    if isinstance(cell, Cover):
        return _("fewer than 5") if cell is Cover.FEW else _("not shown")
    return str(cell)
