"""The forms of a whole class, entered on one page: all of them or none."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from django.db import transaction

from aup import queries
from aup.models import Ask
from aup.services import papers
from aup.services.papers import Entry, LaterAnswer
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.signatures.choices import Part


class ClassForm(Protocol):
    """What stands on one child's form; `number` is what its page calls it."""

    @property
    def number(self) -> int: ...


F = TypeVar("F", bound=ClassForm)


@dataclass(frozen=True)
class Form:
    """What stands on the form of one child, in its language."""

    ask: Ask
    entries: Sequence[Entry]
    locale: str

    @property
    def number(self) -> int:
        return self.ask.pk


class FormRefused(Refused):
    """One form of the class cannot be entered: `number` says which, and `part` under which part it
    is wrong, where it is one of them."""

    def __init__(self, sentence: str, number: int, part: Part | None = None) -> None:
        super().__init__(sentence)
        self.number, self.part = number, part


def each(forms: Iterable[F], enter: Callable[[F], bool]) -> int:
    """Enter one form after the other in the caller's transaction; how many were new, which is what
    `enter` says of each. Raises FormRefused for the first that cannot be entered."""
    entered = 0
    for form in forms:
        try:
            entered += enter(form)
        except LaterAnswer as later:
            raise FormRefused(later.sentence, form.number, later.part) from None
        except Refused as refused:
            raise FormRefused(refused.sentence, form.number) from None
    return entered


@transaction.atomic
def enter_class(*, forms: Sequence[Form], day: date, once_key: uuid.UUID, by: Actor) -> int:
    """Enter the forms of a class that came back on one day, all or none; how many were new.

    What was signed meanwhile, by a parent or from the same page sent twice, is left as it is.
    Raises FormRefused where one of them cannot be entered, as `papers.enter` says.
    """
    _hold(forms)
    return each(forms, lambda form: _enter(form, day, once_key, by))


def _hold(forms: Sequence[Form]) -> None:
    """Lock all questions before the school's audit chain is taken: a parent who signs one of them
    meanwhile waits for it, and holds nothing that is needed here."""
    rows = queries.asks().select_for_update(of=("self",)).order_by("pk")
    list(rows.filter(pk__in=[form.ask.pk for form in forms]))


def _enter(form: Form, day: date, once_key: uuid.UUID, by: Actor) -> bool:
    left = queries.missing(form.ask)
    new = [one for one in form.entries if one.part in left or not one.signed]
    if new:
        key = uuid.uuid5(once_key, str(form.ask))
        papers.enter(ask=form.ask, entries=new, day=day, once_key=key, by=by, locale=form.locale)
    return bool(new)
