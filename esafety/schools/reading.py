"""What a page that only reads asks once, however many of its parts ask it.

Inside `page()` (the middleware opens it for GET and HEAD, which change nothing) `once` answers the
same question from memory. Everywhere else, so in every act and every job, it asks anew: what a
service decides on a locked row is never remembered.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers_of_a_page", default=None)


@contextmanager
def page() -> Iterator[None]:
    """One page that only reads."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once(question: Hashable, ask: Callable[[], T]) -> T:
    """The answer to the question, asked at most once in a page."""
    known = _answers.get()
    if known is None:
        return ask()
    if question not in known:
        known[question] = ask()
    answer: T = known[question]
    return answer
