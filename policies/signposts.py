"""Where to get help and where to report: the school's dated table of signposts (domain.md 4).

Every signpost says when it was last checked and when it is due again. Names, numbers and addresses
change: whoever relies on one checks it first, so the pages say so. Addresses stay text.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
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


def errors(rows: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """What is wrong with a table of signposts: pairs of the line's place in `rows` (0: the
    headings) and a whole sentence."""
    if not rows or [str(cell).strip() for cell in rows[0]] != list(HEADINGS):
        words = _("The headings of the signposts are: %(headings)s.")
        return [(0, words % {"headings": ", ".join(HEADINGS)})]
    found, seen = [], set[str]()
    for (line, record), row in zip(_records(rows), rows[1:], strict=True):
        sentences = [*_wrong_cells(row), *_wrong_words(record), *_wrong_days(record)]
        if record["code"] in seen:
            words = _("The code “%(code)s” is used twice.")
            sentences.append(words % {"code": record["code"]})
        seen.add(record["code"])
        found += [(line, sentence) for sentence in sentences]
    return found


def _wrong_cells(row: Sequence[str]) -> Iterable[str]:
    if len(row) != len(HEADINGS):
        words = _("This line has %(number)s cells instead of %(needed)s.")
        yield words % {"number": len(row), "needed": len(HEADINGS)}


def _wrong_words(record: Mapping[str, str]) -> Iterable[str]:
    if not _CODE.fullmatch(record["code"]):
        yield _("The code of a signpost has small letters, figures, - or _, at most 40 of them.")
    for head in ("name", "what_for", "how", "applies_to"):
        if not record[head]:
            yield _("Fill in “%(head)s”.") % {"head": head}
    for head, most in _MOST.items():
        if len(record[head]) > most:
            words = _("“%(head)s” has at most %(most)s characters.")
            yield words % {"head": head, "most": most}
    if not all(_CODE.fullmatch(code) for code in record["applies_to"].split()):
        yield _("“applies_to” holds codes of incident types with spaces between, or “all”.")


def _wrong_days(record: Mapping[str, str]) -> Iterable[str]:
    checked, due = _day(record["checked_on"]), _day(record["next_check"])
    if record["checked_on"] and checked is None:
        yield _("“checked_on” is a date such as 2026-11-01, or empty.")
    if due is None:
        yield _("“next_check” is a date such as 2027-07-01.")
    elif checked and due <= checked:
        yield _("The next check is after the last one.")


def drawn(version: RuleTableVersion) -> dict[str, Any]:
    """What the template of the table needs: the signposts as they stand today."""
    return {"signposts": read(version.rows, timezone.localdate())}
