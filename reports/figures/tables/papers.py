"""Policies and training: what was done in the term, and what stands today."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from policies.reviews.choices import Why
from policies.training.choices import Kind
from policies.training.needs import TOPICS
from reports.choices import Section
from reports.figures.standing import NEED
from reports.figures.tables.agreements import numbers
from reports.figures.tables.sheet import Line, Row, Sheet, Table


def tables(sheet: Sheet) -> list[Table]:
    optional = [_reading(sheet), _needs(sheet)]
    return [_policies(sheet), _why(sheet), _sessions(sheet), *(t for t in optional if t.rows)]


def _policies(sheet: Sheet) -> Table:
    lines = [
        Line("policy.in_force", _("Policies in force")),
        Line("policy.overdue", _("Review overdue"), "part"),
        Line("policy.due", _("Review due within 90 days"), "part"),
        Line("policy.reviewed", _("Reviews held")),
        Line("policy.changed", _("Policies published anew")),
        Line("policy.material", _("With a change that has to be read or signed again"), "part"),
    ]
    note = _("What is in force, overdue and due is counted on the day of the report.")
    return sheet.table(
        "policies", _("Policies"), lines, note=note, chart=False, section=Section.POLICIES
    )


def _why(sheet: Sheet) -> Table:
    lines = [Line(f"policy.called.{why.value}", str(why.label)) for why in Why]
    title = _("Why reviews of policies were called")
    return sheet.table("policy-calls", title, lines, chart=False, section=Section.POLICIES)


def _reading(sheet: Sheet) -> Table:
    """Each policy and each part of guidance that staff and governors read and acknowledge."""
    rows = []
    for key in sheet.labels:
        if key.startswith("reading.") and f"{key}.done" in sheet.own:
            cells = numbers(sheet, ["reading.people", f"{key}.done", f"{key}.open"])
            rows.append(Row(sheet.label(key), cells))
    title = _("Read and acknowledged")
    caption = _("%(title)s: staff and governors on the day of the report") % {"title": title}
    note = _("A number of a hundred is given only where both numbers are printed.")
    heads = [_("People"), _("Have read"), _("Have not"), _("Read of 100")]
    return Table("reading", title, caption, note, heads, rows, SafeString(), Section.POLICIES)


def _sessions(sheet: Sheet) -> Table:
    lines = [
        *(Line(f"training.session.{kind.value}", _session(kind)) for kind in Kind),
        Line("training.attended", _("Attended, by staff and governors, each time counted")),
        Line("training.guests", _("Attended, by parents and guests")),
    ]
    if "training.members" in sheet.own:
        lines += [
            Line("training.fine", _("Staff and governors whose training is up to date")),
            Line("training.overdue", _("Staff and governors whose training is overdue")),
            Line("training.members", _("All staff and governors"), "total"),
        ]
    note = _("What is up to date and overdue is counted on the day of the report.")
    return sheet.table(
        "training", _("Training"), lines, note=note, chart=False, section=Section.TRAINING
    )


def _session(kind: Kind) -> str:
    return _("Sessions: %(kind)s") % {"kind": kind.label}


def _needs(sheet: Sheet) -> Table:
    """Topics that somebody says they need, in the school's own words where it has its own."""
    ours = {f"{NEED}{topic}": str(words) for topic, words in TOPICS.items()}
    own = {key: words for key, words in sheet.labels.items() if key.startswith(NEED)}
    lines = [Line(key, words) for key, words in (ours | own).items() if sheet.any(key)]
    title = _("Training that staff say they need")
    return sheet.table("needs", title, lines, chart=False, section=Section.TRAINING)
