"""The jobs of PDFs for one reader: make one, and let go of old ones."""

from functools import partial

from esafety.access.actor import Actor
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.jobs.services import report_progress
from esafety.schools.models import School
from reports.models import Paper
from reports.services import papers


@handler("report.paper", lease_seconds=300, attempts=3, pdf=True)
def make_paper(job: Job) -> None:
    """Make the PDF that was asked for; one that is gone needs nothing."""
    asked = Paper.objects.filter(key=job.payload["paper"]).select_related(
        "school", "requested_by__user"
    )
    for one in asked:
        papers.make(paper=one, progress=partial(_show, job))


def _show(job: Job, percent: int, words: str) -> None:
    report_progress(job, percent=percent, words=words)


@periodically
def remove_old_papers(school: School) -> None:
    """PDFs for one reader are kept for two days."""
    papers.remove_old(school=school, by=Actor.for_system("reports", school_id=school.pk))
