"""What follows when the register changes. Packages above register here; this one knows none."""

from collections.abc import Callable

from esafety.access.actor import Actor
from policies.guidance.models import GuidanceEdition

OnEdition = Callable[[GuidanceEdition, Actor], None]

_ON_EDITION: list[OnEdition] = []


def on_edition(func: OnEdition) -> OnEdition:
    """Call the function for each edition added to an entry that had one, in its transaction."""
    _ON_EDITION.append(func)
    return func


def tell_edition(edition: GuidanceEdition, by: Actor) -> None:
    """Call what was registered."""
    for func in _ON_EDITION:
        func(edition, by)
