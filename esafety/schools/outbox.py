"""Work that a school's acts ask to be done later.

The jobs package stands above this one and does the work; it joins itself here when the product
starts, so that nothing in this package has to know it.
"""

from collections.abc import Callable
from typing import Any, Protocol


class _Enqueue(Protocol):
    def __call__(self, *, kind: str, school_id: int, payload: dict[str, Any]) -> Any: ...


_HANDLERS: dict[str, Callable[[Any], None]] = {}
_JOBS: list[_Enqueue] = []


def handler(kind: str) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Name the function that does jobs of this kind. It must be safe to run twice."""

    def keep(run: Callable[[Any], None]) -> Callable[[Any], None]:
        _HANDLERS[kind] = run
        return run

    return keep


def join(*, enqueue: _Enqueue, register: Callable[[str, Callable[[Any], None]], Any]) -> None:
    """Called once by the jobs package: here is how to enqueue, and it learns our handlers."""
    _JOBS[:] = [enqueue]
    for kind, run in _HANDLERS.items():
        register(kind, run)


def enqueue(*, kind: str, school_id: int, payload: dict[str, Any]) -> None:
    """Keep a job with the act that asks for it. `payload` holds ids and codes only."""
    _JOBS[0](kind=kind, school_id=school_id, payload=payload)
