"""Rows of a file or pasted, read as meetings, a sentence for each row that is left out. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from esafety.records import Unreadable
from policies import rows
from policies.meetings.choices import Kind

HEADINGS = ("day", "kind", "title", "place")
_NEEDED = ("day", "kind")
LONGEST = 120
MOST = 100
"""Meetings at once: an agenda is proposed for each of them while somebody waits."""


Name = tuple[date, str, str]


@dataclass(frozen=True)
class Row:
    """One meeting that is planned."""

    day: date
    kind: str
    title: str
    place: str

    @property
    def name(self) -> Name:
        return name(self.day, self.kind, self.title)

    @property
    def label(self) -> str:
        """Its kind in words."""
        return str(Kind(self.kind).label)


def name(day: date, kind: str, title: str) -> Name:
    """By which the same meeting is known again."""
    return day, kind, title.casefold()


def labels() -> dict[str, str]:
    """What the columns are called in our own file, by what they mean."""
    return dict(zip(HEADINGS, (_("Day"), _("Kind"), _("Title"), _("Place")), strict=True))


def read(records: list[list[str]]) -> rows.Read[Row]:
    """The records as meetings, their headings first. Raises Unreadable for records that cannot be
    read at all, and for too many meetings."""
    found = rows.read(records, labels(), needed=_NEEDED, understood=_row, same=lambda row: row.name)
    if len(found.rows) > MOST:
        words = _("Read in at most %(most)s meetings at once. Send the rest afterwards.")
        raise Unreadable(words % {"most": MOST})
    return found


def _row(given: Mapping[str, str]) -> Row:
    """The row; raises Unfit."""
    day, kind = rows.day(given["day"], "day"), rows.kind(given["kind"], Kind, "kind")
    if day.year > 2200:
        raise rows.Unfit(_("This year is too far ahead."), "day")
    for column in ("title", "place"):
        if len(given[column]) > LONGEST:
            words = _("Use %(most)s characters or fewer.") % {"most": LONGEST}
            raise rows.Unfit(words, column)
    return Row(day, kind, given["title"], given["place"])
