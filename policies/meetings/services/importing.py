"""A list of meetings read in, after it was looked at; the list taken out."""

from collections.abc import Iterable

from django.db import transaction

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.schools.models import School
from policies.meetings import permissions, queries
from policies.meetings.pasted import Row
from policies.meetings.services import preparing


@transaction.atomic
def apply(*, rows: Iterable[Row], by: Actor) -> dict[str, int]:
    """Plan each meeting that is not there yet, by its day, with the agenda that is proposed; one
    of the same day, kind and title stays as it is. Returns how many are new and how many known."""
    permissions.check_can_keep(by)
    School.objects.select_for_update().get(pk=by.school_id)  # two who confirm come one by one
    there, wanted = queries.names(), {row.name: row for row in rows}
    fresh = sorted((row for row in wanted.values() if row.name not in there), key=lambda r: r.day)
    for row in fresh:
        preparing.plan(kind=row.kind, day=row.day, title=row.title, place=row.place, by=by)
    return {"planned": len(fresh), "known": len(wanted) - len(fresh)}


@transaction.atomic
def exported(*, number: int, by: Actor) -> None:
    """Record that the list of so many meetings was taken out."""
    permissions.check_can_attend(by)
    audit.record(by=by, type="meeting.list_exported", object="meetings", data={"number": number})
