"""Naming the people an incident involves, picked from the directory or typed."""

from django.db import connection

from esafety.people.models import Person
from esafety.people.names import spellings, words
from incidents import visibility
from incidents.choices import Part, PersonKind
from incidents.models import Incident, InvolvedPerson, TypedSpelling

_LONGEST_FORM = 80


def name_person(
    *,
    incident: Incident,
    kind: str,
    person: Person | None = None,
    typed_name: str = "",
    contact: str = "",
    part: str = Part.UNCLEAR,
) -> InvolvedPerson:
    """Add one person to the incident; the year group is kept as it is today (Appendices H and J).

    Part of an act that checks rights and records itself: call it inside that transaction. A typed
    name also leaves its close spellings, by which staff with such a name are shut out.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("name_person() must run inside the transaction of its act.")
    row = InvolvedPerson.objects.create(
        school_id=incident.school_id,
        incident=incident,
        person=person,
        kind=kind,
        typed_name="" if person else typed_name,
        contact=contact,
        part=part,
        year_group=person.year_group if person else "",
    )
    if person is None and kind != PersonKind.UNKNOWN:
        _keep_spellings(row, typed_name)
    narrow_if_about_staff(row)
    return row


def narrow_if_about_staff(row: InvolvedPerson) -> bool:
    """Move the case into the queue about staff where this person's row asks for it; True when it
    was not there before. A later correction never moves it back by itself."""
    incident = row.incident
    if incident.staff_subject or not visibility.is_about_staff(row.kind, row.part, row.person):
        return False
    incident.staff_subject = True
    incident.save(update_fields=["staff_subject"])
    return True


def _keep_spellings(row: InvolvedPerson, typed_name: str) -> None:
    parts = words(typed_name)
    forms = {form[:_LONGEST_FORM] for word in parts for form in spellings(word)}
    TypedSpelling.objects.bulk_create(
        TypedSpelling(
            school_id=row.school_id,
            incident_id=row.incident_id,
            involved=row,
            form=form,
            alone=len(parts) == 1,
        )
        for form in sorted(forms)
    )
