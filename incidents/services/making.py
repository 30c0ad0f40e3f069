"""Writing the rows of a new incident from its checked answers: part of every act that reports one.

Called inside the transaction of that act, which asks the rights and records it.
"""

from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from esafety.schools.models import School
from incidents import entries, references, report_queries
from incidents.choices import Place
from incidents.models import Incident, IncidentType

_TRIES = 5


def create(*, school: School, facts: dict[str, Any], now: datetime, **reporter: Any) -> Incident:
    """The incident under a reference nobody has; two that draw the same one draw again.

    `facts` are canonical answers (answers.canonical), `reporter` the columns that say who told.
    """
    columns = _columns(facts) | {"submitted_at": now, "last_entry_at": now} | reporter
    for _try in range(_TRIES):
        reference = references.new(school.code)
        try:
            with transaction.atomic():
                incident = Incident(school=school, reference=reference, **columns)
                incident.search_text = entries.own_words(incident)
                incident.save(force_insert=True)
                return incident
        except IntegrityError:
            if not report_queries.is_used(reference):
                raise
    raise Refused(_("The report could not be given a reference. Try again."))


def give_types(incident: Incident, codes: list[str]) -> None:
    """The report's types, in one write: a new incident has none that could be in the way."""
    found = IncidentType.objects.filter(code__in=codes)
    pairs = Incident.types.through
    pairs._default_manager.bulk_create(pairs(incident=incident, incidenttype=one) for one in found)


def _columns(facts: dict[str, Any]) -> dict[str, Any]:
    """The record begins as a copy of the report's answers."""
    copied = (
        "urgent", "other_words", "place_words", "when", "when_words", "description",
        "platforms", "platform_words", "evidence", "evidence_held",
    )  # fmt: skip
    until, at = facts["happened_until"], facts["time"]
    return {name: facts[name] for name in copied} | {
        "place": Place.BOTH if len(facts["places"]) > 1 else facts["places"][0],
        "happened_on": date.fromisoformat(facts["happened_on"]),
        "happened_until": date.fromisoformat(until) if until else None,
        "happened_at_time": time.fromisoformat(at) if at else None,
    }
