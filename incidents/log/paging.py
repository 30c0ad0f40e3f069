"""Pages of the log by keyset: a page starts after a row, so it costs the same however far down.

A place in the log is written as the row's own day and reference, both of which the page shows.
It never holds an id: between two ids one could count what one may not see.
"""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident
from incidents.models.incident import STATE_RANK

SIZE = 50
MOST_COUNTED = 1000
_READ: dict[str, Callable[[Any], Any]] = {
    "happened_on": date.fromisoformat,
    "submitted_at": datetime.fromisoformat,
    "rank": int,
    "reference": str,
}
_LONGEST_REFERENCE = 16


@dataclass(frozen=True)
class Order:
    """One order of the log: its name for people and its columns, "-" for falling."""

    label: str | Promise
    columns: tuple[str, ...]


ORDERS: dict[str, Order] = {
    "newest": Order(_("Newest incident first"), ("-happened_on", "-reference")),
    "oldest": Order(_("Oldest incident first"), ("happened_on", "reference")),
    "reported": Order(_("Last reported first"), ("-submitted_at", "-reference")),
    "reported_first": Order(_("First reported first"), ("submitted_at", "reference")),
    "state": Order(_("State"), ("rank", "-happened_on", "-reference")),
}
DEFAULT = "newest"


@dataclass(frozen=True)
class Page:
    """Rows of one page, how many there are in all (capped), and the places around it."""

    rows: list[dict[str, Any]]
    total: int
    previous: str = ""
    next: str = ""

    @property
    def is_first(self) -> bool:
        return not self.previous

    @property
    def is_last(self) -> bool:
        return not self.next

    @property
    def more_than_counted(self) -> bool:
        return self.total > MOST_COUNTED


class _Counted(Subquery):
    """How many rows a subquery has; it rides on the page's query instead of being another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def ordered(incidents: QuerySet[Incident], sort: str) -> QuerySet[Incident]:
    """The incidents in one of the log's orders (a code of ORDERS, or "" for the default)."""
    columns = _columns(sort)
    if "rank" in columns:
        incidents = incidents.alias(rank=STATE_RANK)
    return incidents.order_by(*columns)


def turn(
    incidents: QuerySet[Incident], sort: str, asked: Mapping[str, str], *fields: Any, **more: Any
) -> Page:
    """The page asked for by "after", "before" or "page=last"; whatever cannot be read: the first.

    `fields` and `more` are what `values()` takes. No page is empty while there are rows.
    """
    capped = incidents.order_by().values("pk")[: MOST_COUNTED + 1]
    rows = incidents.values(
        *fields,
        "happened_on",
        "submitted_at",
        "reference",
        rank=STATE_RANK,
        total=_Counted(capped),
        **more,
    )
    columns = _columns(sort)
    way, place = _asked(columns, asked)
    if way == "before":
        page = _backward(rows, columns, place)
        way = way if len(page) >= SIZE else "first"
    elif way == "after":
        page = _forward(rows, columns, place)
        way = way if page else "last"
    if way == "last":
        page = _backward(rows, columns, None)
    elif way == "first":
        page = _forward(rows, columns, None)
    return _cut(page, columns, way)


def _cut(found: list[dict[str, Any]], columns: Sequence[str], way: str) -> Page:
    """At most SIZE rows; one more was read to know whether there is a page beyond."""
    beyond, backward = len(found) > SIZE, way in ("before", "last")
    rows = found[:SIZE][::-1] if backward else found[:SIZE]
    has_previous = beyond if backward else way == "after"
    has_next = way == "before" if backward else beyond
    return Page(
        rows=rows,
        total=rows[0]["total"] if rows else 0,
        previous=_write(columns, rows[0]) if has_previous else "",
        next=_write(columns, rows[-1]) if has_next else "",
    )


def _forward(
    rows: Any, columns: Sequence[str], place: Sequence[Any] | None
) -> list[dict[str, Any]]:
    if place is not None:
        rows = rows.filter(_beyond(columns, place))
    return list(rows.order_by(*columns)[: SIZE + 1])


def _backward(
    rows: Any, columns: Sequence[str], place: Sequence[Any] | None
) -> list[dict[str, Any]]:
    return _forward(rows, [_turned(column) for column in columns], place)


def _beyond(columns: Sequence[str], place: Sequence[Any]) -> Q:
    """The rows after a place: each column bounded, so that an index can begin there."""
    column, value = columns[0], place[0]
    name, falls = column.lstrip("-"), column.startswith("-")
    strictly = Q(**{f"{name}__{'lt' if falls else 'gt'}": value})
    if len(columns) == 1:
        return strictly
    bound = Q(**{f"{name}__{'lte' if falls else 'gte'}": value})
    return bound & (strictly | _beyond(columns[1:], place[1:]))


def _columns(sort: str) -> tuple[str, ...]:
    return ORDERS.get(sort, ORDERS[DEFAULT]).columns


def _turned(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"


def _write(columns: Sequence[str], row: Mapping[str, Any]) -> str:
    """A place as a short opaque text for an address."""
    values = [row[column.lstrip("-")] for column in columns]
    plain = [v.isoformat() if isinstance(v, date) else v for v in values]
    packed = json.dumps(plain, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _asked(columns: Sequence[str], asked: Mapping[str, str]) -> tuple[str, Sequence[Any] | None]:
    """Which way to turn, and from where."""
    for way in ("after", "before"):
        place = _read(columns, asked.get(way, ""))
        if place is not None:
            return way, place
    return ("last" if asked.get("page") == "last" else "first"), None


def _read(columns: Sequence[str], text: str) -> Sequence[Any] | None:
    """The place that `_write` wrote for the same order; None for anything else."""
    try:
        plain = json.loads(
            base64.b64decode(f"{text}{'=' * (-len(text) % 4)}", altchars=b"-_", validate=True)
        )
        if not isinstance(plain, list) or len(plain) != len(columns):
            return None
        place = [
            _READ[column.lstrip("-")](value) for column, value in zip(columns, plain, strict=True)
        ]
    except (ValueError, TypeError, binascii.Error, OverflowError, RecursionError):
        return None
    return place if _is_sound(place) else None


def _is_sound(place: Sequence[Any]) -> bool:
    """No value that a database would choke on."""
    reference = place[-1]
    printable = (
        len(reference) <= _LONGEST_REFERENCE and reference.isascii() and reference.isprintable()
    )
    aware = all(v.tzinfo is not None for v in place if isinstance(v, datetime))
    return printable and aware and all(0 <= v < 100 for v in place if isinstance(v, int))
