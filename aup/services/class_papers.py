"""The forms of a whole class, entered on one page: all of them or none."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from aup import queries
from aup.models import Ask
from aup.services import papers
from aup.services.papers import Entry, LaterAnswer
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.signatures.choices import Part


@dataclass(frozen=True)
class Form:
    """What stands on the form of one child, in its language."""

    ask: Ask
    entries: Sequence[Entry]
    locale: str


class FormRefused(Refused):
    """One form of the class cannot be entered: `ask` says whose, and `part` under which part it is
    wrong, where it is one of them."""

    def __init__(self, sentence: str, ask: int, part: Part | None = None) -> None:
        super().__init__(sentence)
        self.ask, self.part = ask, part


@transaction.atomic
def enter_class(*, forms: Sequence[Form], day: date, once_key: uuid.UUID, by: Actor) -> int:
    """Enter the forms of a class that came back on one day, all or none; how many were new.

    What was signed meanwhile, by a parent or from the same page sent twice, is left as it is.
    Raises FormRefused where one of them cannot be entered, as `papers.enter` says.
    """
    entered = 0
    for form in forms:
        left = queries.missing(form.ask)
        new = [one for one in form.entries if one.part in left or not one.signed]
        if not new:
            continue
        key = uuid.uuid5(once_key, str(form.ask))
        try:
            papers.enter(
                ask=form.ask, entries=new, day=day, once_key=key, by=by, locale=form.locale
            )
        except LaterAnswer as later:
            raise FormRefused(later.sentence, form.ask.pk, later.part) from None
        except Refused as refused:
            raise FormRefused(refused.sentence, form.ask.pk) from None
        entered += 1
    return entered
