"""Enqueue a job with the act that needs it; claim, run, finish, retry."""

import logging
import uuid
from datetime import timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from celery import current_app
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import limits, registry
from esafety.jobs.choices import JobState
from esafety.jobs.models import Heartbeat, Job
from esafety.pdf import TooLarge

log = logging.getLogger(__name__)
RUN_JOB = "esafety.jobs.tasks.run_job"
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
KEPT = timedelta(days=90)
"""How long a job that was done is kept, for the operator to look at."""

NO_USE = (Refused, TooLarge, MemoryError, limits.TimedOut)
"""What makes a PDF fail for good at once: the next try would end the same."""
LOST = "WorkerLost"
"""The error of a job whose workers died in the middle of it until its attempts were used up."""


class Stopped(Exception):
    """The job is no longer this worker's: it was cancelled, or another worker has it."""


def enqueue(
    *,
    kind: str,
    school_id: int,
    payload: dict[str, Any] | None = None,
    run_after: Any = None,
    once_key: str = "",
    asked_by: int | None = None,
) -> Job:
    """Keep a job with the act that asks for it; Celery is told its id after the commit.

    `payload` holds ids and codes only. With a `once_key` the school gets one such job ever, and
    the first is returned again. `asked_by` is the id of the membership that may follow it.

    Raises UnknownJobKind, and RuntimeError outside a transaction.
    """
    registry.handler_of(kind)
    if not connection.in_atomic_block:
        raise RuntimeError("jobs.enqueue() must run inside the transaction of the act it follows.")
    now = timezone.now()
    facts = {
        "kind": kind,
        "payload": payload or {},
        "created_at": now,
        "run_after": run_after or now,
        "asked_by_id": asked_by,
    }
    if once_key:
        job, made = Job.objects.get_or_create(
            school_id=school_id, once_key=once_key, defaults=facts
        )
    else:
        job, made = Job(school_id=school_id, **facts), True
        job.save(force_insert=True)
    if made and job.run_after <= now:
        transaction.on_commit(partial(_announce, str(job.pk)), robust=True)
    return job


def _announce(job_id: str) -> None:
    """Tell Celery the id. A broker that is down costs nothing: the sweep finds the row."""
    try:
        current_app.send_task(RUN_JOB, args=[job_id], retry=False)
    except Exception:
        log.warning("broker not reached; the sweep will find job %s", job_id)


def run(job_id: str) -> bool:
    """Claim the job and do it once; True when this call did it.

    A job that somebody else holds, or that is done, is left alone, and so is a PDF while another
    is made on this machine. A failure puts it back with a growing pause, or marks it failed for
    the operator when its attempts are used up.
    """
    with scopes_disabled():
        job = Job.objects.filter(pk=job_id).select_related("school").first()
    if job is None:
        return False
    with limits.turn(wanted=_makes_pdf(job)) as free:
        return free and _claim(job) and _do(job)


def _do(job: Job) -> bool:
    """Do a job that is ours, and mark it. Times that it writes down are those of the school."""
    here = timezone.override(ZoneInfo(job.school.timezone))
    try:
        with (
            scope(school=job.school),
            here,
            limits.at_most(_lease_of(job), wanted=_makes_pdf(job)),
        ):
            registry.handler_of(job.kind).run(job)
    except Stopped:
        return False
    except (Exception, limits.TimedOut) as error:
        _put_back(job, error)
        return False
    return _finish(job)


def _claim(job: Job) -> bool:
    """Take the job by one conditional update, whether it was had or not.

    One whose workers died so often that its attempts are used up fails instead.
    """
    now, lease = timezone.now(), uuid.uuid4()
    until = now + _lease_of(job)
    free = Q(state=JobState.WAITING, run_after__lte=now)
    expired = Q(state=JobState.RUNNING, leased_until__lt=now)
    with scopes_disabled():
        rows = Job.objects.filter(pk=job.pk, attempts=job.attempts)
        if job.attempts >= _attempts_of(job):
            failed = {"state": JobState.FAILED, "finished_at": now, "last_error": LOST}
            rows.filter(expired).update(lease=None, leased_until=None, **failed)
        taken = rows.filter(free | expired).update(
            state=JobState.RUNNING, lease=lease, leased_until=until, attempts=job.attempts + 1
        )
    job.state, job.lease, job.leased_until = JobState.RUNNING, lease, until
    job.attempts += 1
    return bool(taken == 1)


def _makes_pdf(job: Job) -> bool:
    return job.kind in registry.kinds_of_pdfs()


def _attempts_of(job: Job) -> int:
    try:
        return registry.handler_of(job.kind).attempts
    except registry.UnknownJobKind:
        return 1


def _lease_of(job: Job) -> timedelta:
    try:
        return registry.handler_of(job.kind).lease
    except registry.UnknownJobKind:
        return timedelta(seconds=60)


def _mine(job: Job) -> Any:
    with scopes_disabled():
        return Job.objects.filter(pk=job.pk, lease=job.lease, state=JobState.RUNNING)


def _finish(job: Job) -> bool:
    """Mark the job done, unless its lease was lost to another worker meanwhile."""
    done = _mine(job).update(
        state=JobState.DONE,
        finished_at=timezone.now(),
        lease=None,
        leased_until=None,
        percent=100,
        last_error="",
    )
    return bool(done == 1)


