"""Which story happens to whom, when, who reports it and how far it has come."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from esafety.access.actor import Actor
from esafety.demo.stories import Story
from esafety.people.models import Person
from incidents.choices import Part, PersonKind, When


class Course(StrEnum):
    """How far an incident has come by today."""

    SUBMITTED = "submitted"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATING = "investigating"
    IN_ACTION = "in_action"
    CLOSED = "closed"
    REOPENED = "reopened"
    CLOSED_AGAIN = "closed_again"
    NOT_INCIDENT = "not_incident"
    MERGED = "merged"


@dataclass(frozen=True)
class Named:
    """Somebody in a story: picked from the directory, or typed with how to reach them."""

    slot: str
    kind: PersonKind
    part: Part
    person: Person | None = None
    typed: str = ""
    contact: str = ""

    @property
    def word(self) -> str:
        """What the reporter calls them: a child by first name, a grown-up by the whole name."""
        if self.person is None:
            return self.typed or "somebody"
        return self.person.first_name if self.kind == PersonKind.CHILD else self.person.name


@dataclass(frozen=True)
class Happening:
    """When it was, as far as the reporter knows."""

    when: When
    first: date
    last: date | None = None
    words: str = ""
    at: time | None = None


@dataclass
class Plot:
    """One incident to be played: everything that chance decides is decided here."""

    story: Story
    rng: random.Random
    happening: Happening
    place_words: str
    submitted_at: datetime
    reporter: Actor
    handler: Actor
    named: list[Named]
    slots: dict[str, str]
    course: Course
    twin: "Plot | None" = None
    reference: str = ""
