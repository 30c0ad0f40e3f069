"""What keeps a worker small: one PDF at a time on a machine, and none for longer than its lease."""

import fcntl
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings


class TimedOut(BaseException):
    """A PDF took longer than its job may be held.

    No library that is in the middle of something may take it for a fault of its own.
    """


@contextmanager
def turn(*, wanted: bool) -> Iterator[bool]:
    """Whether it is our turn to make a PDF, for as long as the block lasts.

    The processes of one worker share a file. The system lets go of its lock when the process that
    holds it ends, whatever way it ends. With `wanted` False there is nothing to wait for.
    """
    if not wanted:
        yield True
        return
    with settings.PDF_LOCK.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def at_most(span: timedelta, *, wanted: bool) -> Iterator[None]:
    """Raise TimedOut in the block after this span.

    Only where signals arrive: in the main thread, where Celery's solo and prefork workers work.
    """
    if not wanted or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _end)
    signal.setitimer(signal.ITIMER_REAL, span.total_seconds())
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _end(_number: int, _frame: Any) -> None:
    raise TimedOut
