"""Closing a meeting: its minutes are written whole, and never change."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.schools import queries as schools
from esafety.signatures import canonical
from policies.meetings import hooks, permissions, queries, workflow
from policies.meetings.models import Correction, Meeting, Minutes
from policies.meetings.services.preparing import held


@transaction.atomic
def close(*, meeting: Meeting, by: Actor) -> Minutes:
    """Close a meeting that was held. Actions can still be answered; nothing else is written."""
    row = held(meeting, by)
    members, guests = queries.present(row)
    today = schools.local_today(row.school)
    workflow.check_can_close(row, today, len(members) + len(guests))
    row.closed_at, row.closed_by_id = timezone.now(), by.membership_id
    row.save(update_fields=["closed_at", "closed_by"])
    content = _content(row, [m.display_name for m in members], guests, by)
    sha256 = canonical.digest(canonical.written(content))
    minutes = Minutes.objects.create(
        school_id=row.school_id, meeting=row, content=content, sha256=sha256
    )
    audit.record(by=by, type="meeting.closed", object=str(row), data={"sha256": sha256})
    hooks.tell_closed(row, by)
    return minutes


@transaction.atomic
def correct(*, meeting: Meeting, what: str, why: str, by: Actor) -> Correction:
    """Say what of the minutes of a closed meeting is not so, and why. They stay as they were; the
    correction stands beneath them, with its SHA-256 in the audit log."""
    permissions.check_can_keep(by)
    row: Meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    workflow.check_can_correct(row)
    now = timezone.now()
    facts = {"minutes": row.minutes.sha256, "what": what, "why": why, "at": canonical.moment(now)}
    made = Correction.objects.create(
        school_id=row.school_id,
        meeting=row,
        what=what,
        why=why,
        made_at=now,
        made_by_id=by.membership_id,
    )
    data = {"sha256": canonical.digest(canonical.written(facts))}
    audit.record(by=by, type="meeting.corrected", object=str(row), data=data)
    return made


@transaction.atomic
def taken_out(*, minutes: Minutes, by: Actor) -> None:
    """Record that the minutes were taken out as a PDF."""
    permissions.check_can_attend(by)
    audit.record(by=by, type="meeting.minutes_read", object=str(minutes.meeting))


def _content(row: Meeting, members: list[str], guests: list[str], by: Actor) -> dict[str, Any]:
    return {
        "school": row.school.name,
        "mark": row.school.handling_mark,
        "kind": row.kind,
        "day": row.day.isoformat(),
        "title": row.title,
        "place": row.place,
        "present": members,
        "guests": guests,
        "items": [
            {"words": one.words, "notes": one.notes, "decision": one.decision}
            for one in queries.items(row)
        ],
        "actions": [
            {
                "words": one.words,
                "owner": one.owner.display_name,
                "due_on": one.due_on.isoformat(),
            }
            for one in row.actions.select_related("owner")
        ],
        "closed_at": canonical.moment(row.closed_at or timezone.now()),
        "closed_by": by.display_name,
    }
