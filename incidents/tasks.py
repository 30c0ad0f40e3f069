"""Jobs of incidents: telling people, and removing drafts that ran out. No rules here."""

from django.db import transaction

from esafety.access.actor import Actor
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.schools import queries as schools
from esafety.schools.models import School
from incidents import notifications, report_queries
from incidents.models import Incident
from incidents.services import drafts


@handler("incident.tell")
def tell(job: Job) -> None:
    """Work out now who is told about a report, and tell those who were not told before.

    Enqueue it again whenever somebody else may have to know of the incident.
    """
    incident = _incident(job)
    with transaction.atomic():
        notifications.tell(incident)


@handler("incident.confirm")
def confirm(job: Job) -> None:
    """Mail the reporter that the report has arrived."""
    notifications.confirm(_incident(job))


@handler("incident.remove_drafts", forgets_keys=True)
def remove_drafts(job: Job) -> None:
    """Remove drafts older than 30 days."""
    drafts.remove_old(by=Actor.for_system("drafts", school_id=job.school_id))


@periodically
def remove_drafts_daily(school: School) -> None:
    """Once a day at the most, and only when there is a draft to remove."""
    if report_queries.drafts_run_out().exists():
        today = schools.local_today(school).isoformat()
        with transaction.atomic():
            jobs.enqueue(
                kind="incident.remove_drafts", school_id=school.pk, once_key=f"drafts:{today}"
            )


def _incident(job: Job) -> Incident:
    return Incident.objects.select_related("school").get(reference=job.payload["incident"])
