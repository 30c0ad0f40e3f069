"""What ends when somebody who left the school joins it again. Apps above register here; people
knows none of them."""

from collections.abc import Callable

from esafety.access.actor import Actor
from esafety.people.models import Person

_ENDS: list[Callable[[Person, Actor], None]] = []


def on_return(end: Callable[[Person, Actor], None]) -> Callable[[Person, Actor], None]:
    """Register a function that is called with the person who came back and who recorded it."""
    _ENDS.append(end)
    return end


def tell(person: Person, by: Actor) -> None:
    """Let all of them do their part, inside the caller's transaction."""
    for end in _ENDS:
        end(person, by)
