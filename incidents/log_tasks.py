"""The jobs of the printed log: make one, and let go of old ones."""

from functools import partial

from esafety.access.actor import Actor
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.jobs.services import report_progress
from esafety.schools.models import School
from incidents.models import LogPrint
from incidents.services import printing


@handler("log.print", lease_seconds=300, attempts=3, pdf=True)
def make_print(job: Job) -> None:
    """Make the PDF that was asked for; one that is gone needs nothing."""
    asked = LogPrint.objects.filter(key=job.payload["print"]).select_related(
        "school", "requested_by__user"
    )
    for one in asked:
        printing.make(asked=one, progress=partial(_show, job))


def _show(job: Job, percent: int, words: str) -> None:
    report_progress(job, percent=percent, words=words)


@periodically
def remove_old_prints(school: School) -> None:
    """PDFs of the log are kept for two days."""
    printing.remove_old(school=school, by=Actor.for_system("log", school_id=school.pk))
