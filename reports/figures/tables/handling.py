"""How cases were handled: times, repeats, referrals, outcomes."""

from django.utils.translation import gettext as _

from incidents.choices import Outcome
from incidents.sheets.kinds.outside import Agency
from reports.choices import Section
from reports.figures.attached import ADVICE, NOT_REFERRED, UNSAID
from reports.figures.tables.sheet import Line, Sheet, Table

_SECTION = Section.HANDLING


def tables(sheet: Sheet) -> list[Table]:
    more = [_acknowledged(sheet), _closed(sheet), _repeats(sheet), _referrals(sheet)]
    return [*(more if sheet.is_full else []), _ends(sheet)]


def _acknowledged(sheet: Sheet) -> Table:
    lines = [
        Line("taken.day", _("By the end of the next school day")),
        Line("taken.week", _("After 2 to 5 school days")),
        Line("taken.later", _("After more than 5 school days")),
        Line("taken.not", _("Not acknowledged yet")),
        Line("all", _("All incidents"), "total"),
    ]
    note = _("School days from the report until somebody took it in hand.")
    title = _("Time to acknowledge")
    return sheet.table("acknowledged", title, lines, note=note, section=_SECTION)


def _closed(sheet: Sheet) -> Table:
    lines = [
        Line("ended.week", _("Within 5 school days")),
        Line("ended.month", _("After 6 to 20 school days")),
        Line("ended.later", _("After more than 20 school days")),
        Line("closed", _("All closed"), "total"),
    ]
    note = _("School days from the report until the case was closed.")
    return sheet.table("closed", _("Time to close"), lines, note=note, section=_SECTION)


def _repeats(sheet: Sheet) -> Table:
    lines = [
        Line("repeat.target", _("A child was a target again")),
        Line("repeat.offender", _("A child was an offender again")),
        Line("repeat", _("Repeat cases"), "total"),
        Line("all", _("All incidents"), "total"),
    ]
    note = _(
        "A child who is a target, or an offender, in an incident and was so in an earlier one of "
        "the same school year. A case can be both."
    )
    return sheet.table(
        "repeats", _("Repeat cases"), lines, note=note, chart=False, section=_SECTION
    )


def _referrals(sheet: Sheet) -> Table:
    known = [Line(f"referral.{agency.value}", str(agency.label)) for agency in Agency]
    unsaid = Line(f"referral.{UNSAID}", _("Police or CEOP, not said which"))
    lines = [
        *known,
        *([unsaid] if sheet.any(unsaid.key) else []),
        Line("referred", _("Incidents referred to anybody"), "total"),
        Line(f"referral.{ADVICE}", _("Advice sought")),
        Line(f"referral.{NOT_REFERRED}", _("Decided not to refer")),
    ]
    note = _("Incidents referred outside the school. One can be referred to several.")
    return sheet.table(
        "referrals", _("Referrals by agency"), lines, note=note, chart=False, section=_SECTION
    )


def _ends(sheet: Sheet) -> Table:
    lines = [Line(f"outcome.{o.value}", str(o.label)) for o in Outcome]
    still = [Line("closed", _("All closed"), "total"), Line("open", _("Still open"))]
    total = Line("all", _("All incidents"), "total")
    note = (
        _("How incidents of the year have ended so far.")
        if sheet.is_of_year
        else _("How incidents of the term have ended so far.")
    )
    lines = [*lines, *still, total]
    return sheet.table("outcomes", _("By outcome"), lines, note=note, section=_SECTION)
