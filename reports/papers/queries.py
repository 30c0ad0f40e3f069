"""Reads about PDFs made for one reader."""

from django.db.models import QuerySet

from esafety.access.actor import Actor
from reports.models import Paper


def papers_of(actor: Actor) -> QuerySet[Paper]:
    """The PDFs this member asked for, without their bytes; nobody else's exist."""
    mine = Paper.objects.filter(requested_by=actor.membership_id)
    return mine.select_related("school", "job", "requested_by__user").defer("pdf")
