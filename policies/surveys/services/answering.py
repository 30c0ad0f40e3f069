"""Answering a survey. Nobody acts here: who answers is known to nobody.

So this act leaves no row in the audit log, which would hold its time to the microsecond. How many
answers there were is recorded when the survey is closed.
"""

import uuid
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from esafety.schools import queries as schools
from policies.surveys import workflow
from policies.surveys.choices import Kind
from policies.surveys.models import Sheet, Survey, UsedForm

_SALT = "policies.surveys.answering"


def answer(*, survey: Survey, seed: uuid.UUID, chosen: Mapping[str, Sequence[int]]) -> bool:
    """Take the answers of one form, once: False when the form with this seed was sent before.

    `chosen` has the numbers of the chosen answers by the code of the question; what is left out
    may be missing. Raises Refused where the survey takes no answers now, nothing was chosen, or
    an answer is none of those on offer.
    """
    try:
        with transaction.atomic():
            return _keep(survey, _mark(survey, seed), chosen)
    except IntegrityError:
        return False  # pressed twice: the other one was faster


def was_sent(*, survey: Survey, seed: uuid.UUID) -> bool:
    """Whether the form with this seed counts already."""
    return bool(survey.used_forms.filter(mark=_mark(survey, seed)).exists())


def _keep(survey: Survey, mark: str, chosen: Mapping[str, Sequence[int]]) -> bool:
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    if row.used_forms.filter(mark=mark).exists():
        return False
    if not workflow.is_answered(row, schools.local_today(row.school)):
        raise Refused(_("This survey is not open, so your answers could not be taken."))
    said = _checked(row, chosen)
    UsedForm.objects.create(school_id=row.school_id, survey=row, mark=mark)
    Sheet.objects.create(school_id=row.school_id, survey=row, chosen=said)
    return True


def _checked(survey: Survey, chosen: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    said: dict[str, list[int]] = {}
    for question in survey.paper.asked():
        numbers = sorted(set(chosen.get(question["code"], ())))
        most = len(numbers) if question["kind"] == Kind.SEVERAL else 1
        known = all(0 <= n < len(question["options"]) for n in numbers)
        if not known or len(numbers) > most:
            raise Refused(_("One of the answers is not on offer. Choose again."))
        if numbers:
            said[question["code"]] = numbers
    if not said:
        raise Refused(_("Answer at least one question."))
    return said


def _mark(survey: Survey, seed: uuid.UUID) -> str:
    return salted_hmac(_SALT, f"{survey.pk}:{seed}", algorithm="sha256").hexdigest()
