"""Reading the audit log: only what exists for the reader, with no gap to tell of the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from esafety.access.actor import Actor
from esafety.audit import objects, types
from esafety.audit.models import AuditEvent

PAGE = 50
_BATCH = 200


@dataclass(frozen=True)
class Line:
    """One line of the log page, in words."""

    at: datetime
    who: str
    did: str
    what: str


@dataclass(frozen=True)
class Page:
    """Some lines, newest first, and where the next page begins (None at the end)."""

    lines: list[Line]
    older: str | None


def events(*, kind: str = "", day: date | None = None, zone: str = "UTC") -> QuerySet[AuditEvent]:
    """Events of the school in scope, newest first, of one type and one local day if given."""
    rows = AuditEvent.objects.order_by("-at", "-pk")
    if kind:
        rows = rows.filter(type=kind)
    if day is not None:
        start = datetime.combine(day, time.min, ZoneInfo(zone))
        rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return rows


def page(*, actor: Actor, rows: QuerySet[AuditEvent], before: datetime | None = None) -> Page:
    """Up to 50 events about things that exist for the actor, older than `before`.

    The page is filled up past what is hidden, so that neither a short page nor a missing number
    tells of it.
    """
    found: list[AuditEvent] = []
    for event in _visible(actor, rows.filter(at__lt=before) if before else rows):
        found.append(event)
        if len(found) > PAGE:
            break
    shown = found[:PAGE]
    older = shown[-1].at.isoformat() if len(found) > PAGE else None
    return Page(_lines(shown), older)


def every(*, actor: Actor, rows: QuerySet[AuditEvent], most: int) -> Iterator[Line]:
    """Events about things that exist for the actor, newest first, for a file; at most so many."""
    seen = islice(_visible(actor, rows), most)
    while batch := list(islice(seen, _BATCH)):
        yield from _lines(batch)


def _visible(actor: Actor, rows: QuerySet[AuditEvent]) -> Iterator[AuditEvent]:
    start = 0
    while batch := list(rows[start : start + _BATCH]):
        seen = objects.seen(actor, {event.object for event in batch})
        yield from (event for event in batch if event.object in seen)
        start += _BATCH


def _lines(shown: list[AuditEvent]) -> list[Line]:
    called = objects.names({e.actor for e in shown} | {e.object for e in shown})
    return [Line(e.at, called[e.actor], types.words_for(e.type), called[e.object]) for e in shown]
