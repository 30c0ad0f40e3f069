"""The guidance register in words for pages and files."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies.guidance import citing
from policies.guidance.models import Guidance
from policies.guidance.queries import Entry


def day(value: Any) -> str:
    """A day as it is read, or nothing."""
    return date_format(value, "j F Y") if value else ""


def head() -> list[str]:
    """The headings of the CSV."""
    return [
        _("Code"),
        _("Title"),
        _("Published by"),
        _("Kind"),
        _("Edition"),
        _("In force from"),
        _("What it asks"),
        _("Last checked"),
        _("Check again by"),
    ]


def csv_rows(entries: Iterable[Entry]) -> list[list[str]]:
    """A line for each entry with its newest edition."""
    return [_row(one.guidance, one) for one in entries]


def _row(row: Guidance, one: Entry) -> list[str]:
    edition, checked = one.newest, row.last_checked_on
    return [
        row.code,
        row.title,
        row.publisher,
        str(row.get_standing_display()),
        edition.edition if edition else "",
        edition.in_force_on.isoformat() if edition and edition.in_force_on else "",
        edition.asks if edition else "",
        checked.isoformat() if checked else "",
        row.next_check_on.isoformat(),
    ]


def facts(one: Entry) -> list[dict[str, str]]:
    """What is known of an entry, for a summary list."""
    row = one.guidance
    rows = [
        (_("Published by"), row.publisher),
        (_("Kind"), str(row.get_standing_display())),
        (_("Where it is found"), row.address),
        (_("Part that all staff read"), row.part_to_read or _("None")),
        (_("Last checked"), day(row.last_checked_on) or _("Not yet by a person of this school")),
        (_("Check again by"), day(row.next_check_on)),
        (_("How a policy cites it"), citing.as_typed(row.code)),
    ]
    return [{"key": key, "value": value} for key, value in rows]
