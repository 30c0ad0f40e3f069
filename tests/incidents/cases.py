"""Incidents in any state, and what their rows hold, for the tests of the record."""

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import types as audit_types
from esafety.audit.models import AuditEvent
from esafety.people.models import Person
from esafety.schools.models import Membership
from incidents.choices import Status
from incidents.models import (
    Entry,
    Incident,
    InvolvedPerson,
    NotSamePerson,
    Submission,
    TypedSpelling,
)
from tests.factories.incidents import make_incident
from tests.factories.schools import make_member

ON_THE_INCIDENT = (
    "record",
    "acknowledge",
    "start",
    "begin_action",
    "close",
    "reopen",
    "not_incident",
    "merge",
    "handler",
    "add_note",
    "add_actions",
    "summary",
    "correct",
    "add_person",
)
ON_A_PERSON = ("change_person", "remove_person", "clear")
PAGES = [(name, False) for name in ON_THE_INCIDENT] + [(name, True) for name in ON_A_PERSON]


def member(actor) -> Membership:
    return Membership.objects.get(pk=actor.membership_id)


def entry_of(actor) -> Person:
    """The actor's own entry in the directory."""
    return Person.objects.get(membership_id=actor.membership_id)


def make_case(school, status: str = Status.SUBMITTED, by=None, **extra) -> Incident:
    """An incident in that state; `by` acknowledged, handled and closed it."""
    now = timezone.now()
    own = {"status": status}
    if by is not None and status not in (Status.SUBMITTED, Status.NOT_INCIDENT, Status.MERGED):
        own |= {"acknowledged_at": now, "acknowledged_by": member(by), "handler": member(by)}
    if status == Status.CLOSED:
        own |= {"closed_at": now, "closed_by": member(by) if by else _somebody(school)}
        own |= {"summary": "A summary."}
        own |= {"outcome": "talk", "outcome_words": "A conversation was enough."}
    if status == Status.MERGED:
        own["merged_into"] = make_incident(school)
    return make_incident(school, **(own | extra))


def make_cleared(school) -> NotSamePerson:
    """That somebody said of a typed name: it is not that member."""
    row = make_incident(school, typed=[("Ben Lurch", "child", "target")]).involved.get()
    facts = {"involved": row, "reason": "A pupil in year 9.", "said_at": timezone.now()}
    speaker = member(make_member(school, "Dora Dale", Role.DEPUTY_DSL))
    return NotSamePerson.objects.create(
        school=school, member=_somebody(school), said_by=speaker, **facts
    )


def _somebody(school) -> Membership:
    found = Membership.objects.filter(display_name="Clare Closer").first()
    return found or member(make_member(school, "Clare Closer", Role.STAFF))


def held(*models) -> list:
    """Every row of the tables of an incident, to compare before and after."""
    models = models or (Incident, Entry, InvolvedPerson, NotSamePerson, TypedSpelling, AuditEvent)
    rows = [list(model.objects.order_by("pk").values()) for model in models]
    return [*rows, list(Incident.types.through._base_manager.order_by("pk").values())]


@contextmanager
def refused(*words: str):
    """The act inside is refused with a sentence that holds the words, and changes nothing."""
    before = held()
    with pytest.raises(Refused) as found:
        yield
    assert all(word in found.value.sentence for word in words), found.value.sentence
    assert found.value.sentence.endswith(".")
    assert held() == before


@contextmanager
def audit_that_fails(monkeypatch):
    """The act inside cannot write its audit row, so it saves nothing."""
    before = held()
    with monkeypatch.context() as patch:
        patch.setattr(audit_types, "_WORDS", {})
        with pytest.raises(audit_types.UnknownEventType), transaction.atomic():
            yield
    assert held() == before


def last_entry(incident: Incident) -> Entry:
    return Entry.objects.filter(incident=incident).latest("pk")


def events_of(incident: Incident) -> list[tuple[str, dict]]:
    """The audit events about the incident, oldest first."""
    found = AuditEvent.objects.filter(object=incident.audit_ref).order_by("seq")
    return [(event.type, event.data) for event in found]


def url(incident, name="record", *more, school="oakfield"):
    return reverse(f"incidents:{name}", args=[school, incident.reference, *more])


def submission(incident, **answers):
    """The report as it was sent, with these answers."""
    told = {
        "types": ["bullying"],
        "places": ["inside"],
        "when": "day",
        "happened_on": "2026-11-02",
        "happened_until": None,
        "time": None,
        "urgent": False,
        "description": incident.description,
        "platforms": [],
        "people": [],
    }
    return Submission.objects.create(
        school=incident.school,
        incident=incident,
        answers=told | answers,
        submitted_at=timezone.now(),
        once_key=uuid4(),
    )


def page_of(client, incident) -> str:
    answer = client.get(url(incident))
    assert answer.status_code == 200
    return answer.content.decode()
