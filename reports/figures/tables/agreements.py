"""Agreements: how many of how many have signed, by whose it is and by year group."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from aup.choices import Audience
from esafety.people.choices import YEAR_GROUPS
from reports.choices import Section
from reports.figures.standing import PARTS
from reports.figures.tables.sheet import Row, Sheet, Table, percent, written

_SECTION = Section.AGREEMENTS


def tables(sheet: Sheet) -> list[Table]:
    return [_roles(sheet), *([years] if (years := _years(sheet)).rows else [])]


def heads() -> list[str]:
    return [_("People"), _("Signed"), _("Not signed"), _("Signed of 100")]


def numbers(sheet: Sheet, keys: list[str]) -> list[str]:
    """The cells of those keys (all, done, open), and how many of a hundred."""
    cells = [sheet.own.get(key) for key in keys]
    return [*written(cells), percent(cells[1], cells[0])]


def _roles(sheet: Sheet) -> Table:
    rows = [
        Row(str(one.label), numbers(sheet, [f"agreement.{one.value}.{part}" for part in PARTS]))
        for one in Audience
        if f"agreement.{one.value}.people" in sheet.own
    ]
    title = _("Agreements signed, by role")
    return Table(
        "agreements", title, _caption(sheet, title), _note(), heads(), rows, SafeString(), _SECTION
    )


def _years(sheet: Sheet) -> Table:
    rows = []
    for audience in Audience:
        for year, label in YEAR_GROUPS:
            key = f"agreement.{audience.value}.year.{year}"
            if f"{key}.people" in sheet.own:
                cells = numbers(sheet, [f"{key}.{part}" for part in PARTS])
                rows.append(Row(str(label), cells))
    title = _("Agreements signed, by year group")
    caption = _caption(sheet, title)
    return Table("agreement-years", title, caption, _note(), heads(), rows, SafeString(), _SECTION)


def _caption(sheet: Sheet, title: str) -> str:
    return _("%(title)s: people on the day of the report") % {"title": title}


def _note() -> str:
    return _(
        "Signed by everybody who must, in the version that holds now. A number of a hundred is "
        "given only where both numbers are printed."
    )
