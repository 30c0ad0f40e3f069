"""Reminders of review dates: each once."""

from datetime import date
from typing import cast

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from policies.documents.models import Policy
from policies.reviews.models import ReviewReminder
from policies.reviews.queries import reminding as queries

SOON, OVERDUE = "review.soon", "review.overdue"


@transaction.atomic
def remind(*, policy: int, by: Actor) -> ReviewReminder | None:
    """Send the reminder of a policy's review date that is due now, and note those it takes the
    place of. None where none is: it was sent, or the date has moved. Safe to run twice."""
    row = Policy.objects.select_for_update(of=("self",)).select_related("school").get(pk=policy)
    found = queries.due_of(row.pk, schools.local_today(row.school))
    if found is None:
        return None
    fresh, due = found
    members = queries.told(fresh, due.step)
    for step in due.passed:
        _note(fresh, step, sent=False, told=[])
    made = _note(fresh, due.step, sent=True, told=[str(member) for member in members])
    for member in members:
        notices.tell(
            member=member,
            kind=OVERDUE if due.step > 0 else SOON,
            object=str(fresh),
            school_id=by.school_id,
            once_key=f"review:{made}",
        )
    data = {"step": due.step, "told": made.told}
    audit.record(by=by, type="review.reminded", object=str(fresh), data=data)
    return made


def _note(policy: Policy, step: int, *, sent: bool, told: list[str]) -> ReviewReminder:
    made = ReviewReminder(
        school_id=policy.school_id,
        policy=policy,
        review_on=cast(date, policy.next_review_on),  # what is due has a date
        step=step,
        sent=sent,
        told=told,
        made_at=timezone.now(),
    )
    made.save(force_insert=True)
    return made