def _put_back(job: Job, error: BaseException) -> None:
    """Give the job back for a later try, or fail it for good; the error's class alone is kept."""
    most = 0 if _makes_pdf(job) and isinstance(error, NO_USE) else _attempts_of(job)
    now, name = timezone.now(), type(error).__name__[:120]
    log.warning("job %s of kind %s failed: %s", job.pk, job.kind, name, exc_info=error)
    if job.attempts >= most:
        changes: dict[str, Any] = {"state": JobState.FAILED, "finished_at": now}
    else:
        pause = min(FIRST_PAUSE * 2 ** (job.attempts - 1), LONGEST_PAUSE)
        changes = {"state": JobState.WAITING, "run_after": now + pause}
    _mine(job).update(lease=None, leased_until=None, last_error=name, **changes)


def report_progress(job: Job, *, percent: int, words: str = "") -> None:
    """Show how far the job is (0 to 100) and renew its lease, so a long job is not taken over.

    Raises Stopped when the job was cancelled, or lost to another worker.
    """
    until = timezone.now() + _lease_of(job)
    changed = _mine(job).update(percent=percent, progress_words=words, leased_until=until)
    if job.lease is not None and changed != 1:
        raise Stopped


@transaction.atomic
def cancel(*, job: Job, by: Actor) -> Job:
    """Cancel a PDF that waits or is being made, for the member who asked for it.

    One that is being made stops at its next sign of progress. Raises Refused for anybody else, for
    other kinds, and when it is over already: of a claim or an end and this, one alone wins.
    """
    _check_theirs(job, by)
    changes = {"state": JobState.CANCELLED, "finished_at": timezone.now(), "last_error": ""}
    open_ones = Job.objects.filter(pk=job.pk, state__in=[JobState.WAITING, JobState.RUNNING])
    if open_ones.update(lease=None, leased_until=None, **changes) != 1:
        raise Refused(_("It is over already, so it cannot be cancelled."))
    audit.record(by=by, type="job.cancelled", object=f"job:{job.pk}", data={"kind": job.kind})
    job.refresh_from_db()
    return job


@transaction.atomic
def try_again(*, job: Job, by: Actor) -> Job:
    """Have a PDF made that failed or was cancelled, for the member who asked for it.

    Raises Refused for anybody else, for other kinds, and when it neither failed nor was cancelled.
    """
    _check_theirs(job, by)
    ended = Job.objects.filter(pk=job.pk, state__in=[JobState.FAILED, JobState.CANCELLED])
    if not _wait_again(ended):
        raise Refused(_("It cannot be tried again now. Look at how it stands."))
    transaction.on_commit(partial(_announce, str(job.pk)), robust=True)
    audit.record(by=by, type="job.tried_again", object=f"job:{job.pk}", data={"kind": job.kind})
    job.refresh_from_db()
    return job


def _check_theirs(job: Job, by: Actor) -> None:
    if by.membership_id is None or job.asked_by_id != by.membership_id or not _makes_pdf(job):
        raise Refused(_("This is not yours to cancel or to try again."))


def _wait_again(ended: QuerySet[Job]) -> bool:
    """Put ended jobs back to wait as if nothing had been tried."""
    now = timezone.now()
    fresh = {"state": JobState.WAITING, "run_after": now, "finished_at": None, "attempts": 0}
    return bool(ended.update(percent=0, progress_words="", last_error="", **fresh))


def retry(*, job_id: str) -> None:
    """Put a failed job back to wait, for an operator who has mended the cause."""
    with scopes_disabled():
        _wait_again(Job.objects.filter(pk=job_id, state=JobState.FAILED))


def due(limit: int = 200) -> list[str]:
    """Ids of jobs to be done now: waiting and due, or left by a worker that died."""
    now = timezone.now()
    ready = Q(state=JobState.WAITING, run_after__lte=now)
    left = Q(state=JobState.RUNNING, leased_until__lt=now)
    with scopes_disabled():
        rows = Job.objects.filter(ready | left).order_by("run_after").values_list("pk", flat=True)
        return [str(pk) for pk in rows[:limit]]


@transaction.atomic
def forget_old() -> int:
    """Delete what was done 90 days ago, once a day and over all schools; how many rows.

    Waiting and failed jobs stay, and so does a done one whose `once_key` keeps its act from being
    done again. No evidence is in a job: that is in the rows which it wrote, and in the audit log.
    """
    now = timezone.now()
    last, made = Heartbeat.objects.get_or_create(name="forget-jobs", defaults={"at": now})
    if not made:
        due = Heartbeat.objects.filter(pk=last.pk, at__lte=now - timedelta(days=1))
        if not due.update(at=now):
            return 0
    may_go = Q(once_key="") | Q(kind__in=registry.kinds_that_forget())
    with scopes_disabled():
        # By its first column and second the index finds them: done, and due long ago.
        over = [JobState.DONE, JobState.CANCELLED]
        old = Job.objects.filter(state__in=over, run_after__lt=now - KEPT)
        removed, _rows = old.filter(may_go, finished_at__lt=now - KEPT).delete()
    return int(removed)


def beat() -> None:
    """Write down that a worker is alive."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": timezone.now()})
