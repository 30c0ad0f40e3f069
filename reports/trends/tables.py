"""The tables and charts of the trends page, with the way from each number to the log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dateformat import format as written
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from incidents.choices import Group
from incidents.log.filters import COUNTED_STATES, Filters
from reports import charts, line_charts
from reports.line_charts import MOST_LINES, Line
from reports.trends.labels import Labels
from reports.trends.reading import UNKNOWN, Tally
from reports.trends.rising import Change
from reports.trends.spans import Span, Spans

_SIGNS = 45


@dataclass(frozen=True)
class Cell:
    """A number, with the address of those incidents in the log ("": there is no such address)."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Row:
    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """One table and the chart of its numbers (empty where there is nothing to draw)."""

    key: str
    title: str
    note: str
    caption: str
    heads: list[str]
    rows: list[Row]
    chart: SafeString = field(default_factory=lambda: mark_safe(""))


@dataclass(frozen=True)
class Log:
    """Where the log shows what a number counts; without a school nothing is linked (on paper)."""

    school: str
    filters: Filters

    def url(self, name: str, code: str, **period: str) -> str:
        """The log with the page's filters and this one; "" where one of the page's is of the same
        kind but another, since the log holds one of each."""
        mine = getattr(self.filters, name, "")
        if not self.school or code == UNKNOWN or mine not in ("", code):
            return ""
        own = {} if name == "all" else {name: code}
        asked = {**self.filters.codes(), "state": COUNTED_STATES, **own, **period}
        return f"{reverse('incidents:log', args=[self.school])}?{urlencode(asked)}"


@dataclass(frozen=True)
class Sheet:
    """All that the tables are laid out from."""

    counted: Tally
    spans: Spans
    labels: Labels
    log: Log

    def changes(self, name: str) -> list[Change]:
        """The rows of one kind that have a number in either of the two terms compared."""
        both = [(c, self.counted.compared((name, c))) for c in self.labels.codes(name, self)]
        return [Change(name, c, self.labels.of(name, c), *two) for c, two in both if any(two)]

    def has(self, name: str) -> set[str]:
        return self.counted.codes(name)


def over_terms(sheet: Sheet) -> list[Table]:
    """Six terms, each whole: all incidents, the kinds of risk, and the types."""
    groups = [g.value for g in Group if g != Group.ANY]
    types = sorted(
        sheet.labels.codes("type", sheet), key=lambda c: -sum(sheet.counted.of(("type", c)))
    )
    return [
        _terms(sheet, "all", _("All incidents"), ["all"]),
        _terms(sheet, "group", _("Kinds of risk"), groups, note=_("The four Cs of the national "
               "guidance. An incident can be of more than one kind.")),
        _terms(sheet, "type", _("Types, most frequent first"), types,
               note=_("The chart draws the five most frequent; the table has them all.")),
    ]  # fmt: skip


def day_for_day(sheet: Sheet) -> list[Table]:
    """The chosen term beside the one before, each up to the same school day."""
    if not sheet.spans.until:
        return []
    return [
        _compared(sheet, "all", _("All incidents, day for day"), ""),
        _compared(sheet, "type", _("By type"), ""),
        _compared(sheet, "year", _("By year group"), _("Incidents that involve somebody of the "
                  "year. One with people of two years counts in both.")),
        _compared(sheet, "place", _("By place"), _("What happened in both places counts in each.")),
        _compared(sheet, "platform", _("By platform"), _("As named on the report; an incident can "
                  "name several.")),
        _compared(sheet, "weekday", _("By day of the week"), _("The first day, where it lasted "
                  "several.")),
        _compared(sheet, "hour", _("By hour of the day"), _("Where the time is known.")),
    ]  # fmt: skip


def head(spans: Spans, span: Span) -> str:
    """A term as the head of a column; the one that goes on says so."""
    last = span == spans.terms[-1] and spans.going_on
    return _("%(term)s so far") % {"term": span.label} if last else span.label


def _terms(sheet: Sheet, name: str, title: str, codes: Iterable[str], note: str = "") -> Table:
    spans = sheet.spans
    numbers = {code: sheet.counted.of((name, code)) for code in codes}
    rows = [Row(sheet.labels.of(name, c), _linked(sheet, name, c, many)) for c, many in
            numbers.items()]  # fmt: skip
    drawn = [Line(sheet.labels.of(name, c), n) for c, n in list(numbers.items())[:MOST_LINES]]
    chart = line_charts.lines(
        key=f"terms-{name}",
        title=title,
        description=_described(drawn, [span.label for span in spans.terms]),
        points=[span.short for span in spans.terms],
        series=drawn,
    )
    caption = _("%(title)s: whole terms, with the holiday after each") % {"title": title}
    heads = [head(spans, span) for span in spans.terms]
    # Our own writer escapes every word that it draws.
    return Table(f"terms-{name}", title, note, caption, heads, rows, mark_safe(chart))  # noqa: S308


def _linked(sheet: Sheet, name: str, code: str, numbers: Sequence[int]) -> list[Cell]:
    pairs = zip(numbers, sheet.spans.terms, strict=True)
    return [_cell(n, sheet.log.url(name, code, term=span.code)) for n, span in pairs]


def _cell(number: int, url: str) -> Cell:
    return Cell(str(number), url if number else "")


def _described(drawn: Sequence[Line], terms: Sequence[str]) -> str:
    """The chart in words: each line from its first number to its last."""
    facts = {"first": terms[0], "last": terms[-1]}
    spoken = [f"{line.label}: {', '.join(map(str, line.numbers))}." for line in drawn]
    return " ".join([_("A line for each, from %(first)s to %(last)s.") % facts, *spoken])


def _compared(sheet: Sheet, name: str, title: str, note: str) -> Table:
    changes = sheet.changes(name)
    earlier, now = sheet.spans.compared
    rows = [Row(change.label, _two(sheet, change)) for change in changes]
    drawn = [charts.Bars(_cut(change.label), [change.now, change.before]) for change in changes]
    chart = charts.bars(
        key=f"two-{name}",
        title=title,
        description=_("Two bars for each: %(now)s and %(earlier)s, up to the same school day.")
        % {"now": now.label, "earlier": earlier.label},
        series=[now.label, earlier.label],
        rows=drawn,
    )
    caption = _("%(title)s: up to school day %(days)s of each term")
    return Table(
        f"two-{name}", title, note, caption % {"title": title, "days": sheet.spans.days},
        [up_to(now, sheet.spans.until[1]), up_to(earlier, sheet.spans.until[0]), _("Change")],
        rows, mark_safe(chart if rows else ""),  # noqa: S308 - escaped by our own writer
    )  # fmt: skip


def _cut(label: str) -> str:
    """As much of a label as the width of a chart holds; the table beside it has the whole."""
    return label if len(label) <= _SIGNS else f"{label[: _SIGNS - 1].rstrip()}…"


def up_to(span: Span, until: date) -> str:
    """The head of a column that ends on a day."""
    return _("%(term)s, to %(day)s") % {"term": span.label, "day": written(until, "j M Y")}


def _two(sheet: Sheet, change: Change) -> list[Cell]:
    found = []
    pairs = zip((change.before, change.now), sheet.spans.compared, sheet.spans.until, strict=True)
    for number, span, until in pairs:
        period = {"since": span.first.isoformat(), "until": until.isoformat()}
        found.append(_cell(number, sheet.log.url(change.name, change.code, **period)))
    return [*found[::-1], Cell(change.in_words)]
