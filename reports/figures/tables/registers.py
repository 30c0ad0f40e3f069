"""Filtering, monitoring and the other registers; meetings; surveys."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from policies.meetings.choices import Kind
from policies.registers.declared import Register, named, registers
from policies.surveys.choices import Audience
from reports.choices import Section
from reports.figures.tables.sheet import Line, Row, Sheet, Table, written

_SECTION = Section.FILTERING
# What the report tells in full; of the others it tells how many entries there are.
_IN_FULL = ("filtering-checks", "filtering-reviews", "filtering-changes", "monitoring-reports")


def tables(sheet: Sheet) -> list[Table]:
    full = [one for code in _IN_FULL if (one := named(code)) is not None]
    return [
        *(_one(sheet, register) for register in full),
        _others(sheet, [one for one in registers() if not one.secret and one not in full]),
        _meetings(sheet),
        _surveys(sheet),
    ]


def secret_tables(sheet: Sheet) -> list[Table]:
    """Of an annex: the registers that its maker reads and the drafter of the report does not. An
    annex that was made before they were counted has none."""
    keys = [(f"register.{one.code}.made", str(one.title)) for one in registers() if one.secret]
    lines = [Line(key, title) for key, title in keys if key in sheet.own]
    title = _("Restricted registers: entries made")
    return [sheet.table("restricted", title, lines, chart=False, section=_SECTION)] if lines else []


def _one(sheet: Sheet, register: Register) -> Table:
    key = f"register.{register.code}"
    lines = [
        Line(f"{key}.{field.name}.{code}", str(label), "part")
        for field in register.counted
        for code, label in field.choices
    ]
    states = [Line(f"{key}.state.{s.code}", str(s.label), "part") for s in register.states]
    if len(register.moves) > 3:  # more than to close it, to open it again and to withdraw it
        lines += [line for line in states if sheet.any(line.key)]
    if register.weekly:
        lines.append(Line(f"{key}.missing", _("Weeks of term without an entry")))
    lines.append(Line(f"{key}.overdue", _("Overdue on the day of the report")))
    made = Line(f"{key}.made", _("Entries made"))
    title = str(register.title)
    return sheet.table(register.code, title, [made, *lines], chart=False, section=_SECTION)


def _others(sheet: Sheet, those: list[Register]) -> Table:
    rows = []
    for one in those:
        keys = [f"register.{one.code}.{name}" for name in ("made", "overdue")]
        rows.append(Row(str(one.title), written([sheet.own.get(key) for key in keys])))
    title = _("Other registers")
    caption = _("%(title)s: entries in %(period)s") % {"title": title, "period": sheet.heads[0]}
    heads = [_("Entries made"), _("Overdue on the day of the report")]
    return Table("registers", title, caption, "", heads, rows, SafeString(), _SECTION)


def _meetings(sheet: Sheet) -> Table:
    lines = [
        *(Line(f"meeting.{kind.value}", _held(kind)) for kind in Kind),
        Line("meeting.actions", _("Actions given at them")),
        Line("meeting.answered", _("Answered"), "part"),
        Line("meeting.late", _("Late"), "part"),
    ]
    title = _("Log reviews and meetings held")
    return sheet.table("meetings", title, lines, chart=False, section=Section.MEETINGS)


def _held(kind: Kind) -> str:
    words = {Kind.LOG_REVIEW: _("Reviews of the incident log"), Kind.COMMITTEE: _("Meetings")}
    return words.get(kind, str(kind.label))


def _surveys(sheet: Sheet) -> Table:
    """Closed surveys, and how many answered: nothing under ten is told of."""
    answers = [
        Line(f"survey.{one.value}", _("Answers: %(who)s") % {"who": one.label}, "part")
        for one in Audience
        if sheet.any(f"survey.{one.value}")
    ]
    lines = [Line("survey.closed", _("Surveys that ended")), *answers]
    note = _("How many answered is told from ten answers on.")
    return sheet.table(
        "surveys", _("Surveys"), lines, note=note, chart=False, section=Section.SURVEYS
    )
