"""The job of the access list. No rules here."""

from django.db import transaction
from django.utils import timezone

from aup.services import access
from esafety.access.actor import Actor
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.schools.models import School


@periodically
def look_at_access(school: School) -> None:
    """Once an hour: people join and leave, and the time to sign a new version runs out."""
    with transaction.atomic():
        jobs.enqueue(
            kind="access.refresh",
            school_id=school.pk,
            once_key=f"access:{timezone.now():%Y%m%d%H}",
        )


@handler("access.refresh", lease_seconds=300, forgets_keys=True)
def refresh(job: Job) -> None:
    """Look at the whole school again."""
    access.refresh_all(by=Actor.for_system("access-list", school_id=job.school_id))
