"""Jobs of reports. They fetch by id and call one service or one notification."""

from esafety.jobs.models import Job
from esafety.jobs.registry import handler
from esafety.schools import queries as schools
from reports import notifications, queries
from reports.services import building


@handler("report.build", lease_seconds=120, attempts=5, pdf=True)
def build(job: Job) -> None:
    """Build one edition."""
    building.build(job=job)


@handler("report.tell_governor")
def tell_governor(job: Job) -> None:
    """Tell one governor, if they still are one and may read the report."""
    member = queries.governors().filter(pk=job.payload["member"]).first()
    if member is None:
        return
    actor = schools.actor_of(member)
    report = queries.published_for(actor).filter(pk=job.payload["report"]).first()
    if report is not None:
        notifications.published(report, member)
