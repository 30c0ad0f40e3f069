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
    forgets_keys: bool = False
    pdf: bool = False


_HANDLERS: dict[str, Handler] = {}


class UnknownJobKind(Exception):
    """A job whose kind no app has registered."""


def handler(
    kind: str,
    *,
    lease_seconds: int = 60,
    attempts: int = 8,
    forgets_keys: bool = False,
    pdf: bool = False,
) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Register the function that does jobs of this kind. It must be safe to run twice.

    A done job with a `once_key` is kept for ever, since it keeps the act from being done again.
    `forgets_keys` says that the keys of this kind name an hour or a minute, which never comes
    again, so that they may go like any other (`services.forget_old`).

    `pdf` says that it makes a PDF: one at a time on a machine, for as long as its lease at most,
    and whoever asked for it may cancel it.
    """

    def keep(run: Callable[[Any], None]) -> Callable[[Any], None]:
        lease = timedelta(seconds=lease_seconds)
        _HANDLERS[kind] = Handler(run, lease, attempts, forgets_keys, pdf)
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


def kinds_that_forget() -> list[str]:
    """Kinds whose keys name a moment."""
    return sorted(kind for kind, known in _HANDLERS.items() if known.forgets_keys)


def kinds_of_pdfs() -> list[str]:
    """Kinds that make a PDF."""
    return sorted(kind for kind, known in _HANDLERS.items() if known.pdf)
