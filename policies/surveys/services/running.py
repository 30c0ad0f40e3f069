"""Running a survey: prepared, opened, closed."""

import hashlib
import json
import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from esafety.signatures.codes import ALPHABET
from policies.surveys import permissions, queries, workflow
from policies.surveys.models import Paper, Survey

CLOSED = "survey.closed"
_CODE_LENGTH = 6


@transaction.atomic
def make(*, audience: str, opens_on: date, closes_on: date, by: Actor) -> Survey:
    """Prepare a survey. Nobody can answer it before it is opened and its first day has come."""
    permissions.check_can_manage(by)
    workflow.check_days(opens_on, closes_on, _today(by))
    survey = Survey.objects.create(
        school_id=by.school_id,
        audience=audience,
        code="".join(secrets.choice(ALPHABET) for _n in range(_CODE_LENGTH)).lower(),
        opens_on=opens_on,
        closes_on=closes_on,
        made_at=timezone.now(),
        made_by_id=by.membership_id,
    )
    audit.record(by=by, type="survey.made", object=str(survey))
    return survey


@transaction.atomic
def change_days(*, survey: Survey, opens_on: date, closes_on: date, by: Actor) -> Survey:
    """Give a survey that is not closed other days; once it is answered, the first day stays."""
    permissions.check_can_manage(by)
    row, today = _held(survey), _today(by)
    workflow.check_can_change_days(row)
    workflow.check_days(opens_on, closes_on, today)
    if opens_on != row.opens_on and row.opened_at is not None and row.opens_on <= today:
        raise Refused(_("It has begun: the first day cannot be changed any more."))
    row.opens_on, row.closes_on = opens_on, closes_on
    row.save(update_fields=["opens_on", "closes_on"])
    audit.record(by=by, type="survey.days_changed", object=str(row))
    return row


@transaction.atomic
def open_(*, survey: Survey, by: Actor) -> Survey:
    """Open a survey: from its first day on anybody with the address can answer. Its questions
    are frozen as they are now."""
    permissions.check_can_manage(by)
    row = _held(survey)
    workflow.check_can_open(row, _today(by))
    asked = [
        {"code": q.code, "words": q.words, "kind": q.kind, "options": q.options}
        for q in queries.questions(row.audience)
    ]
    if not asked:
        raise Refused(_("There is no question to ask. Write the questions first."))
    sha256 = _sha256(asked)
    Paper.objects.create(school_id=row.school_id, survey=row, questions=asked, sha256=sha256)
    row.opened_at = timezone.now()
    row.save(update_fields=["opened_at"])
    audit.record(by=by, type="survey.opened", object=str(row), data={"questions": sha256})
    return row


@transaction.atomic
def close(*, survey: Survey, by: Actor) -> Survey:
    """Close a survey: it takes no more answers, and its results can be read."""
    permissions.check_can_manage(by)
    return _close(survey, by)


@transaction.atomic
def run_out(*, survey: Survey, by: Actor) -> Survey:
    """Close a survey whose last day is over, and tell those who keep the surveys, once."""
    row = _close(survey, by)
    for member in schools.holders_of(Permission.SURVEY_MANAGE):
        notices.tell(
            member=member,
            kind=CLOSED,
            object=str(row),
            school_id=row.school_id,
            once_key=f"{CLOSED}:{row.pk}",
        )
    return row


@transaction.atomic
def drop(*, survey: Survey, by: Actor) -> None:
    """Forget a survey that was never opened."""
    permissions.check_can_manage(by)
    row = _held(survey)
    workflow.check_can_drop(row)
    audit.record(by=by, type="survey.dropped", object=str(row))
    row.delete()


@transaction.atomic
def taken_out(*, survey: Survey, type: str, by: Actor) -> None:
    """Record that the sheet or the results of a survey were taken out as a file."""
    permissions.check_can_manage(by)
    audit.record(by=by, type=type, object=str(survey))


def _close(survey: Survey, by: Actor) -> Survey:
    row = _held(survey)
    workflow.check_can_close(row)
    row.closed_at = timezone.now()
    row.save(update_fields=["closed_at"])
    row.used_forms.all().delete()
    facts: dict[str, Any] = {"answers": row.sheets.count()}
    audit.record(by=by, type="survey.closed", object=str(row), data=facts)
    return row


def _held(survey: Survey) -> Survey:
    row: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    return row


def _today(by: Actor) -> date:
    return schools.local_today(queries.school_of(by))


def _sha256(asked: list[dict[str, Any]]) -> str:
    text = json.dumps(asked, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
