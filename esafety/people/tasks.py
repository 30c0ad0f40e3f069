"""Jobs of the directory."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.people import queries
from esafety.people.services import importing
from esafety.schools import queries as schools
from esafety.schools.models import School

KEPT = timedelta(hours=24)


@handler("people.import", lease_seconds=900)
def apply_import(job: Job) -> None:
    """Apply a confirmed file, as the member who confirmed it."""
    row = queries.imports().get(pk=job.payload["import"])
    jobs.report_progress(job, percent=20, words=_("Entering the people"))
    try:
        importing.apply(people_import=row, by=schools.actor_of(row.made_by))
    except Refused:
        system = Actor.for_system("people-import", school_id=job.school_id)
        importing.stop(people_import=row, by=system)


@periodically
def forget_old_previews(school: School) -> None:
    """Clear files that nobody confirmed within a day: their rows name children."""
    system = Actor.for_system("people-import", school_id=school.pk)
    importing.expire(by=system, before=timezone.now() - KEPT)
