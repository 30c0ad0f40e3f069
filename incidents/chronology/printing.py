"""A person's chronology put together: as it is for the page, and masked for paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from esafety import copies
from esafety.access.actor import Actor
from esafety.people.models import Person
from incidents.chronology import agreements, content, others, queries
from incidents.chronology.content import Chronology
from incidents.chronology.masking import Masker
from incidents.chronology.queries import ALL, Filters
from incidents.models import ChronologyPrint, Incident

MOST = 200
"""Incidents in one PDF: WeasyPrint holds the whole document in memory."""


@dataclass(frozen=True)
class Masked:
    """A chronology with the names of others masked, and what was done to it."""

    chronology: Chronology
    incidents: list[int]
    masker: Masker

    @property
    def too_long(self) -> bool:
        return len(self.incidents) > MOST


def whole(actor: Actor, person: Person, filters: Filters = ALL) -> Chronology:
    """The chronology as this actor may read it. The same few queries for any number."""
    return _of(person, list(queries.incidents_of(actor, person, filters)))


def masked(
    actor: Actor,
    person: Person,
    filters: Filters = ALL,
    *,
    extra: Iterable[str] = (),
    small: Iterable[str] = (),
) -> Masked:
    """The chronology for taking along: names of others, and the words of `extra`, masked. Words of
    `small` stay where they are written in small letters."""
    incidents = list(queries.incidents_of(actor, person, filters))[: MOST + 1]
    found = _of(person, incidents)
    masker = others.masker(person, incidents, found, extra=extra, small=small)
    ids = [one.pk for one in incidents]
    return Masked(found.masked(masker.text), ids, masker)


def _of(person: Person, incidents: list[Incident]) -> Chronology:
    return content.chronology(
        person,
        incidents,
        held=agreements.in_force([person]),
        tasks=queries.tasks_about(person, incidents),
        decisions=queries.decisions_for(person, incidents),
    )


def html(asked: ChronologyPrint, *, printed_at: datetime) -> str:
    """The printed chronology as one HTML document for esafety.pdf."""
    shown = page(asked)
    local = printed_at.astimezone(ZoneInfo(asked.school.timezone))
    facts = {"printed_at": local, "watermark": copies.across(shown["reader"], local)}
    return copies.drawn("pdf/chronology.html", {**shown, **facts}, zone=asked.school.timezone)


def page(asked: ChronologyPrint) -> dict[str, Any]:
    """What the printed chronology shows, on paper or on a page for the browser."""
    return {
        "print": asked,
        "school": asked.school,
        "person": asked.person,
        "reader": asked.requested_by.display_name,
        "mark": copies.MARK,
        **asked.content,
    }
