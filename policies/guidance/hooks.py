"""What follows when the register changes. Packages above register here; this one knows none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from esafety.access.actor import Actor
from policies.guidance.models import GuidanceEdition


@dataclass(frozen=True)
class Link:
    """The name and the page of something that cites an entry."""

    text: str
    href: str


OnEdition = Callable[[GuidanceEdition, Actor], None]
Citing = Callable[[str], Iterable[Link]]

_ON_EDITION: list[OnEdition] = []
_CITING: list[Citing] = []


def on_edition(func: OnEdition) -> OnEdition:
    """Call the function for each edition added to an entry that had one, in its transaction."""
    _ON_EDITION.append(func)
    return func


def tell_edition(edition: GuidanceEdition, by: Actor) -> None:
    """Call what was registered."""
    for func in _ON_EDITION:
        func(edition, by)


def citing(func: Citing) -> Citing:
    """Register what tells, by the code of an entry, what in force cites it."""
    _CITING.append(func)
    return func


def cited_in(code: str) -> list[Link]:
    """All that is in force and cites the entry."""
    return [link for func in _CITING for link in func(code)]
