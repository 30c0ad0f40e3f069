"""Reads about jobs: for the operator, the health check and progress pages."""

from datetime import timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone
from django_scopes import scopes_disabled

from esafety.jobs.models import Heartbeat, Job, JobState

ALIVE = timedelta(seconds=30)


def worker_is_alive() -> bool:
    """Whether a worker showed life in the last half minute."""
    return Heartbeat.objects.filter(name="worker", at__gte=timezone.now() - ALIVE).exists()


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
