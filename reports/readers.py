"""Reads about who has read what was published."""

from dataclasses import dataclass
from datetime import datetime

from esafety.access.actor import Actor
from reports import queries
from reports.models import Publication, ReadingConfirmation


@dataclass(frozen=True)
class Readers:
    """How many of the present governors have confirmed that they read what stands published."""

    read: int
    all: int


def of(publication: Publication) -> Readers:
    """How many of how many governors have confirmed."""
    everyone = set(queries.governors().values_list("pk", flat=True))
    return Readers(len(everyone & confirmed(publication)), len(everyone))


def confirmed(publication: Publication) -> set[int]:
    """The members (by id) who confirmed that they read it."""
    rows = ReadingConfirmation.objects.filter(publication=publication)
    return set(rows.values_list("member", flat=True))


def read_at(publication: Publication, actor: Actor) -> datetime | None:
    """When this member confirmed that they read it."""
    rows = ReadingConfirmation.objects.filter(publication=publication, member=actor.membership_id)
    found: datetime | None = rows.values_list("read_at", flat=True).first()
    return found
