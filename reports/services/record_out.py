"""A copy of one incident's record: asked for, and written down when it is given to somebody."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety import copies
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from incidents import entries, permissions
from incidents.choices import EntryKind
from incidents.models import Entry, Incident
from reports.choices import PaperKind
from reports.models import Paper
from reports.record_out import content


@transaction.atomic
def ask(
    *,
    incident: Incident,
    sections: Sequence[str],
    named: bool,
    reason: str,
    extra: Iterable[str],
    by: Actor,
) -> Paper:
    """Ask for the PDF. What it holds is masked and fixed here and now; the words of `extra` are
    kept nowhere. With names left in, the reason is written on the record.

    Raises Refused for who has not the case or may not export, and for names without a reason.
    """
    row = _held(incident, by)
    if named and not reason.strip():
        raise Refused(_("Say why the names may be left in."))
    whole = content.find(by, row.reference)
    if whole is None or not sections:
        raise Refused(_("Choose at least one part of the record."))
    found, _masker = content.content(whole, by, sections, named=named, extra=extra)
    paper = Paper(school=row.school, kind=PaperKind.RECORD, requested_at=timezone.now())
    paper.asked = {"reference": row.reference, "sections": list(sections), "named": named}
    paper.content, paper.content_sha256 = found, copies.digest(found)
    paper.requested_by_id, paper.incidents = by.membership_id or 0, [row.pk]
    payload = {"paper": str(paper.key)}
    paper.job = jobs.enqueue(
        kind="report.paper", school_id=row.school_id, payload=payload, asked_by=by.membership_id
    )
    paper.save(force_insert=True)
    if named:
        words = _("A copy of this record with the names left in was asked for. Reason: %(reason)s")
        entries.write(row, by=by, kind=EntryKind.NOTE, text=words % {"reason": reason})
    data = {"sections": sorted(sections), "named": named, "sha256": paper.content_sha256}
    audit.record(by=by, type="record.printed", object=row.audit_ref, data=data)
    return paper


@transaction.atomic
def give_out(*, paper: Paper, recipient: str, why: str, by: Actor) -> Entry:
    """Write on the record with whom a copy was shared and why, with the copy's own hash."""
    if paper.kind != PaperKind.RECORD or paper.requested_by_id != by.membership_id:
        raise Refused(_("This copy was not found."))
    row = _held(Incident.objects.get(pk=paper.incidents[0]), by)
    names = _("names left in") if paper.asked["named"] else _("names masked")
    words = _(
        "A copy of this record (%(names)s) was shared with %(recipient)s. Reason: %(why)s\n"
        "SHA-256 of what it says: %(sha256)s"
    ) % {"names": names, "recipient": recipient, "why": why, "sha256": paper.content_sha256}
    entry = entries.write(row, by=by, kind=EntryKind.NOTE, text=words)
    data = {"sha256": paper.content_sha256}
    audit.record(by=by, type="record.given_out", object=row.audit_ref, data=data)
    return entry


def _held(incident: Incident, by: Actor) -> Incident:
    """The incident's row, locked, for somebody who has the case and may take a copy."""
    row = entries.lock(incident)
    permissions.check_can_export(by)
    permissions.check_can_see(by, row)
    return row
