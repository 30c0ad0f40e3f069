"""Telling those who keep the register that entries are to be checked."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from policies.guidance.models import Guidance
from policies.guidance.queries import overdue

CLOCK = "guidance"


def key_of(day: date) -> str:
    """By what the reminder of that day is known: one, however many entries are due on it."""
    return f"guidance:check:{day.isoformat()}"


@transaction.atomic
def remind(*, due_on: date, by: Actor) -> Guidance | None:
    """Tell everybody who keeps the register, once, that checks were due on a day.

    None where all of them were made meanwhile. Safe to run twice.
    """
    row = overdue(timezone.localdate()).filter(next_check_on=due_on).first()
    if row is None:
        return None
    told = [
        notices.tell(
            member=member,
            kind="guidance.to_check",
            object=str(row),
            school_id=by.school_id,
            once_key=key_of(due_on),
        )
        for member in schools.holders_of(Permission.GUIDANCE_KEEP)
    ]
    if any(told):
        data = {"due": due_on.isoformat()}
        audit.record(by=by, type="guidance.reminded", object=str(row), data=data)
    return row
