"""Words of surveys that a template cannot make simply."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from esafety.suppression import Cell, Cover
from policies.listing import Listing
from policies.surveys.choices import State
from policies.surveys.models import Survey
from policies.surveys.results import Line, Results, Told

TONES = {State.DRAFT: "grey", State.OPEN: "green", State.CLOSED: ""}


@dataclass(frozen=True)
class Row:
    """One answer in words: how many, out of how many, and the year before."""

    words: str
    now: str
    before: str
    percent: int | None


def tone(state: State) -> str:
    """The colour of a state."""
    return TONES[state]


def cell(value: Cell, of: int) -> str:
    """A cell in words, with its share where the number itself is shown."""
    if value is Cover.FEW:
        return _("fewer than 5")
    if value is Cover.HIDDEN:
        return _("not shown")
    share = round(100 * int(value) / of) if of else 0
    return _("%(number)s (%(share)s%%)") % {"number": value, "share": share}


def questions(results: Results) -> list[tuple[Told, list[Row]]]:
    """Each question with its rows."""
    return [(told, [_row(line, results) for line in told.lines]) for told in results.questions]


def file_of(survey: Survey, results: Results) -> Listing:
    """The results, taken out: the same words as on the page."""
    rows = [
        [told.words, row.words, row.now, row.before]
        for told, lines in questions(results)
        for row in lines
    ]
    facts = {"whom": survey.get_audience_display(), "year": survey.opens_on.year}
    notes = [
        _("%(number)s answered.") % {"number": results.answers},
        _("Counts from 1 to 4 read “fewer than 5”; others are not shown where they would tell."),
    ]
    head = [_("Question"), _("Answer"), _("Number"), _("Year before")]
    return Listing(_("Survey: %(whom)s, %(year)s") % facts, head, rows, notes=notes)


def _row(line: Line, results: Results) -> Row:
    words = _("Left out") if line.left_out else line.words
    of, earlier = results.answers or 0, results.answers_before or 0
    before = "" if line.before is None else cell(line.before, earlier)
    shown = line.cell if isinstance(line.cell, int) else None
    percent = None if shown is None else round(100 * shown / of)
    return Row(words, cell(line.cell, of), before, percent)
