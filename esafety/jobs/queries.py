"""Reads about jobs: for the operator, the health check and progress pages."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django_scopes import scopes_disabled

from esafety.access.actor import Actor
from esafety.jobs import registry
from esafety.jobs.choices import JobState
from esafety.jobs.models import Heartbeat, Job

ALIVE = timedelta(seconds=30)


def database_answers() -> bool:
    """Whether the database answers a question now."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def worker_is_alive() -> bool:
    """Whether a worker showed life in the last half minute, or holds a job right now.

    A worker that makes a long PDF shows no other life meanwhile; its lease speaks for it.
    """
    now = timezone.now()
    if Heartbeat.objects.filter(name="worker", at__gte=now - ALIVE).exists():
        return True
    with scopes_disabled():
        return Job.objects.filter(state=JobState.RUNNING, leased_until__gte=now).exists()


def counts() -> dict[str, int]:
    """How many jobs there are in each state, over all schools."""
    with scopes_disabled():
        found = dict(Job.objects.values_list("state").annotate(n=Count("pk")))
    return {state.value: found.get(state.value, 0) for state in JobState}


def failed() -> QuerySet[Job]:
    """Jobs that failed for good, newest first, over all schools: kinds and ids, no content."""
    with scopes_disabled():
        rows: QuerySet[Job] = Job.objects.filter(state=JobState.FAILED).order_by("-finished_at")
    return rows


def unfinished() -> QuerySet[Job]:
    """Jobs that run or wait, over all schools, in the order in which they come up."""
    with scopes_disabled():
        rows: QuerySet[Job] = Job.objects.filter(
            state__in=[JobState.RUNNING, JobState.WAITING]
        ).order_by("state", "run_after")
    return rows


def asked_by(actor: Actor) -> QuerySet[Job]:
    """The jobs that this member asked for and may follow; nobody else's exist."""
    return Job.objects.filter(asked_by=actor.membership_id, asked_by__isnull=False)


def ahead_of(job: Job) -> int:
    """How many PDFs are made before this one waits no longer: a number, over all schools."""
    before = Q(state=JobState.WAITING, run_after__lt=job.run_after) | Q(state=JobState.RUNNING)
    with scopes_disabled():
        others = Job.objects.filter(before, kind__in=registry.kinds_of_pdfs()).exclude(pk=job.pk)
        return others.count()
