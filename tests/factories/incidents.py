"""Incidents written straight to the database, for tests that are not about submitting."""

from datetime import date

from django.utils import timezone

from esafety.people.names import spellings, words
from incidents import references
from incidents.models import Incident, IncidentType, InvolvedPerson, TypedSpelling
from incidents.visibility import is_about_staff


def make_type(school, code: str = "bullying", **extra) -> IncidentType:
    extra.setdefault("label", code.replace("_", " ").capitalize())
    extra.setdefault("group", "conduct")
    found, _made = IncidentType.objects.get_or_create(school=school, code=code, defaults=extra)
    return found


def make_incident(school, *, people=(), typed=(), types=("bullying",), **extra) -> Incident:
    """An incident with linked people [(person, part)] and typed names [(name, kind, part)]."""
    now = timezone.now()
    facts = {
        "reference": references.new(school.code),
        "submitted_at": now,
        "last_entry_at": now,
        "reporter_name": "Tom Teacher",
        "place": "inside",
        "when": "day",
        "happened_on": date(2026, 11, 2),
        "description": "A message was passed round.",
        **extra,
    }
    incident = Incident.objects.create(school=school, **facts)
    incident.types.set([make_type(school, code) for code in types])
    for person, part in people:
        kind = {"pupil": "child", "staff": "staff", "guardian": "guardian"}.get(
            person.kind, "other"
        )
        InvolvedPerson.objects.create(
            school=school,
            incident=incident,
            person=person,
            kind=kind,
            part=part,
            year_group=person.year_group,
        )
    for name, kind, part in typed:
        row = InvolvedPerson.objects.create(
            school=school, incident=incident, kind=kind, typed_name=name, part=part
        )
        parts = words(name)
        for form in {form for word in parts for form in spellings(word)}:
            TypedSpelling.objects.create(
                school=school, incident=incident, involved=row, form=form, alone=len(parts) == 1
            )
    if not people and not typed:
        InvolvedPerson.objects.create(school=school, incident=incident, kind="unknown")
    if any(is_about_staff(row.kind, row.part, row.person) for row in incident.involved.all()):
        incident.staff_subject = True
        incident.save(update_fields=["staff_subject"])
    return incident
