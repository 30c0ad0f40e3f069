"""Where to get help and where to report: the school's dated table of signposts (domain.md 4).

Every signpost says when it was last checked and when it is due again. Names, numbers and addresses
change: whoever relies on one checks it first, so the pages say so. Addresses stay text.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from policies import queries
from policies.models import RuleTableVersion

CODE = "signposts"
HEADINGS = (
    "code", "name", "what_for", "who_for", "how", "applies_to", "checked_on", "next_check",
)  # fmt: skip
ALL = "all"
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST = {"name": 120, "what_for": 300, "who_for": 200, "how": 300, "applies_to": 600}


_TYPES: list[Callable[[], Mapping[str, str]]] = []


def types_from(source: Callable[[], Mapping[str, str]]) -> None:
    """Register where the school's types of incident are read: their names by their codes."""
    _TYPES.append(source)


def known_types() -> dict[str, str]:
    """The types of incident of the school in scope: their names by their codes."""
    return {code: name for source in _TYPES for code, name in source().items()}


def oversights(rows: Sequence[Sequence[str]]) -> list[str]:
    """What is likely to be a slip, though nothing forbids it: codes of no type of incident."""
    known = known_types()
    words = _("“%(name)s” is for “%(code)s”, and no type of incident has that code.")
    return [
        words % {"name": record["name"], "code": code}
        for _line, record in _records(rows)
        for code in record["applies_to"].split()
        if known and code != ALL and code not in known
    ]


@dataclass(frozen=True)
class Signpost:
    """One place to turn to. `overdue`: the day of its next check has passed."""

    code: str
    name: str
    what_for: str
    who_for: str
    how: str
    applies_to: frozenset[str]
    checked_on: date | None
    next_check: date | None
    overdue: bool


def for_types(codes: Collection[str], on: date) -> list[Signpost]:
    """The signposts for incidents of these types by the table in force on the day, in its order;
    those for all types last."""
    version = queries.in_force(CODE, on)
    found = read(version.rows, on) if version else []
    fitting = [one for one in found if one.applies_to.intersection(codes)]
    return fitting + [one for one in found if ALL in one.applies_to and one not in fitting]


def read(rows: Sequence[Sequence[str]], on: date) -> list[Signpost]:
    """The signposts of a table; a line that makes no sense is left out."""
    return [_signpost(record, on) for _line, record in _records(rows) if record["name"]]


def _records(rows: Sequence[Sequence[str]]) -> list[tuple[int, Mapping[str, str]]]:
    heads = [str(cell).strip() for cell in rows[0]] if rows else []
    found: list[tuple[int, Mapping[str, str]]] = []
    for line, row in enumerate(rows[1:], start=1):
        cells = {head: str(cell).strip() for head, cell in zip(heads, row, strict=False)}
        found.append((line, {head: cells.get(head, "") for head in HEADINGS}))
    return found


def _signpost(record: Mapping[str, str], on: date) -> Signpost:
    due = _day(record["next_check"])
    return Signpost(
        code=record["code"],
        name=record["name"],
        what_for=record["what_for"],
        who_for=record["who_for"],
        how=record["how"],
        applies_to=frozenset(record["applies_to"].split()),
        checked_on=_day(record["checked_on"]),
        next_check=due,
        overdue=due is not None and due < on,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


# The line's place in the table (0: the headings), the heading of the cell (or none), a sentence.
Mistake = tuple[int, str, str]


def mistakes(rows: Sequence[Sequence[str]]) -> list[Mistake]:
    """What is wrong with a table of signposts, each where it is wrong, in a whole sentence."""
    if not rows or [str(cell).strip() for cell in rows[0]] != list(HEADINGS):
        words = _("The headings of the signposts are: %(headings)s.")
        return [(0, "", words % {"headings": ", ".join(HEADINGS)})]
    found: list[Mistake] = []
    seen = set[str]()
    for (line, record), row in zip(_records(rows), rows[1:], strict=True):
        told = [*_wrong_cells(row), *_wrong_words(record), *_wrong_days(record)]
        if record["code"] and record["code"] in seen:
            words = _("The code “%(code)s” is used twice.")
            told.append(("code", words % {"code": record["code"]}))
        seen.add(record["code"])
        found += [(line, heading, sentence) for heading, sentence in told]
    return found


def _wrong_cells(row: Sequence[str]) -> Iterable[tuple[str, str]]:
    if len(row) != len(HEADINGS):
        words = _("This line has %(number)s cells instead of %(needed)s.")
        yield "", words % {"number": len(row), "needed": len(HEADINGS)}


def _wrong_words(record: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    if record["code"] and not _CODE.fullmatch(record["code"]):
        words = _("The code of a signpost has small letters, figures, - or _, at most 40 of them.")
        yield "code", words
    for head in ("name", "what_for", "how", "applies_to"):
        if not record[head]:
            yield head, _("Fill this in.")
    for head, most in _MOST.items():
        if len(record[head]) > most:
            yield head, _("Use %(most)s characters or fewer.") % {"most": most}
    if not all(_CODE.fullmatch(code) for code in record["applies_to"].split()):
        words = _("Write codes of types of incident with spaces between, or “all”.")
        yield "applies_to", words


def _wrong_days(record: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    checked, due = _day(record["checked_on"]), _day(record["next_check"])
    no_day = _("Write a day that exists, such as 1/11/2026.")
    if record["checked_on"] and checked is None:
        yield "checked_on", no_day
    elif checked and checked > timezone.localdate():
        yield "checked_on", _("The last check cannot be in the future.")
    if due is None:
        yield "next_check", no_day
    elif checked and due <= checked:
        yield "next_check", _("The next check has to be after the last one.")


def drawn(version: RuleTableVersion) -> dict[str, Any]:
    """What the template of the table needs: the signposts as they stand today."""
    return {"signposts": read(version.rows, timezone.localdate())}
