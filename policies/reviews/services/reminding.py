"""Reminders of review dates: each exactly once, those that waited in one mail."""

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
from policies.reviews.reminders import Due

SOON, OVERDUE = "review.soon", "review.overdue"


@transaction.atomic
def remind(*, policy: int, by: Actor) -> ReviewReminder | None:
    """Send the reminder of a policy's review date that is due now, in one mail with those that
    waited. None where none is: it was sent, or the date has moved. Safe to run twice."""
    row = Policy.objects.select_for_update(of=("self",)).select_related("school").get(pk=policy)
    found = queries.due_of(row.pk, schools.local_today(row.school))
    if found is None:
        return None
    due = found.due
    members = queries.told(row, due.step)
    made = _noted(row, due)
    for member in members:
        notices.tell(
            member=member,
            kind=OVERDUE if due.step > 0 else SOON,
            object=made.reference,
            school_id=by.school_id,
            once_key=f"review:{made}",
        )
    data = {"steps": list(due.steps), "told": made.told}
    audit.record(by=by, type="review.reminded", object=str(row), data=data)
    return made


def _noted(policy: Policy, due: Due) -> ReviewReminder:
    """Write down every step that goes out now, each with those whom it was for."""
    made = [
        ReviewReminder(
            school_id=policy.school_id,
            policy=policy,
            review_on=cast(date, policy.next_review_on),  # what is due has a date
            step=step,
            mailed_as=due.step,
            told=[str(one) for one in queries.told(policy, step)],
            made_at=timezone.now(),
        )
        for step in due.steps
    ]
    return ReviewReminder.objects.bulk_create(made)[-1]
