"""Reads about concerns and messages. Who comes back by a code sees one concern and nothing else;
everybody else starts from `incidents.queries`."""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.schools import queries as schools
from incidents import queries
from incidents.choices import OPEN, Status
from incidents.concerns import codes
from incidents.models import Concern, Incident, IncidentType, Message


def by_code(code: str) -> Concern | None:
    """The concern of the school in scope with this code. One look into the database for any text,
    right, wrong or none at all."""
    hashes = codes.hashes_of(code)
    found = Concern.objects.select_related("incident", "incident__school")
    concern = found.filter(code_hash__in=hashes).first()
    same = [codes.is_same(concern.code_hash if concern else "", one) for one in hashes]
    return concern if any(same) else None


def by_once_key(once_key: uuid.UUID) -> Concern | None:
    """The concern of the school in scope that was raised by the form with this key."""
    found = Concern.objects.select_related("incident", "incident__school")
    return found.filter(once_key=once_key).first()


def messages_of(incident: Incident) -> QuerySet[Message]:
    """What was said between the reporter and the school, oldest first, with who wrote it.

    The caller has found the incident as its reader may: by `queries.visible_to`, by
    `queries.receipts_of`, or by the code of its concern.
    """
    return Message.objects.filter(incident=incident).select_related("sent_by").order_by("pk")


def message_sent(incident: Incident, once_key: uuid.UUID, *, from_reporter: bool) -> Message | None:
    """The message that this form left on this incident before, if it did."""
    found = Message.objects.filter(incident=incident, from_reporter=from_reporter)
    return found.filter(once_key=once_key).first()


def receipts_seen_by(actor: Actor, refs: set[str]) -> set[str]:
    """Those of the references "receipt:..." that are receipts of this member (audit.objects)."""
    wanted = {ref.partition(":")[2] for ref in refs}
    found = queries.receipts_of(actor).filter(reference__in=wanted)
    return {f"receipt:{reference}" for reference in found.values_list("reference", flat=True)}


def types_for_concerns() -> list[IncidentType]:
    """The school's types a plain choice can lead to: those in use, "Other" as well."""
    return list(queries.types_on_record())


@dataclass(frozen=True)
class Readers:
    """Whether the school in scope has somebody for each of the roles that read a concern."""

    lead: bool
    safeguarding: bool


def readers() -> Readers:
    """Which roles that the public page names are filled now. Names stay inside the school."""
    names = schools.names_by_role(Role.LEAD, Role.DEPUTY_LEAD, Role.DSL, Role.DEPUTY_DSL)
    return Readers(
        lead=bool(names[Role.LEAD] or names[Role.DEPUTY_LEAD]),
        safeguarding=bool(names[Role.DSL] or names[Role.DEPUTY_DSL]),
    )


def stage_of(incident: Incident, *, answered: bool) -> str:
    """All that somebody who comes back by a code learns of how it stands. What the school has
    answered it has seen, even where nobody has acknowledged it."""
    if incident.status == Status.SUBMITTED:
        return "seen" if answered else "sent"
    if incident.status == Status.ACKNOWLEDGED:
        return "seen"
    return "dealt-with" if incident.status in OPEN else "closed"
