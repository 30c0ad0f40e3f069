"""Words of training that a template cannot make simply."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies.listing import Listing
from policies.training import pasted
from policies.training.choices import Sure
from policies.training.models import Attendance, NeedsAnswer, Session
from policies.training.queries import Standing
from policies.training.rules import Line

Topics = Mapping[str, str]


@dataclass(frozen=True)
class Due:
    """One thing that has to be done, with its colour."""

    label: str
    on: date
    word: str
    tone: str
    needs: bool


def due(lines: Iterable[Line], today: date) -> list[Due]:
    """Each line in words: overdue, due soon or later."""
    return [_due(line, today) for line in lines]


def standings(found: Iterable[Standing], today: date) -> list[tuple[str, list[Due]]]:
    """Each member with what is next for them."""
    return [(one.member.display_name, due(one.lines, today)) for one in found]


def needs(counts: Mapping[str, Counter[str]], topics: Topics) -> list[tuple[str, list[int]]]:
    """Each topic with how many said what, in the order of the answers."""
    return [(topics[t], [counts[t][s] for s in Sure.values]) for t in counts]


def needs_by_person(rows: Iterable[NeedsAnswer], topics: Topics) -> list[tuple[str, list[str]]]:
    """Each member with the topics in which they say they need training."""
    return [
        (row.member.display_name, [topics[t] for t in topics if row.answers.get(t) == Sure.NEED])
        for row in rows
    ]


def needs_file(
    counts: Mapping[str, Counter[str]], people: Iterable[NeedsAnswer], topics: Topics
) -> Listing:
    """What people need, taken out: each topic with its counts and who needs it."""
    answers = list(people)
    rows = [
        [
            label,
            *map(str, numbers),
            ", ".join(a.member.display_name for a in answers if a.answers.get(code) == Sure.NEED),
        ]
        for code, (label, numbers) in zip(counts, needs(counts, topics), strict=True)
    ]
    head = [_("Topic"), *map(str, Sure.labels), _("Who needs training")]
    return Listing(_("What training people need"), head, rows)


def attendance_file(found: Iterable[Attendance], *, filtered: bool = False) -> Listing:
    """Attendance, taken out; it can be read in again."""
    rows = []
    for row in found:
        s = row.session
        words = [s.day.isoformat(), s.get_kind_display(), s.title, s.led_by]
        words += [row.member.display_name, row.member.user.email, row.get_how_display()]
        rows.append(words)
    known = pasted.labels()
    first = [known[name] for name in ("day", "kind", "title", "led_by")]
    head = [*first, _("Name"), known["email"], _("How it was noted")]
    return Listing(_("Who attended training"), head, rows, filtered)


def register_file(session: Session, found: Iterable[Attendance]) -> Listing:
    """Who attended one session."""
    rows = [[row.member.display_name, row.get_how_display(), _noted(row.noted_at)] for row in found]
    head = [_("Name"), _("How it was noted"), _("Noted on")]
    facts = {"title": session.title, "day": date_format(session.day, "j F Y")}
    notes = [session.covered] if session.covered else []
    if session.guests:
        notes.append(_("And %(number)s parents, carers or guests.") % {"number": session.guests})
    return Listing(_("Who attended: %(title)s, %(day)s") % facts, head, rows, notes=notes)


def due_file(found: Iterable[Standing], today: date, *, filtered: bool = False) -> Listing:
    """Who is due, taken out: a line for each thing."""
    rows = [
        [name, one.label, one.on.isoformat(), one.word]
        for name, things in standings(found, today)
        for one in things
    ]
    head = [_("Name"), _("What"), _("By"), _("State")]
    return Listing(_("Who is due for training"), head, rows, filtered)


def day_words(iso: str) -> str:
    """A day of a certificate in words."""
    return date_format(date.fromisoformat(iso), "j F Y")


def _noted(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j M Y")


def _due(line: Line, today: date) -> Due:
    word, tone = _("In time"), "green"
    if line.is_overdue(today):
        word, tone = _("Overdue"), "red"
    elif line.is_due(today):
        word, tone = _("Due soon"), "yellow"
    return Due(line.label, line.on, word, tone, line.rule == "needs")
