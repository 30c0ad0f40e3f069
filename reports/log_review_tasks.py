"""The job that makes the PDF of a frozen log."""

from functools import partial

from esafety.jobs.models import Job
from esafety.jobs.registry import handler
from esafety.jobs.services import report_progress
from reports.log_review.models import LogReview
from reports.services import log_review


@handler(log_review.JOB, lease_seconds=300, attempts=5, pdf=True)
def make_log_review(job: Job) -> None:
    """Make the PDF of what was frozen."""
    review = LogReview.objects.select_related("school", "meeting").get(key=job.payload["review"])
    log_review.make(review=review, progress=partial(_show, job))


def _show(job: Job, percent: int, words: str) -> None:
    report_progress(job, percent=percent, words=words)
