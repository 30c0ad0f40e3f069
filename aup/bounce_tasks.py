"""The job that reads the mailbox of notices: one for all schools, kept with the first of them."""

from functools import partial

from django.conf import settings

from aup.queries.letters import READ_JOB
from aup.services import bounces
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.jobs.services import report_progress
from esafety.schools import queries as schools
from esafety.schools.models import School

# With pauses that grow to an hour this is about two days: longer than a mail server is down.
ATTEMPTS = 55


@handler(READ_JOB, lease_seconds=120, attempts=ATTEMPTS, forgets_keys=True)
def read(job: Job) -> None:
    """Read what is new in the mailbox."""
    bounces.read_mailbox(partial(_show, job))


def _show(job: Job, percent: int) -> None:
    report_progress(job, percent=percent)


@periodically
def look_into_the_mailbox(school: School) -> None:
    """Each ten minutes, where the installation has such a mailbox."""
    if settings.BOUNCES_IMAP_URL and school.pk == schools.first_id():
        bounces.look(school_id=school.pk)
