"""Printed forms of the school in scope: who needs one, and which question belongs to a code."""

import uuid
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from aup.choices import AskState
from aup.models import Ask, PaperCode, PaperPrint
from aup.queries.asking import asks, open_for, present
from esafety.access.actor import Actor
from esafety.people import queries as people
from esafety.people.choices import Kind
from esafety.people.models import Guardianship
from esafety.signatures import codes

MOST_FOUND = 20


def code_typed(code: str) -> PaperCode | None:
    """The code of a printed form as somebody typed it, in whatever state."""
    rows = PaperCode.objects.select_related("ask__subject", "ask__agreement", "school")
    found: PaperCode | None = rows.filter(code_key=codes.key_of(code)).first()
    return found


def working_code(code: str) -> PaperCode | None:
    """The code by which a form may still be signed online; None for one that never was, one that
    is too old and one whose question was replaced."""
    found = code_typed(code)
    works = found is not None and found.expires_at > timezone.now()
    return found if found and works and found.ask.state != AskState.SUPERSEDED else None


def asks_named(words: str) -> list[Ask]:
    """The questions of those whose name or form's code is typed, to enter what came on paper."""
    typed = code_typed(words)
    if typed is not None:
        return [asks().get(pk=typed.ask_id)]
    found = people.search(q=words, limit=MOST_FOUND)
    rows = asks().filter(subject__in=[one.pk for one in found])
    newest: dict[int, Ask] = {}
    for ask in rows.exclude(state=AskState.SUPERSEDED).order_by("-version__effective_from", "-pk"):
        newest.setdefault(ask.subject_id, ask)
    return [newest[one.pk] for one in found if one.pk in newest]


def asks_for_paper(on: date, *, tutor_group: str = "", without_email: bool = False) -> list[Ask]:
    """The pupils' questions that wait for an answer, by class and name; `without_email`: only
    those where no present parent or carer who may sign has an address."""
    pupils = present(on).filter(kind=Kind.PUPIL)
    if tutor_group:
        pupils = pupils.filter(tutor_group=tutor_group)
    if without_email:
        reached = Guardianship.objects.filter(
            child=OuterRef("pk"),
            ended_on__isnull=True,
            parental_responsibility=True,
            guardian__in=present(on).exclude(email=""),
        )
        pupils = pupils.exclude(Exists(reached))
    rows = open_for(pupils.values_list("pk", flat=True))
    return list(rows.order_by("subject__tutor_group", "subject__last_name", "subject__first_name"))


def prints_of(actor: Actor) -> QuerySet[PaperPrint]:
    """The PDFs that this member asked for."""
    found: QuerySet[PaperPrint] = PaperPrint.objects.filter(requested_by=actor.membership_id or 0)
    return found.select_related("school")


def print_of(actor: Actor, key: uuid.UUID) -> PaperPrint | None:
    """One of the PDFs that this member asked for."""
    return prints_of(actor).filter(key=key).first()
