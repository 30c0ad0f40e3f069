"""Rows of a file or pasted, read as attendance, with a sentence for each row that is wrong.

Pure: who and what is known is handed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from policies import rows
from policies.training.choices import Kind

HEADINGS = ("day", "kind", "title", "led_by", "email")
_NEEDED = ("day", "kind", "title", "email")


@dataclass(frozen=True)
class Row:
    """One attendance: who was at which session."""

    day: date
    kind: str
    title: str
    led_by: str
    member: int


def labels() -> dict[str, str]:
    """What the columns are called in our own files, by what they mean."""
    said = (_("Day"), _("Kind"), _("Title"), _("Who led it"), _("Email"))
    return dict(zip(HEADINGS, said, strict=True))


def read(records: list[list[str]], members: Mapping[str, int], today: date) -> rows.Read[Row]:
    """The records as attendance, their headings first. `members` are ids by email address in small
    letters. Raises Unreadable for records that cannot be read at all."""
    return rows.read(
        records,
        labels(),
        needed=_NEEDED,
        understood=lambda given: _row(given, members, today),
        same=lambda row: (row.day, row.title.lower(), row.member),
    )


def _row(given: Mapping[str, str], members: Mapping[str, int], today: date) -> Row:
    """The row; raises Unfit."""
    when, member = rows.day(given["day"], "day"), members.get(given["email"].lower())
    if when > today:
        raise rows.Unfit(_("This day is still to come."), "day")
    kind, title, led_by = rows.kind(given["kind"], Kind, "kind"), given["title"], given["led_by"]
    if not title or max(len(title), len(led_by)) > 120:
        raise rows.Unfit(_("The title is missing, or a cell is longer than 120 characters."))
    if member is None:
        words = _("No member of staff or governor here has this email address.")
        raise rows.Unfit(words, "email")
    return Row(when, kind, title, led_by, member)
