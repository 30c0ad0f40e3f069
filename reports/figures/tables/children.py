"""Children involved: by key stage and year group, part, and role in bullying."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from esafety.people.choices import YEAR_GROUPS
from incidents.choices import Part
from incidents.sheets.choices import BullyingRole
from reports.choices import Section
from reports.figures.bands import Span, printed_in
from reports.figures.counting import YEARS
from reports.figures.people import STAGES
from reports.figures.tables.sheet import Line, Sheet, Table

_SECTION = Section.CHILDREN


def tables(sheet: Sheet) -> list[Table]:
    return [_years(sheet), *([_parts(sheet), _roles(sheet)] if sheet.is_full else [])]


def _years(sheet: Sheet) -> Table:
    """The rows that the report's own column has a place for: years, key stages, or neither."""
    unknown = Line("year.unknown", _("Year group not known"))
    used = [place for place, year in enumerate(YEARS[:-1]) if sheet.any(f"year.{year}")]
    span = YEARS[min(used) : max(used) + 1] if used else ()
    lines = list(_staged(sheet, span) if sheet.is_full else _plain(span))
    total = Line("children", _("All children involved"), "total")
    last = [*([unknown] if sheet.any("year.unknown") else []), total]
    found = [line for line in [*lines, *last] if line.key in sheet.own]
    return sheet.table("years", _title(sheet), found, note=_note(sheet), section=_SECTION)


def _title(sheet: Sheet) -> str:
    span = printed_in(sheet.own)
    if span == Span.ALL:
        return _("Children involved")
    if span == Span.STAGE:
        return _("By key stage")
    return _("By key stage and year group") if sheet.is_full else _("By year group")


def _note(sheet: Sheet) -> str:
    who = _("Children who were involved in any part, as targets, offenders or witnesses.")
    less = {
        Span.YEAR: "",
        Span.STAGE: _("Most year groups would be too small to print, so key stages are given."),
        Span.ALL: _("Most year groups and key stages would be too small to print."),
    }[printed_in(sheet.own)]
    return f"{who} {less}".strip()


def _plain(span: tuple[str, ...]) -> Iterator[Line]:
    labels = dict(YEAR_GROUPS)
    return (Line(f"year.{year}", str(labels[year])) for year in span)


def _staged(sheet: Sheet, span: tuple[str, ...]) -> Iterator[Line]:
    """Each key stage that has children here, and its years below it."""
    labels, alone = dict(YEAR_GROUPS), printed_in(sheet.own) == Span.STAGE
    for stage, years in STAGES.items():
        mine = [year for year in years if year in span]
        if mine or (alone and sheet.any(f"stage.{stage}")):
            yield Line(f"stage.{stage}", _stage(stage), "" if alone else "total")
        yield from (Line(f"year.{year}", str(labels[year]), "part") for year in mine)


def _stage(stage: str) -> str:
    if stage == "eyfs":
        return _("Early years")
    return _("Key stage %(number)s") % {"number": stage}


def _parts(sheet: Sheet) -> Table:
    lines = [Line(f"part.{part.value}", str(part.label)) for part in Part]
    total = Line("children", _("All children involved"), "total")
    note = _("What part the children had. One who was both counts once, as both.")
    return sheet.table(
        "parts", _("Targets and offenders"), [*lines, total], note=note, section=_SECTION
    )


def _roles(sheet: Sheet) -> Table:
    lines = [Line(f"role.{role.value}", str(role.label)) for role in BullyingRole]
    total = Line("roled", _("All children with a role in bullying"), "total")
    note = _("Where the record says what role a child had in bullying.")
    title = _("Roles in bullying")
    return sheet.table("roles", title, [*lines, total], note=note, section=_SECTION)
