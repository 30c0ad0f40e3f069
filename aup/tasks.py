"""Jobs of agreements."""

import uuid
from functools import partial

from aup.services import links, papers, sending_copies
from esafety.access.actor import Actor
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.jobs.services import report_progress
from esafety.schools.models import School

_TRIES = 8


@handler("agreement.letter", lease_seconds=60, attempts=_TRIES)
def letter(job: Job) -> None:
    """Send one letter."""
    links.send(letter_id=job.payload["letter"], is_last_try=job.attempts >= _TRIES)


@handler("agreement.again")
def again(job: Job) -> None:
    """Write to whoever asked for a new link, if theirs was ever one."""
    by = Actor.for_system("signing", school_id=job.school_id)
    links.answer_again(token_hash=job.payload["hash"], by=by)


@handler("agreement.copy")
def copy(job: Job) -> None:
    """Send somebody the way to their own copy."""
    sending_copies.send(signature_id=job.payload["signature"])


@handler("agreement.paper", lease_seconds=600, attempts=3, pdf=True)
def paper(job: Job) -> None:
    """Make one PDF of many forms."""
    papers.make(key=uuid.UUID(job.payload["print"]), progress=partial(_show, job))


def _show(job: Job, percent: int) -> None:
    report_progress(job, percent=percent)


@periodically
def remove_old_paper(school: School) -> None:
    """PDFs of forms are kept for two days."""
    papers.remove_old(by=Actor.for_system("paper", school_id=school.pk))
