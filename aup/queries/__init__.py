"""Reads of the agreements of the school in scope."""

from datetime import date

from django.db.models import QuerySet

from aup.models import Agreement, AgreementVersion
from aup.queries.asking import (
    agreement_of,
    answers_of,
    asks,
    asks_of,
    guardians_of,
    in_order,
    missing,
    not_asked,
    open_for,
    parents_needed,
    present,
    said,
    said_on,
    settings_of,
    subjects_of,
)
from aup.queries.mine import (
    member_of,
    mine,
    my_answer,
    my_signatures,
    person_of,
    signed_by_me,
    to_sign,
)

__all__ = [
    "agreement_of",
    "agreements",
    "answers_of",
    "asks",
    "asks_of",
    "guardians_of",
    "in_force",
    "in_order",
    "member_of",
    "mine",
    "missing",
    "my_answer",
    "my_signatures",
    "not_asked",
    "open_for",
    "parents_needed",
    "person_of",
    "present",
    "said",
    "said_on",
    "settings_of",
    "signed_by_me",
    "subjects_of",
    "to_sign",
]


def agreements() -> QuerySet[Agreement]:
    """The school's agreements, in the order they were made."""
    found: QuerySet[Agreement] = Agreement.objects.select_related("school").order_by("pk")
    return found


def in_force(code: str, on: date) -> AgreementVersion | None:
    """The version of an agreement in force on a day; before the first took effect, the first.

    None for a code the school has no agreement of.
    """
    rows = AgreementVersion.objects.filter(agreement__code=code)
    rows = rows.select_related("agreement__school")
    begun: AgreementVersion | None = rows.filter(effective_from__lte=on).order_by("number").last()
    return begun or rows.order_by("number").first()
