"""Sending a report: the incident, its people, its first entry and the jobs, or nothing at all."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from incidents import answers, entries, permissions, report_queries
from incidents.models import Draft, Incident, Submission
from incidents.services import making
from incidents.services.people import name_person

DECLARATION = gettext_lazy("This report is true to the best of my knowledge.")


def submit(*, draft: Draft, signed_name: str, by: Actor) -> Incident:
    """Send the report (Appendix H) once: a second call, even at once, gives the same incident.

    Raises Refused when the actor may not report, or the draft is not finished, gone or another's.
    """
    permissions.check_can_submit(by)
    try:
        return _submit(draft, signed_name, by)
    except (IntegrityError, Refused):
        # It was sent before, or a moment ago: the draft has gone, or its key is used.
        sent = report_queries.sent_from(by, draft.key)
        if sent is None:
            raise
        return sent


@transaction.atomic
def _submit(draft: Draft, signed_name: str, by: Actor) -> Incident:
    row, now = report_queries.hold_draft(by, draft), timezone.now()
    if row is None:
        raise Refused(_("This draft is no longer here. It was sent or discarded."))
    facts = _canonical(row, signed_name, by, now)
    incident = making.create(
        school=row.school,
        facts=facts,
        now=now,
        reporter_id=by.membership_id,
        reporter_name=by.display_name,
    )
    making.give_types(incident, facts["types"])
    _name_people(incident, facts["people"])
    Submission.objects.create(
        school_id=by.school_id,
        incident=incident,
        answers=facts,
        sha256=answers.sha256(facts),
        signed_name=signed_name,
        declaration=facts["declaration"],
        submitted_at=now,
        once_key=row.key,
    )
    entries.begin(incident, by=by, at=now)
    audit.record(by=by, type="incident.submitted", object=incident.audit_ref)
    for kind in ("incident.tell", "incident.confirm"):
        jobs.enqueue(kind=kind, school_id=by.school_id, payload={"incident": incident.reference})
    row.delete()
    return incident


def _canonical(row: Draft, signed_name: str, by: Actor, now: datetime) -> dict[str, Any]:
    signing = {
        "reporter": by.display_name,
        "signed_name": signed_name,
        "declaration": str(DECLARATION),
        "submitted_at": now.isoformat(timespec="microseconds"),
    }
    if not signed_name.strip():
        raise Refused(_("Type your full name to sign the report."))
    try:
        return answers.canonical(row.answers, **signing)
    except answers.Unfinished:
        raise Refused(_("This report is not finished. Check each part first.")) from None


def _name_people(incident: Incident, rows: list[dict[str, Any]]) -> None:
    known = report_queries.people(str(row["person"]) for row in rows if row["person"])
    for row in rows:
        person = known.get(str(row["person"]))
        name_person(
            incident=incident,
            kind=row["kind"],
            person=person,
            typed_name=row["name"],
            contact=row["contact"],
            part=row["part"],
        )
