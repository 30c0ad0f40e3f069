"""Printed forms of the school in scope: who needs one, and which question belongs to a code."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from aup.choices import AnswerKind, AskState
from aup.models import AgreementTranslation, Answer, Ask, PaperCode, PaperPrint
from aup.queries import campaigns, texts
from aup.queries.asking import asks, newest_of_each, open_for, present, tied
from esafety.access.actor import Actor
from esafety.languages import ENGLISH, LANGUAGES
from esafety.people import queries as people
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.signatures import codes
from esafety.signatures.choices import Part

YEAR = "year-"
"""Before a year, where it stands for the pupils of that year who are in no tutor group."""
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
    newest = newest_of_each(rows.exclude(state=AskState.SUPERSEDED))
    return [newest[one.pk] for one in found if one.pk in newest]


def asks_for_paper(on: date, *, tutor_group: str = "", without_email: bool = False) -> list[Ask]:
    """The pupils' questions that wait for an answer, by class and name; `without_email`: only
    those where no present parent or carer who may sign has an address."""
    pupils = present(on).filter(kind=Kind.PUPIL)
    if tutor_group:
        pupils = pupils.filter(tutor_group=tutor_group)
    if without_email:
        reached = tied(on).filter(child=OuterRef("pk")).exclude(guardian__email="")
        pupils = pupils.exclude(Exists(reached))
    rows = open_for(pupils.values_list("pk", flat=True))
    return list(rows.order_by("subject__tutor_group", "subject__last_name", "subject__first_name"))


def languages_of(asks: Sequence[Ask], chosen: str = "") -> dict[int, str]:
    """The language of each form: the one chosen, else that in which a parent or the person signed
    last; English where the agreement is not there in it."""
    there = _there(asks)
    known = {} if chosen else _spoken({ask.subject_id for ask in asks})
    wanted = {ask.pk: chosen or known.get(ask.subject_id, ENGLISH) for ask in asks}
    return {
        ask.pk: wanted[ask.pk] if (ask.version_id, wanted[ask.pk]) in there else ENGLISH
        for ask in asks
    }


def languages_for(asks: Sequence[Ask]) -> list[str]:
    """The languages besides English in which some of these forms are there, in their order."""
    have = {locale for _version, locale in _there(asks)}
    return [code for code in LANGUAGES if code in have]


def printed_in(ask: Ask) -> dict[str, Any]:
    """The languages besides English in which a form of this question was printed, and that of the
    newest, for the page on which it is entered."""
    found = _printed([ask]).get(ask.pk, [ENGLISH])
    other = [code for code in found if code != ENGLISH]
    return {"locales": other, "initial": {"locale": found[0]} if other else {}}


def words_of(made: Iterable[PaperCode]) -> dict[int, str]:
    """The agreement's words for each form, in its language."""
    kept: dict[tuple[int, str], str] = {}
    found = {}
    for code in made:
        version = code.ask.version
        key = (version.pk, code.locale)
        if key not in kept:
            row = None if code.locale == ENGLISH else texts.translation(version, code.locale)
            kept[key] = row.text if row else version.text
        found[code.pk] = kept[key]
    return found


def _there(asks: Sequence[Ask]) -> set[tuple[int, str]]:
    rows = AgreementTranslation.objects.filter(version__in={ask.version_id for ask in asks})
    return set(rows.values_list("version", "locale"))


def _spoken(people: set[int]) -> dict[int, str]:
    """In which language somebody, or a present parent or carer of theirs, signed last."""
    ties = tied().filter(child__in=people)
    family = [(child, guardian) for child, guardian in ties.values_list("child", "guardian")]
    signers = people | {guardian for _child, guardian in family}
    rows = Answer.objects.filter(kind=AnswerKind.SIGNED, person__in=signers).order_by("pk")
    newest = {
        person: (pk, locale)
        for person, pk, locale in rows.values_list("person", "pk", "signature__text__locale")
    }
    found: dict[int, tuple[int, str]] = {}
    for subject, signer in [*family, *((one, one) for one in people)]:
        found[subject] = max(found.get(subject, (0, ENGLISH)), newest.get(signer, (0, ENGLISH)))
    return {subject: locale for subject, (_pk, locale) in found.items()}


@dataclass(frozen=True)
class Row:
    """One child of a class whose form may come back: what nobody has signed, who may sign it, and
    the languages in which it was printed, the newest first."""

    ask: Ask
    parts: list[Part]
    guardians: list[Person]
    locales: list[str]


def classes() -> list[str]:
    """The classes by the name in the address: tutor groups and, where pupils have none, years."""
    alone = present(timezone.localdate()).filter(kind=Kind.PUPIL, tutor_group="")
    years = set(alone.exclude(year_group="").values_list("year_group", flat=True))
    named = [f"{YEAR}{code}" for code, _label in people.year_groups() if code in years]
    return [*people.tutor_groups(), *named]


def pupils_in(group: str, on: date) -> QuerySet[Person]:
    """The pupils of a class, by name."""
    here = present(on).filter(kind=Kind.PUPIL)
    if group.startswith(YEAR):
        return here.filter(tutor_group="", year_group=group.removeprefix(YEAR))
    return here.filter(tutor_group=group)


def class_rows(group: str, on: date, *, only: Collection[int] = ()) -> list[Row]:
    """The forms of a class that are not signed by all, by name; `only` these questions. As many
    queries for one child as for thirty."""
    pupils = pupils_in(group, on).values("pk")
    rows = asks().filter(subject__in=pupils, state__in=campaigns.STILL_MISSING)
    if only:
        rows = rows.filter(pk__in=only)
    found = list(rows.order_by("subject__last_name", "subject__first_name", "pk"))
    may = guardians_by_child([ask.subject_id for ask in found], on)
    missing, spoken = campaigns.missing_in(found), _printed(found)
    return [
        Row(ask, missing[ask.pk], may.get(ask.subject_id, []), spoken.get(ask.pk, []))
        for ask in found
    ]


def guardians_by_child(children: Collection[int], on: date) -> dict[int, list[Person]]:
    """The present parents and carers who may sign, by the number of their child."""
    ties = tied(on).filter(child__in=children)
    found: dict[int, list[Person]] = {}
    for tie in ties.select_related("guardian").order_by("pk"):
        found.setdefault(tie.child_id, []).append(tie.guardian)
    return found


def _printed(rows: Sequence[Ask]) -> dict[int, list[str]]:
    """The languages in which the form of each question was printed, the newest first."""
    codes_of = PaperCode.objects.filter(ask__in=list(rows)).order_by("-pk")
    found: dict[int, dict[str, None]] = {}
    for ask, locale in codes_of.values_list("ask", "locale"):
        found.setdefault(ask, {})[locale] = None
    return {ask: list({**spoken, ENGLISH: None}) for ask, spoken in found.items()}


def prints_of(actor: Actor) -> QuerySet[PaperPrint]:
    """The PDFs that this member asked for."""
    found: QuerySet[PaperPrint] = PaperPrint.objects.filter(requested_by=actor.membership_id or 0)
    return found.select_related("school")


def print_of(actor: Actor, key: uuid.UUID) -> PaperPrint | None:
    """One of the PDFs that this member asked for."""
    return prints_of(actor).filter(key=key).first()
