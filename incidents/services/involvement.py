"""Correcting who is involved. A row is never overwritten with somebody else: whoever it named
stays shut out of the case (spec/roles.md), so another person is another row."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.people.models import Person
from incidents import entries
from incidents.cases.handing_on import ids_of_handling, settle
from incidents.cases.services import marking
from incidents.choices import EntryKind, Part, PersonKind
from incidents.models import Incident, InvolvedPerson
from incidents.services.people import name_person, narrow_if_about_staff


@transaction.atomic
def add_person(
    *,
    incident: Incident,
    by: Actor,
    reason: str,
    kind: PersonKind,
    part: Part,
    person: Person | None = None,
    typed_name: str = "",
    contact: str = "",
) -> InvolvedPerson:
    """Add somebody to the record. If that names the handler or the actor, they are shut out."""
    held = _held(incident, by, reason)
    row = held.row
    for unknown in row.involved.filter(kind=PersonKind.UNKNOWN, removed_at=None):
        _take_out(unknown)
    one = name_person(
        incident=row, kind=kind, person=person, typed_name=typed_name, contact=contact, part=part
    )
    _write(held, by, reason, before="", after=_words(one))
    return one


@transaction.atomic
def change_person(
    *,
    involved: InvolvedPerson,
    by: Actor,
    reason: str,
    kind: PersonKind,
    part: Part,
    contact: str = "",
    person: Person | None = None,
) -> InvolvedPerson:
    """Correct somebody's kind, part or contact, or say who in the directory a typed name is."""
    held = _held(involved.incident, by, reason)
    one = _row_of(involved)
    before = _words(one)
    if person is not None and one.person_id not in (None, person.pk):
        raise Refused(_("To put another person in this place, remove this one and add the other."))
    if person is not None and one.person is None:
        one.person, one.year_group = person, person.year_group
    one.kind, one.part, one.contact = kind, part, contact
    after = _words(one)
    if after == before:
        raise Refused(_("Nothing is different from what the record says."))
    one.incident = held.row
    one.save()
    narrow_if_about_staff(one)
    _write(held, by, reason, before=before, after=after)
    return one


@transaction.atomic
def remove_person(*, involved: InvolvedPerson, by: Actor, reason: str) -> InvolvedPerson:
    """Take somebody off the record and the log; if it named staff, they stay shut out."""
    held = _held(involved.incident, by, reason)
    row, one = held.row, _row_of(involved)
    before = _words(one)
    _take_out(one)
    if not row.involved.filter(removed_at=None).exists():
        name_person(
            incident=row,
            kind=PersonKind.UNKNOWN,
            person=None,
            typed_name="",
            contact="",
            part=Part.UNCLEAR,
        )
    _write(held, by, reason, before=before, after="")
    return one


@dataclass(frozen=True)
class _Held:
    """The case, locked, with who handled it and whether it was about staff before the act."""

    row: Incident
    handling: set[int]
    about_staff: bool


def _held(incident: Incident, by: Actor, reason: str) -> _Held:
    row = entries.hold_open(incident, by)
    if not reason.strip():
        raise Refused(_("Give a reason."))
    return _Held(row, ids_of_handling(row), row.staff_subject)


def _row_of(involved: InvolvedPerson) -> InvolvedPerson:
    one: InvolvedPerson = InvolvedPerson.objects.select_related("person").get(pk=involved.pk)
    if one.removed_at is not None:
        raise Refused(_("This person has been taken off the record already."))
    return one


def _take_out(one: InvolvedPerson) -> None:
    one.removed_at = timezone.now()
    one.save(update_fields=["removed_at"])


def _words(one: InvolvedPerson) -> str:
    """A person's row in words, for the chronology."""
    facts = (one.name, str(PersonKind(one.kind).label), str(Part(one.part).label), one.contact)
    linked = _("in the directory") if one.person_id and one.typed_name else ""
    return ", ".join(words for words in (*facts, linked) if words)


def _write(held: _Held, by: Actor, reason: str, *, before: str, after: str) -> None:
    """The line and the audit row; whoever the case has come to by this is told."""
    row = held.row
    change = {"field": "people", "before": before, "after": after}
    entries.write(row, by=by, kind=EntryKind.CORRECTION, text=reason, changes=[change])
    audit.record(
        by=by, type="incident.corrected", object=row.audit_ref, data={"fields": ["people"]}
    )
    if row.staff_subject and not held.about_staff:
        marking.narrowed_by_correction(row, by, reason)
    else:
        settle(row, by=by, before=held.handling)
