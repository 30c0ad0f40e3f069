"""Which function does which kind of job."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any


@dataclass(frozen=True)
class Handler:
    """How one kind of job is done: the function, and how long one run may hold the job."""

    run: Callable[[Any], None]
    lease: timedelta
    attempts: int


_HANDLERS: dict[str, Handler] = {}


class UnknownJobKind(Exception):
    """A job whose kind no app has registered."""


def handler(
    kind: str, *, lease_seconds: int = 60, attempts: int = 8
) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Register the function that does jobs of this kind. It must be safe to run twice."""

    def keep(run: Callable[[Any], None]) -> Callable[[Any], None]:
        _HANDLERS[kind] = Handler(run, timedelta(seconds=lease_seconds), attempts)
        return run

    return keep


def handler_of(kind: str) -> Handler:
    """The handler of a kind; raises UnknownJobKind."""
    try:
        return _HANDLERS[kind]
    except KeyError as error:
        raise UnknownJobKind(kind) from error


def kinds() -> list[str]:
    return sorted(_HANDLERS)
