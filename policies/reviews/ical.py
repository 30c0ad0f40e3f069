"""Dates as an iCalendar file: titles, days and links, nothing of a person. Pure: no queries."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from policies.due import Due

_DAY = timedelta(days=1)
_PRODUCT = "-//eSafety//Planner//EN"


def written(dues: Iterable[Due], *, name: str, site: str, now: datetime) -> bytes:
    """The dates as whole-day events. Each keeps its identity while its day stays: one
    that moves is another event, since a thing may come up on several days."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", "PT12H")
    for due in dues:
        calendar.add_component(_event(due, site, now))
    made: bytes = calendar.to_ical()
    return made


def _event(due: Due, site: str, now: datetime) -> Event:
    event = Event()
    key = hashlib.sha256(f"{due.kind}|{due.ref}|{due.on.isoformat()}".encode()).hexdigest()[:32]
    event.add("uid", f"{key}@esafety")
    event.add("dtstamp", now)
    event.add("dtstart", due.on)
    event.add("dtend", due.on + _DAY)
    event.add("summary", due.words)
    event.add("url", f"{site}{due.url}")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
