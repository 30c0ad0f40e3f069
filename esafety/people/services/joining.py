"""People join, change, leave and come back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.people import queries, returns, upn
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.people.names import search_key
from esafety.people.permissions import check_can_manage
from esafety.schools.services import leaving

_COMMON = ("first_name", "last_name", "email", "phone", "joined_on")
# What is kept of each kind of person, and so what may be changed.
DETAILS: dict[str, tuple[str, ...]] = {
    Kind.PUPIL: (
        "first_name", "last_name", "upn", "admission_number", "date_of_birth",
        "year_group", "tutor_group", "joined_on",
    ),
    Kind.STAFF: (*_COMMON, "job_title", "admission_number"),
    Kind.GOVERNOR: (*_COMMON, "job_title"),
    Kind.GUARDIAN: ("first_name", "last_name", "email", "phone"),
    Kind.SUPPLY: (*_COMMON, "job_title"),
    Kind.VISITOR: (*_COMMON, "job_title"),
    Kind.COMMUNITY: (*_COMMON, "job_title"),
}  # fmt: skip


@transaction.atomic
def add(*, by: Actor, kind: str, details: Mapping[str, Any]) -> Person:
    """Enter a person of this kind; `details` by the names in DETAILS. Raises Refused."""
    check_can_manage(by)
    person = Person(school_id=by.school_id, kind=Kind(kind))
    _write(person, details)
    person.save(force_insert=True)
    audit.record(by=by, type="person.added", object=str(person), data={"kind": person.kind})
    return person


@transaction.atomic
def change(*, person: Person, by: Actor, details: Mapping[str, Any]) -> Person:
    """Correct a person's details; what stays the same is not recorded. Raises Refused."""
    locked = _lock(person, by)
    fields = _write(locked, details)
    if fields:
        locked.save()
        audit.record(by=by, type="person.changed", object=str(locked), data={"fields": fields})
    return locked


@transaction.atomic
def leave(*, person: Person, by: Actor, left_on: date) -> Person:
    """Record that a person left, today or earlier; a member's access ends with it (roles)."""
    locked = _lock(person, by)
    if locked.left_on is not None:
        raise Refused(_("This person is already recorded as having left."))
    if left_on > timezone.localdate():
        raise Refused(_("The leaving date is in the future. Record it on the day."))
    if locked.joined_on and left_on < locked.joined_on:
        raise Refused(_("The leaving date is before the joining date."))
    locked.left_on = left_on
    locked.save(update_fields=["left_on"])
    audit.record(
        by=by, type="person.left", object=str(locked), data={"left_on": left_on.isoformat()}
    )
    if locked.membership is not None:
        leaving.end(by=by, membership=locked.membership)
    return locked


@transaction.atomic
def come_back(*, person: Person, by: Actor, mistaken: bool = False) -> Person:
    """Record that a person who left is here again, and begins anew what is valid while at the
    school; `mistaken`: they never left, so nothing does. Their access is opened again under
    members."""
    locked = _lock(person, by)
    if locked.left_on is None:
        raise Refused(_("This person has not left."))
    left_on, locked.left_on = locked.left_on, None
    locked.save(update_fields=["left_on"])
    if not mistaken:
        returns.tell(locked, by)
    data = {"left_on": left_on.isoformat()} | ({"mistaken": True} if mistaken else {})
    audit.record(by=by, type="person.returned", object=str(locked), data=data)
    return locked


def _lock(person: Person, by: Actor) -> Person:
    locked: Person = Person.objects.select_for_update().get(pk=person.pk)
    check_can_manage(by, locked)
    return locked


def _write(person: Person, details: Mapping[str, Any]) -> list[str]:
    """Set the details on the row in memory; the names of those that changed."""
    unknown = set(details) - set(DETAILS[person.kind])
    if unknown:
        raise ValueError(f"Not a detail of a {person.kind}: {', '.join(sorted(unknown))}.")
    changed = [name for name in DETAILS[person.kind] if _differs(person, name, details)]
    for name in changed:
        setattr(person, name, details[name])
    _check(person)
    person.search_key = search_key(person.first_name, person.last_name)
    return changed


def _differs(person: Person, name: str, details: Mapping[str, Any]) -> bool:
    return name in details and getattr(person, name) != details[name]


def _check(person: Person) -> None:
    """What must hold of every person, whoever asks."""
    if not (person.first_name.strip() and person.last_name.strip()):
        raise Refused(_("Give the first name and the last name."))
    sentence = upn.fault(person.upn) if person.upn else ""
    if sentence:
        raise Refused(sentence)
    holder = queries.upn_holder(person.upn)
    if holder is not None and holder.pk != person.pk:
        raise Refused(_("Another pupil in the directory has this UPN."))
    if person.joined_on and person.left_on and person.left_on < person.joined_on:
        raise Refused(_("The joining date is after the leaving date."))
