"""What comes up and when: one list for the planner, the calendar feed, agendas and reports.

Each part of the policies registers where its dates come from; this module knows none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from esafety.access.actor import Actor


@dataclass(frozen=True, order=True)
class Due:
    """One thing on one day: `ref` such as "policy:online-safety", `words` for a person, where it
    leads, and whether it has been done. `secret`: of a register that few may know of; it stands on
    their own pages alone, not in minutes that others read nor in a feed that leaves the site."""

    on: date
    kind: str
    ref: str
    words: str
    url: str
    done: bool = False
    secret: bool = False


Source = Callable[[Actor, date, date], Iterable[Due]]

_SOURCES: dict[str, tuple[Any, Source]] = {}


def register(kind: str, label: Any, source: Source) -> None:
    """Say where the dates of one kind come from. `source(actor, first, last)` gives only what
    exists for that actor, between the two days (both included)."""
    if kind in _SOURCES:
        raise ValueError(f"Dates of the kind {kind} are registered twice.")
    _SOURCES[kind] = (label, source)


def labels() -> dict[str, Any]:
    """Every kind of date with its words."""
    return {kind: label for kind, (label, _source) in _SOURCES.items()}


def between(actor: Actor, first: date, last: date) -> list[Due]:
    """What exists for the actor between the two days, in order of day, kind and reference."""
    found = (one for _label, source in _SOURCES.values() for one in source(actor, first, last))
    return sorted(found)
