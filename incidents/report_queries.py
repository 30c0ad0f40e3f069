"""Reads for reporting: drafts still kept, what became of a draft, people, and the way it goes."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.people import queries as directory
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import School
from incidents import queries
from incidents.models import Draft, Incident
from policies.registers.queries.holders import Holder, there, to_tell

KEPT = timedelta(days=30)
_LARGEST_ID = 2**63 - 1


class Way(StrEnum):
    """Where a report goes, as far as its reporter is told (spec/roles.md)."""

    ORDINARY = "ordinary"
    CHAIR = "chair"
    OUTSIDE = "outside"


def drafts_kept(actor: Actor) -> QuerySet[Draft]:
    """This member's unsent reports of the last 30 days, newest first."""
    return queries.drafts_of(actor).filter(saved_at__gte=timezone.now() - KEPT)


def draft_kept(actor: Actor, key: uuid.UUID) -> Draft | None:
    """This member's unsent report with this key, with its school."""
    return drafts_kept(actor).select_related("school").filter(key=key).first()


def drafts_run_out() -> QuerySet[Draft]:
    """Drafts of the school in scope that nobody saved for 30 days."""
    return Draft.objects.filter(saved_at__lt=timezone.now() - KEPT)


def hold_draft(actor: Actor, draft: Draft) -> Draft | None:
    """The member's own draft, its row locked until the transaction ends; None when it has gone."""
    return queries.drafts_of(actor).select_for_update().filter(pk=draft.pk).first()


def is_used(reference: str) -> bool:
    """Whether an incident of the school in scope has this reference."""
    return Incident.objects.filter(reference=reference).exists()


def sent_from(actor: Actor, key: uuid.UUID) -> Incident | None:
    """What this member already sent from the draft with this key."""
    return queries.receipts_of(actor).filter(submission__once_key=key).first()


def people(ids: Iterable[str]) -> dict[str, Person]:
    """People of the school in scope by their ids as typed text; unknown ids are left out."""
    numbers = {text for text in ids if text.isascii() and text.isdigit() and len(text) < 19}
    found = Person.objects.filter(pk__in=[n for n in map(int, numbers) if n <= _LARGEST_ID])
    return {str(person.pk): person for person in found}


def find_people(text: str) -> list[Person]:
    """People of the school in scope with such a name, for choosing one without a script."""
    return directory.search(q=text, limit=10)


def safeguarding_leads(school: School) -> tuple[list[Holder], list[Holder]]:
    """Whom to go to in person, now: the safeguarding leads and their deputies by the register of
    responsible persons, else by their roles, who are there today. All of them where nobody is."""
    today = schools.local_today(school)
    leads, deputies = there("dsl", today), there("deputy_dsl", today)
    if not leads and not deputies:
        leads = to_tell("dsl", today) or to_tell("deputy_dsl", today)
    known = {lead.name for lead in leads}
    return leads, [one for one in deputies if one.name not in known]


def way_of(incident: Incident) -> Way:
    """The same for every report that somebody who reads the log may see, whoever that is."""
    seers = queries.who_can_see(incident)
    if any(m.roles.intersection(queries.LOG_ROLES) for m in seers):
        return Way.ORDINARY
    return Way.CHAIR if seers else Way.OUTSIDE
