"""Who else is affected by a change of a policy. Apps above (agreements) register here what they
count; this module knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from policies.documents.models import Policy


class Act(StrEnum):
    """What a group does again after a change. Who reads is never counted with who signs."""

    READ = "read"
    SIGNED = "signed"


@dataclass(frozen=True)
class Part:
    """One group that reads or signs again: so many of so many have. Counts only."""

    label: Any
    done: int
    people: int
    act: Act = Act.SIGNED


Source = Callable[[Policy, datetime], list[Part]]
Choices = Callable[[], dict[str, str]]

_SOURCES: list[Source] = []
_AGREEMENTS: list[Choices] = []


def on_material_change(source: Source) -> Source:
    """Register what counts, for a policy, those who signed again since a moment."""
    _SOURCES.append(source)
    return source


def agreements_named_by(choices: Choices) -> Choices:
    """Register what gives the agreements of the school in scope: code and title."""
    _AGREEMENTS.append(choices)
    return choices


def parts(policy: Policy, since: datetime) -> list[Part]:
    """Every group that signs again after a material change."""
    return [part for source in _SOURCES for part in source(policy, since)]


def agreements() -> dict[str, str]:
    """The agreements that can stand on a policy."""
    return {code: title for choices in _AGREEMENTS for code, title in choices().items()}


@dataclass(frozen=True)
class Reached:
    """How many of how many have done one thing."""

    done: int
    people: int

    @property
    def percent(self) -> int | None:
        """Of a hundred so many, rounded down; None where nobody has to."""
        return 100 * self.done // self.people if self.people else None


def reached(counted: list[Part], act: Act) -> Reached:
    """All groups that do the same thing, together."""
    same = [part for part in counted if part.act == act]
    return Reached(sum(part.done for part in same), sum(part.people for part in same))
