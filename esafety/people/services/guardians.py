"""Who is whose parent or carer."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person
from esafety.people.permissions import check_can_manage
from esafety.people.services import joining


@transaction.atomic
def add(
    *,
    by: Actor,
    child: Person,
    guardian: Person | None = None,
    details: Mapping[str, Any] | None = None,
    relationship: str = "",
    parental_responsibility: bool = False,
) -> Guardianship:
    """Record a parent or carer of a pupil: somebody of the directory, or a new person.

    New `details` with the e-mail address of somebody on the staff mean that same person. One who
    was ended before is taken up again. Raises Refused.
    """
    check_can_manage(by, child)
    if guardian is None:
        guardian = _insider(details or {}) or joining.add(
            by=by, kind=Kind.GUARDIAN, details=details or {}
        )
    check_can_manage(by, guardian)
    if child.kind != Kind.PUPIL:
        raise Refused(_("Only a pupil has parents and carers here."))
    if guardian.kind == Kind.PUPIL:
        raise Refused(_("A pupil cannot be somebody's parent or carer."))
    tie = Guardianship.objects.select_for_update().filter(guardian=guardian, child=child).first()
    if tie is not None and tie.ended_on is None:
        raise Refused(_("This person is already recorded as a parent or carer of the pupil."))
    tie = tie or Guardianship(school_id=by.school_id, guardian=guardian, child=child)
    tie.ended_on, tie.relationship = None, relationship
    tie.parental_responsibility = parental_responsibility
    tie.save()
    _record(by, tie, "added")
    return tie


def _insider(details: Mapping[str, Any]) -> Person | None:
    """The member of staff or the governor with the same e-mail address."""
    email = details.get("email", "")
    inside = Person.objects.filter(kind__in=[Kind.STAFF, Kind.GOVERNOR], email__iexact=email)
    found: Person | None = inside.order_by("-kind", "pk").first() if email else None
    return found


@transaction.atomic
def change(
    *, guardianship: Guardianship, by: Actor, relationship: str, parental_responsibility: bool
) -> Guardianship:
    """Correct the relationship and parental responsibility of a present parent or carer."""
    tie = _lock(guardianship, by)
    tie.relationship, tie.parental_responsibility = relationship, parental_responsibility
    tie.save(update_fields=["relationship", "parental_responsibility"])
    _record(by, tie, "changed")
    return tie


@transaction.atomic
def end(*, guardianship: Guardianship, by: Actor) -> Guardianship:
    """End a guardianship today. It stays in the directory, with its date."""
    tie = _lock(guardianship, by)
    tie.ended_on = timezone.localdate()
    tie.save(update_fields=["ended_on"])
    _record(by, tie, "ended")
    return tie


def _lock(guardianship: Guardianship, by: Actor) -> Guardianship:
    tie: Guardianship = Guardianship.objects.select_for_update().get(pk=guardianship.pk)
    check_can_manage(by, tie)
    if tie.ended_on is not None:
        raise Refused(_("This has already ended."))
    return tie


def _record(by: Actor, tie: Guardianship, act: str) -> None:
    data = {
        "act": act,
        "guardian": f"person:{tie.guardian_id}",
        "parental_responsibility": tie.parental_responsibility,
    }
    audit.record(by=by, type="guardianship.changed", object=f"person:{tie.child_id}", data=data)
