"""Children involved: by key stage and year group, part, and role in bullying."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from esafety.people.choices import YEAR_GROUPS
from incidents.choices import Part
from incidents.sheets.choices import BullyingRole
from reports.choices import Section
from reports.figures.counting import YEARS
from reports.figures.people import STAGES
from reports.figures.tables.sheet import Line, Sheet, Table

_SECTION = Section.CHILDREN


def tables(sheet: Sheet) -> list[Table]:
    return [_years(sheet), *([_parts(sheet), _roles(sheet)] if sheet.is_full else [])]


def _years(sheet: Sheet) -> Table:
    unknown = Line("year.unknown", _("Year group not known"))
    used = [place for place, year in enumerate(YEARS[:-1]) if sheet.any(f"year.{year}")]
    span = YEARS[min(used) : max(used) + 1] if used else ()
    lines = list(_staged(span) if sheet.is_full else _plain(span))
    note = _("Children who were involved in any part, as targets, offenders or witnesses.")
    total = Line("children", _("All children involved"), "total")
    last = [*([unknown] if sheet.any("year.unknown") else []), total]
    title = _("By key stage and year group") if sheet.is_full else _("By year group")
    return sheet.table("years", title, [*lines, *last], note=note, section=_SECTION)


def _plain(span: tuple[str, ...]) -> Iterator[Line]:
    labels = dict(YEAR_GROUPS)
    return (Line(f"year.{year}", str(labels[year])) for year in span)


def _staged(span: tuple[str, ...]) -> Iterator[Line]:
    """Each key stage that has a year here, and its years below it."""
    labels = dict(YEAR_GROUPS)
    for stage, years in STAGES.items():
        mine = [year for year in years if year in span]
        if mine:
            yield Line(f"stage.{stage}", _stage(stage), "total")
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
