"""Reads for reporting: drafts still kept, what became of a draft, people, and the way it goes."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.notices import queries as notices
from esafety.people import queries as directory
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School
from incidents import queries
from incidents.models import Draft, Incident
from policies.registers.queries.holders import Holder, holders_of

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


def safeguarding_leads() -> tuple[list[Membership], list[Membership]]:
    """DSLs, and deputy DSLs who are not DSLs, who are there today: for going to in person, now.
    All of them where nobody is."""
    leads = list(schools.holders(Role.DSL))
    known = {lead.pk for lead in leads}
    deputies = [m for m in schools.holders(Role.DEPUTY_DSL) if m.pk not in known]
    everyone = [*leads, *deputies]
    here = {m.pk for m in notices.present(everyone)} or {m.pk for m in everyone}
    return [m for m in leads if m.pk in here], [m for m in deputies if m.pk in here]


def named_responsible(school: School) -> list[Holder]:
    """Who holds safeguarding today, as the register of responsible persons names them: the leads,
    or their deputies where there is none."""
    today = schools.local_today(school)
    return holders_of("dsl", today) or holders_of("deputy_dsl", today)


def way_of(incident: Incident) -> Way:
    """The same for every report that somebody who reads the log may see, whoever that is."""
    seers = queries.who_can_see(incident)
    if any(m.roles.intersection(queries.LOG_ROLES) for m in seers):
        return Way.ORDINARY
    return Way.CHAIR if seers else Way.OUTSIDE
