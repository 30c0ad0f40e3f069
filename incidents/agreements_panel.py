"""What the record's page shows of agreements: for each who is involved, the one in force on the day
of the incident, and whether it was signed then."""

from collections.abc import Iterator
from typing import Any

from aup.audiences import audience_of
from aup.queries.as_of import Held, Signed
from esafety.access.actor import Actor
from incidents.chronology.agreements import signed_words, version_words
from incidents.models import Incident, InvolvedPerson


def panel(incident: Incident, actor: Actor) -> dict[str, Any] | None:
    """One line a person and agreement; two queries for any number of people."""
    involved = [one for one in incident.involved.all() if one.person and one.removed_at is None]
    signed = Signed(one.person for one in involved if one.person)
    rows = [
        {
            "name": one.name,
            "version": version_words(held),
            "words": signed_words(held),
            "held": held,
        }
        for one, held in _held(incident, involved, signed)
    ]
    return {"rows": rows} if rows else None


def _held(
    incident: Incident, involved: list[InvolvedPerson], signed: Signed
) -> Iterator[tuple[InvolvedPerson, Held]]:
    seen = set()
    for one in involved:
        if one.person is None or one.person.pk in seen:
            continue
        seen.add(one.person.pk)
        audience = audience_of(one.person.kind, one.year_group or one.person.year_group)
        for held in signed.on(one.person, audience, incident.happened_on):
            yield one, held
