"""What happens to an account, told to whoever asked to know.

A user belongs to no school, so this package cannot write to a school's audit log. The package
above it listens here; accounts knows none of its listeners.
"""

from collections.abc import Callable

Listener = Callable[[int, str], None]

_LISTENERS: list[Listener] = []


def listen(listener: Listener) -> Listener:
    """Register a function called with a user's id and an event type, such as account.signed_in."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)
    return listener


def tell(user_id: int, type: str) -> None:
    """Tell every listener; one that fails stops the act, so that nothing goes unrecorded."""
    for listener in _LISTENERS:
        listener(user_id, type)
