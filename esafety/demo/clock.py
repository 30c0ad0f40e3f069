"""Standing on another day, so that what services write bears the date of the story."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.utils import timezone


class Clock:
    """What `django.utils.timezone.now` answers while the demonstration is being made."""

    def __init__(self, moment: datetime) -> None:
        self.set(moment)

    def set(self, moment: datetime) -> None:
        """Go to another moment; it is kept in UTC, as the real clock gives it."""
        self.moment = moment.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.moment


@contextmanager
def standing_at(moment: datetime) -> Iterator[Clock]:
    """Let `timezone.now()` answer this moment, or the one that the clock is set to, until left.

    Only for a command that has the process to itself: every thread sees the same clock.
    """
    clock, real = Clock(moment), timezone.now
    timezone.now = clock
    try:
        yield clock
    finally:
        timezone.now = real
