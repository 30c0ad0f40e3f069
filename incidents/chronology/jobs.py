"""The jobs of printed chronologies: make one, and let go of old ones."""

from functools import partial

from esafety.access.actor import Actor
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.jobs.services import report_progress
from esafety.schools.models import School
from incidents.chronology import services
from incidents.models import ChronologyPrint


@handler("chronology.print", lease_seconds=300, attempts=3, pdf=True)
def make_print(job: Job) -> None:
    """Make the PDF that was asked for; one that is gone needs nothing."""
    asked = ChronologyPrint.objects.filter(key=job.payload["print"]).select_related(
        "school", "requested_by__user", "person"
    )
    for one in asked:
        services.make(asked=one, progress=partial(_show, job))


def _show(job: Job, percent: int, words: str) -> None:
    report_progress(job, percent=percent, words=words)


@periodically
def remove_old_prints(school: School) -> None:
    """PDFs of chronologies are kept for two days."""
    services.remove_old(school=school, by=Actor.for_system("chronology", school_id=school.pk))
