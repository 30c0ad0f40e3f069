"""A refusal that a person can read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.utils.functional import Promise

from esafety.access.actor import Actor
from esafety.access.permissions import Permission


class Refused(Exception):
    """The act is not allowed; `sentence` says why, in words for the person who tried."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)


class _HasErrors(Protocol):
    def add_error(self, field: str | None, error: str) -> None: ...


def require(actor: Actor, permission: Permission, sentence: str | Promise) -> None:
    """Raise Refused with the sentence unless a role of the actor carries the permission."""
    if not actor.can(permission):
        raise Refused(sentence)


@contextmanager
def refusals_shown_on(form: _HasErrors) -> Iterator[None]:
    """Turn a Refused raised inside into an error on the form, so that nothing typed is lost."""
    try:
        yield
    except Refused as refused:
        form.add_error(None, refused.sentence)
