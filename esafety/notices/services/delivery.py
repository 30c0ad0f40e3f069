"""What became of a mail. These are the worker's notes on notices, each in a transaction of its
own after the sending, never around it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from esafety.jobs import services as jobs
from esafety.notices.models import Notice
from esafety.notices.services import telling


@transaction.atomic
def mailed(*, notices: Iterable[Notice]) -> None:
    """Note that they were mailed."""
    keys = [notice.pk for notice in notices]
    Notice.objects.filter(pk__in=keys, mailed_at__isnull=True).update(mailed_at=timezone.now())


@transaction.atomic
def leave_to(*, notices: Iterable[Notice], mail: str) -> None:
    """Leave them to another way of mailing, since the member wishes that now."""
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mail=mail)


@transaction.atomic
def put_off(*, notice: Notice, until: datetime) -> None:
    """Mail it later: quiet hours began before a worker came to it."""
    telling.mail_at(notice, until)


@transaction.atomic
def plan_digest(*, member_id: int, school_id: int, day: str) -> None:
    """Keep the member's daily mail of that day (as on the school's calendar), once."""
    jobs.enqueue(
        kind=telling.DIGEST_JOB,
        school_id=school_id,
        payload={"member": member_id},
        once_key=f"digest:{member_id}:{day}",
    )
