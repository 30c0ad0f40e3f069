"""The chronology of an incident: one way to hold its row, one way to write a line of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.schools import queries as schools
from incidents import permissions, queries, workflow
from incidents.choices import EntryKind, Status
from incidents.models import Entry, Incident


def lock(incident: Incident) -> Incident:
    """The incident's row, locked until the transaction ends. The caller asks what the actor may:
    somebody who answers a task need not see the incident."""
    row: Incident | None = Incident.objects.select_for_update().filter(pk=incident.pk).first()
    if row is None:
        raise Refused(_("This incident was not found."))
    return row


def hold(incident: Incident, by: Actor) -> Incident:
    """The incident's row, locked until the transaction ends, if the actor may handle it now.

    Raises Refused: the rights are asked again here, since the page was drawn a while ago.
    """
    row = lock(incident)
    permissions.check_can_triage(by, row)
    return row


def hold_to_write(incident: Incident, by: Actor) -> Incident:
    """As `hold`, also for a member to whom the whole of the case was referred."""
    row = lock(incident)
    permissions.check_can_write(by, row)
    return row


def hold_open(incident: Incident, by: Actor) -> Incident:
    """As `hold`, and the record may still be changed: it is not closed, merged or set aside."""
    row = hold(incident, by)
    workflow.check_open(row.status)
    return row


def write(
    incident: Incident,
    *,
    by: Actor,
    kind: EntryKind,
    text: str = "",
    happened_at: datetime | None = None,
    changes: Iterable[dict[str, str]] = (),
    **facts: Any,
) -> Entry:
    """Add one line to the chronology and save the incident, with its words for searching."""
    now = timezone.now()
    entry = Entry.objects.create(
        school_id=incident.school_id,
        incident=incident,
        kind=kind,
        text=text,
        changes=list(changes),
        happened_at=happened_at or now,
        entered_at=now,
        entered_by_id=by.membership_id,
        **facts,
    )
    incident.last_entry_at = now
    incident.search_text = search_text(incident)
    incident.save()
    return entry


def begin(incident: Incident, *, by: Actor, at: datetime) -> Entry:
    """The first line, that it was reported; the incident itself was written a moment ago."""
    return Entry.objects.create(
        school_id=incident.school_id,
        incident=incident,
        kind=EntryKind.SUBMITTED,
        to_status=Status.SUBMITTED,
        happened_at=at,
        entered_at=at,
        entered_by_id=by.membership_id,
    )


def move(
    incident: Incident,
    *,
    to: Status,
    by: Actor,
    reason: str,
    changes: Iterable[dict[str, str]] = (),
) -> Entry:
    """Put the incident into another state, with its line in the chronology."""
    start, incident.status = incident.status, to
    return write(
        incident,
        by=by,
        kind=EntryKind.MOVE,
        text=reason,
        changes=changes,
        from_status=start,
        to_status=to,
    )


def search_text(incident: Incident) -> str:
    """All words of the record and its chronology, for the log's search."""
    lines = Entry.objects.filter(incident=incident).exclude(text="").values_list("text", flat=True)
    return "\n".join([own_words(incident), *lines])


def own_words(incident: Incident) -> str:
    """All words of the record itself."""
    own = (
        incident.description,
        incident.place_words,
        incident.when_words,
        incident.other_words,
        incident.platform_words,
        incident.evidence,
        incident.evidence_held,
        incident.summary,
        incident.investigation,
        incident.outcome_words,
    )
    return "\n".join(words for words in own if words)


def let_go_of_handler(incident: Incident) -> bool:
    """Take the case from a handler for whom it no longer exists; True when that was so."""
    if incident.handler is None:
        return False
    handler = schools.actor_of(incident.handler)
    if queries.visible_to(handler).filter(pk=incident.pk).exists():
        return False
    incident.handler = None
    incident.save(update_fields=["handler"])
    return True
