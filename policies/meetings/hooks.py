"""What else happens when a meeting is closed. Apps above the policies register here."""

from collections.abc import Callable

from esafety.access.actor import Actor
from policies.meetings.models import Meeting

OnClosed = Callable[[Meeting, Actor], None]

_ON_CLOSED: list[OnClosed] = []


def on_closed(func: OnClosed) -> OnClosed:
    """Call the function for each meeting that is closed, in its transaction: what it raises undoes
    the closing. It may only write rows: no mail, no PDF."""
    _ON_CLOSED.append(func)
    return func


def tell_closed(meeting: Meeting, by: Actor) -> None:
    """Call what was registered."""
    for func in _ON_CLOSED:
        func(meeting, by)
