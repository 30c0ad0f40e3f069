"""What is written on the record (Appendix I): notes, actions, the summary, corrections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from incidents import differences, entries, workflow
from incidents.choices import ACTIONS_WITH_DETAIL, EntryKind, ImmediateAction
from incidents.models import Entry, Incident, IncidentType
from incidents.tasking.choices import Owner, TaskKind
from incidents.tasking.services import giving


@dataclass(frozen=True)
class Taken:
    """One immediate action of Appendix I that was taken: which, by whom, when, and details."""

    action: ImmediateAction
    who: str
    happened_at: datetime
    text: str = ""


@transaction.atomic
def add_note(
    *, incident: Incident, by: Actor, text: str, happened_at: datetime | None = None
) -> Entry:
    """Add words to the chronology, in any state; `happened_at` is when it was, not when written."""
    row = entries.hold_to_write(incident, by)
    entry = entries.write(row, by=by, kind=EntryKind.NOTE, text=text, happened_at=happened_at)
    audit.record(by=by, type="incident.entry_added", object=row.audit_ref)
    return entry


@transaction.atomic
def add_action(
    *,
    incident: Incident,
    by: Actor,
    action: ImmediateAction,
    who: str,
    happened_at: datetime | None = None,
    text: str = "",
) -> Entry:
    """Record one immediate action with who, when and detail; those marked * need the detail."""
    row = entries.hold_to_write(incident, by)
    workflow.check_open(row.status)
    if action in ACTIONS_WITH_DETAIL and not text.strip():
        raise Refused(_("Say in words what was done: %(action)s.") % {"action": action.label})
    entry = entries.write(
        row,
        by=by,
        kind=EntryKind.ACTION,
        text=text,
        happened_at=happened_at,
        action=action,
        done_by_words=who,
    )
    data = {"action": str(action)}
    audit.record(by=by, type="incident.action_added", object=row.audit_ref, data=data)
    if action == ImmediateAction.POLICY_REVIEW:
        _ask_for_review(row, by)
    return entry


def _ask_for_review(row: Incident, by: Actor) -> None:
    """Appendix I: "policy to be reviewed or amended" raises a task."""
    title = _("Review the online safety policy")
    giving.give(
        incident=row, by=by, kind=TaskKind.POLICY_REVIEW, title=title, owner_role=Owner.LEAD
    )


@transaction.atomic
def add_actions(*, incident: Incident, by: Actor, taken: Iterable[Taken]) -> list[Entry]:
    """Record several immediate actions at once: all of them or none."""
    return [
        add_action(
            incident=incident,
            by=by,
            action=one.action,
            who=one.who,
            happened_at=one.happened_at,
            text=one.text,
        )
        for one in taken
    ]


@transaction.atomic
def write_summary(
    *,
    incident: Incident,
    by: Actor,
    summary: str,
    investigation: str = "",
    outcome: str = "",
    outcome_words: str = "",
) -> Incident:
    """Write summary, investigation and outcome; what stood there before is kept as an entry."""
    row = entries.hold_open(incident, by)
    facts = {
        "summary": summary,
        "investigation": investigation,
        "outcome": outcome,
        "outcome_words": outcome_words,
    }
    changes = differences.apply(row, facts)
    if changes:
        entries.write(row, by=by, kind=EntryKind.NOTE, changes=changes)
        data = {"fields": [one["field"] for one in changes]}
        audit.record(by=by, type="incident.summary_changed", object=row.audit_ref, data=data)
    return row


@transaction.atomic
def correct(
    *,
    incident: Incident,
    by: Actor,
    reason: str,
    types: Iterable[IncidentType] | None = None,
    **facts: Any,
) -> Incident:
    """Correct the record where the investigation found otherwise; the report stays as it was.

    `facts` are fields of Appendix H. Raises Refused without a reason, or when nothing differs.
    """
    row = entries.hold_open(incident, by)
    if not reason.strip():
        raise Refused(_("Give a reason."))
    changes = differences.apply(row, _known(facts))
    if types is not None:
        changes += _correct_types(row, list(types))
    if not changes:
        raise Refused(_("Nothing is different from what the record says."))
    entries.write(row, by=by, kind=EntryKind.CORRECTION, text=reason, changes=changes)
    data = {"fields": [one["field"] for one in changes]}
    audit.record(by=by, type="incident.corrected", object=row.audit_ref, data=data)
    return row


def _known(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    unknown = set(facts) - set(differences.REPORTED)
    if unknown:
        raise ValueError(f"Not facts of a report: {sorted(unknown)}")
    return facts


def _correct_types(row: Incident, types: list[IncidentType]) -> list[dict[str, str]]:
    before = list(row.types.all())
    if {one.pk for one in before} == {one.pk for one in types}:
        return []
    row.types.set(types)
    in_order = sorted(types, key=lambda one: (one.position, one.pk))
    return [differences.change("types", before, in_order)]
