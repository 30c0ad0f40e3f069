"""Words of meetings that a template cannot make simply."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from esafety import pdf
from policies.listing import Listing
from policies.meetings import pasted, queries
from policies.meetings.choices import called
from policies.meetings.models import Action, Minutes
from policies.meetings.workflow import is_overdue


def state(action: Action, today: date) -> tuple[str, str]:
    """Where an action stands, and its colour."""
    if action.answered_at is not None:
        return _("Done"), "green"
    return (_("Overdue"), "red") if is_overdue(action, today) else (_("Open"), "blue")


def actions(rows: Iterable[Action], today: date) -> list[tuple[Action, str, str]]:
    """Each action with its state."""
    return [(row, *state(row, today)) for row in rows]


def meetings_file(rows: Iterable[Any], *, filtered: bool = False) -> Listing:
    """The list of meetings, taken out (rows of `queries.told`); it can be read in again."""
    cells = []
    for row in rows:
        members, guests = queries.people_of(row.presences.all())
        there = [*(member.display_name for member in members), *guests]
        words = [row.day.isoformat(), row.get_kind_display(), row.title, row.place]
        words += [str(row.state.label), "; ".join(there), str(row.decided), str(row.still_open)]
        cells.append(words)
    more = (_("State"), _("Who was there"), _("Decisions"), _("Open actions"))
    head = [*pasted.labels().values(), *more]
    return Listing(_("Meetings and log reviews"), head, cells, filtered)


@dataclass(frozen=True)
class Would:
    """What rows that are read in would do: each by its day, with whether it is there already."""

    rows: list[tuple[pasted.Row, bool]]
    new: int
    known: int


def would(rows: Iterable[pasted.Row], there: set[pasted.Name]) -> Would:
    """The rows beside the meetings that are `there`."""
    found = [(row, row.name in there) for row in sorted(rows, key=lambda row: row.day)]
    known = sum(is_known for _row, is_known in found)
    return Would(found, len(found) - known, known)


def actions_file(some: Iterable[Action], today: date) -> Listing:
    """The list of actions, taken out."""
    rows = []
    for row, word, _tone in actions(some, today):
        who, by = row.owner.display_name, row.due_on.isoformat()
        rows.append([row.meeting.day.isoformat(), row.words, who, by, word, row.answer])
    head = [_("Meeting"), _("Action"), _("Who"), _("By"), _("State"), _("What came of it")]
    return Listing(_("Actions of meetings"), head, rows)


def pdf_of(minutes: Minutes) -> bytes:
    """The minutes as a tagged PDF, drawn from their record alone."""
    return pdf.render(html_of(minutes))


def html_of(minutes: Minutes) -> str:
    """The minutes as one HTML document for esafety.pdf."""
    facts = minutes.content
    context = {
        "facts": facts,
        "kind": called(facts["kind"], facts.get("title", "")),
        "day": _day(facts["day"]),
        "closed": _day(facts["closed_at"][:10]),
        "actions": [one | {"due": _day(one["due_on"])} for one in facts["actions"]],
        "agenda": facts["items"],
        "corrections": queries.corrections(minutes.meeting),
        "sha256": minutes.sha256,
    }
    return render_to_string("pdf/minutes.html", context)


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "j F Y")
