"""The questions of a school: taken up, added, reworded, retired, brought back, moved."""

import re
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools.models import School
from esafety.schools.seeding import for_new_school
from policies.surveys import permissions, queries
from policies.surveys.choices import Audience
from policies.surveys.models import Question
from policies.surveys.starters import STARTERS

MOST_QUESTIONS, MOST_OPTIONS = 20, 10


@transaction.atomic
def take_starters(*, audience: str, by: Actor) -> list[Question]:
    """Take up the starter questions for an audience that has none. Safe to call twice."""
    permissions.check_can_manage(by)
    _hold(by)
    return _sow(audience, by)


@for_new_school
def questions(by: Actor) -> None:
    """A new school begins with the starter questions for each audience."""
    for audience in Audience.values:
        _sow(audience, by)


@transaction.atomic
def add(*, audience: str, words: str, kind: str, options: Sequence[str], by: Actor) -> Question:
    """Add a question at the end of those of an audience."""
    permissions.check_can_manage(by)
    _hold(by)
    rows = list(queries.every_question(audience))
    _check_room(audience)
    _check_options(options)
    question = Question.objects.create(
        school_id=by.school_id,
        audience=audience,
        code=_new_code(words, {row.code for row in rows}),
        words=words,
        kind=kind,
        options=list(options),
        position=max((row.position for row in rows), default=0) + 1,
    )
    _record(by, "survey.question_added", question)
    return question


@transaction.atomic
def change(
    *, question: Question, words: str, kind: str, options: Sequence[str], by: Actor
) -> Question:
    """Reword a question. What was asked before stays as it was asked."""
    permissions.check_can_manage(by)
    _check_options(options)
    row = _held(question)
    row.words, row.kind, row.options = words, kind, list(options)
    row.save(update_fields=["words", "kind", "options"])
    _record(by, "survey.question_changed", row)
    return row


@transaction.atomic
def retire(*, question: Question, by: Actor) -> Question:
    """Ask it no more from the next survey on."""
    permissions.check_can_manage(by)
    row = _held(question)
    if row.retired:
        raise Refused(_("This question is retired already."))
    row.retired = True
    row.save(update_fields=["retired"])
    _record(by, "survey.question_retired", row)
    return row


@transaction.atomic
def bring_back(*, question: Question, by: Actor) -> Question:
    """Ask it again from the next survey on."""
    permissions.check_can_manage(by)
    row = _held(question)
    if not row.retired:
        raise Refused(_("This question is asked already."))
    _check_room(row.audience)
    row.retired = False
    row.save(update_fields=["retired"])
    _record(by, "survey.question_brought_back", row)
    return row


@transaction.atomic
def move_up(*, question: Question, by: Actor) -> Question:
    """Ask it before the one that stands above it; the first stays where it is."""
    permissions.check_can_manage(by)
    _hold(by)
    rows = list(queries.questions(question.audience).select_for_update())
    place = rows.index(question) if question in rows else 0
    if place == 0:
        raise Refused(_("This question is the first already."))
    rows[place - 1 : place + 1] = rows[place], rows[place - 1]
    for number, row in enumerate(rows, 1):
        row.position = number
    Question.objects.bulk_update(rows, ["position"])
    _record(by, "survey.question_moved", rows[place - 1])
    return rows[place - 1]


def _sow(audience: str, by: Actor) -> list[Question]:
    if queries.every_question(audience).exists():
        return []
    made = Question.objects.bulk_create(
        Question(
            school_id=by.school_id,
            audience=audience,
            code=one.code,
            words=str(one.words),
            kind=one.kind,
            options=[str(option) for option in one.options],
            position=number,
        )
        for number, one in enumerate(STARTERS[audience], 1)
    )
    ref = f"survey_questions:{audience}"
    audit.record(by=by, type="survey.questions_started", object=ref)
    return list(made)


def _hold(by: Actor) -> None:
    """One change of a school's questions at a time."""
    School.objects.select_for_update().get(pk=by.school_id)


def _held(question: Question) -> Question:
    row: Question = Question.objects.select_for_update().get(pk=question.pk)
    return row


def _check_room(audience: str) -> None:
    if queries.questions(audience).count() >= MOST_QUESTIONS:
        raise Refused(
            _("Twenty questions are the most that people answer. Retire one before you add one.")
        )


def _check_options(options: Sequence[str]) -> None:
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise Refused(_("Give two to ten answers to choose from."))
    if len(set(options)) < len(options):
        raise Refused(_("An answer is there twice."))


def _new_code(words: str, taken: set[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:30] or "question"
    numbered = (f"{plain}_{n}" for n in range(2, len(taken) + 3))
    return plain if plain not in taken else next(one for one in numbered if one not in taken)


def _record(by: Actor, type: str, question: Question) -> None:
    audit.record(by=by, type=type, object=str(question))
