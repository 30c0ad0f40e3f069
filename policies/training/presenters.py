"""Words of training that a template cannot make simply."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies.training.choices import Sure
from policies.training.models import Attendance, NeedsAnswer
from policies.training.needs import TOPICS
from policies.training.queries import Standing
from policies.training.rules import Line


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


def needs(counts: dict[str, Counter[str]]) -> list[tuple[str, list[int]]]:
    """Each topic with how many said what, in the order of the answers."""
    return [(str(TOPICS[t]), [counts[t][s] for s in Sure.values]) for t in counts]


def needs_by_person(rows: Iterable[NeedsAnswer]) -> list[tuple[str, list[str]]]:
    """Each member with the topics in which they say they need training."""
    return [
        (
            row.member.display_name,
            [str(TOPICS[t]) for t in TOPICS if row.answers.get(t) == Sure.NEED],
        )
        for row in rows
    ]


def attendance_head() -> list[str]:
    """The headings of attendance as a file."""
    return [_("Day"), _("Kind"), _("Title"), _("Who led it"), _("Name"), _("How it was noted")]


def attendance_rows(rows: Iterable[Attendance]) -> Iterable[list[str]]:
    """Attendance as a file."""
    for row in rows:
        s = row.session
        words = [s.day.isoformat(), s.get_kind_display(), s.title, s.led_by]
        yield [*words, row.member.display_name, row.get_how_display()]


def due_head() -> list[str]:
    """The headings of who is due, as a file."""
    return [_("Name"), _("What"), _("By"), _("State")]


def due_rows(found: Iterable[Standing], today: date) -> Iterable[list[str]]:
    """Who is due, as a file: a line for each thing."""
    for name, things in standings(found, today):
        for one in things:
            yield [name, one.label, one.on.isoformat(), one.word]


def day_words(iso: str) -> str:
    """A day of a certificate in words."""
    return date_format(date.fromisoformat(iso), "j F Y")


def _due(line: Line, today: date) -> Due:
    word, tone = _("In time"), "green"
    if line.is_overdue(today):
        word, tone = _("Overdue"), "red"
    elif line.is_due(today):
        word, tone = _("Due soon"), "yellow"
    return Due(line.label, line.on, word, tone, line.rule == "needs")
