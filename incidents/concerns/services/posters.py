"""Posters with the address of the school's page for concerns."""

from django.db import transaction

from esafety.access.actor import Actor
from esafety.audit import services as audit
from incidents.concerns import permissions


@transaction.atomic
def made(*, stage: str, by: Actor) -> None:
    """Somebody made the poster for a key stage; which one is on the log."""
    permissions.check_can_make_posters(by)
    audit.record(by=by, type="poster.made", data={"stage": stage})
