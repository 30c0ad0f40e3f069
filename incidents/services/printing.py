"""The printed log: asked for, made by a job, given to the one who asked, and let go of."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety import pdf
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.schools import queries as schools
from esafety.schools.models import School
from incidents import permissions, queries
from incidents.log import exports, paging, printing
from incidents.log.exports import Whole
from incidents.log.filters import Filters, narrow
from incidents.log.options import options_of, person_named
from incidents.models import LogPart, LogPrint

KEPT = timedelta(days=2)
"""How long a PDF of the log is kept for the member who asked for it."""


@transaction.atomic
def request_print(*, school: School, filters: Mapping[str, str], by: Actor) -> LogPrint:
    """Ask for a PDF of the log as filtered (codes only, no words searched for).

    Raises Refused when the actor may not export, or when it would hold too much for one PDF.
    """
    permissions.check_can_export(by)
    _check_fits(school, filters, by)
    asked = LogPrint(school=school, filters=dict(filters), requested_by_id=by.membership_id or 0)
    asked.requested_at = timezone.now()
    payload = {"print": str(asked.key)}
    asked.job = jobs.enqueue(
        kind="log.print", school_id=school.pk, payload=payload, asked_by=by.membership_id
    )
    asked.save(force_insert=True)
    audit.record(by=by, type="log.printed", object="log:pdf", data=_used(filters, False))
    return asked


def _check_fits(school: School, filters: Mapping[str, str], by: Actor) -> None:
    """Raise Refused when the filtered log is more than one printed log holds."""
    options, most = options_of(school), {"most": printing.MOST_PRINTED}
    found = narrow(queries.visible_to(by), Filters.from_codes(filters), options)
    if found.order_by()[: most["most"] + 1].count() > most["most"]:
        raise Refused(
            _("A printed log holds up to %(most)s incidents. Choose a term or fewer days.") % most
        )


@transaction.atomic
def record_paper(*, filters: Mapping[str, str], searched: bool, by: Actor) -> None:
    """Record that the log was opened as a page for printing. Raises Refused without the right."""
    permissions.check_can_export(by)
    audit.record(by=by, type="log.printed", object="log:page", data=_used(filters, searched))


@transaction.atomic
def record_export(*, kind: str, filters: Mapping[str, str], searched: bool, by: Actor) -> None:
    """Record that the log was exported as a file; `kind` is its ending."""
    permissions.check_can_export(by)
    audit.record(by=by, type="log.exported", object=f"log:{kind}", data=_used(filters, searched))


def _used(filters: Mapping[str, str], searched: bool) -> dict[str, list[str]]:
    """Which filters were in use, by name: neither what they were nor how much they found."""
    return {"filters": sorted([*filters, *(["text"] if searched else [])])}


def make(*, asked: LogPrint, progress: Callable[[int, str], None]) -> LogPrint:
    """Make the PDFs of what its requester may see now; safe to run twice.

    The log is read once, then part after part is made, so that no row is lost or doubled between
    them. Where this machine cannot make PDFs the row says so, and the page offers another way.
    """
    if asked.made_at is not None:
        return asked
    by = schools.actor_of(asked.requested_by)
    permissions.check_can_export(by)
    progress(10, _("Reading the log"))
    head, cases = _read(asked, by)
    parts, made_at, made = printing.parts(cases), timezone.now(), []
    for part in parts:
        words = _("Making part %(number)s of %(parts)s")
        facts = {"number": part.number, "parts": len(parts)}
        progress(
            40 + 55 * (part.number - 1) // len(parts),
            words % facts if len(parts) > 1 else _("Making the PDF"),
        )
        try:
            made.append(pdf.render(printing.html(head, part, of=parts, printed_at=made_at)))
        except pdf.PdfUnavailable:
            asked.unavailable = True
            asked.save(update_fields=["unavailable"])
            return asked
    asked.made_at, asked.rows = made_at, parts[-1].last_row
    asked.incidents = [case.row["pk"] for case in cases]
    progress(95, _("Keeping it"))
    return _keep(asked, parts, made)


def _read(asked: LogPrint, by: Actor) -> tuple[dict[str, Any], list[Whole]]:
    """What stands above the rows, and every incident in its order."""
    filters, options = Filters.from_codes(asked.filters), options_of(asked.school)
    incidents = paging.ordered(narrow(queries.visible_to(by), filters, options), filters.sort)
    person = person_named(by, int(filters.person)) if filters.person else None
    head = printing.heading(filters, options, school=asked.school, person=person or "")
    return head, list(exports.wholes(incidents, options))


@transaction.atomic
def _keep(asked: LogPrint, parts: list[printing.Part], made: list[bytes]) -> LogPrint:
    """Keep all parts together, and those of no other run beside them."""
    LogPrint.objects.select_for_update().get(pk=asked.pk)
    LogPart.objects.filter(print=asked).delete()
    LogPart.objects.bulk_create(
        LogPart(
            school_id=asked.school_id, print=asked, number=part.number, first_row=part.first_row,
            last_row=part.last_row, pdf=body, sha256=hashlib.sha256(body).hexdigest(),
        )
        for part, body in zip(parts, made, strict=True)
    )  # fmt: skip
    asked.save(update_fields=["made_at", "rows", "incidents"])
    return asked


@transaction.atomic
def open_pdf(*, part: LogPart, by: Actor) -> bytes:
    """One part for the member who asked for the printed log, recorded as an event.

    Raises Refused unless every incident in it is still one that they may see.
    """
    permissions.check_can_export(by)
    asked = part.print
    still = queries.visible_to(by).filter(pk__in=asked.incidents).count()
    if asked.requested_by_id != by.membership_id or still != len(asked.incidents):
        raise Refused(_("The log has changed since this PDF was made. Make a new one."))
    audit.record(by=by, type="log.pdf_opened", object="log:pdf", data={"part": part.number})
    return bytes(part.pdf)


@transaction.atomic
def remove_old(*, school: School, by: Actor) -> int:
    """Remove the PDFs that are older than two days: copies of the log must not lie about."""
    old = LogPrint.objects.filter(requested_at__lt=timezone.now() - KEPT)
    removed = old.count()
    old.delete()
    if removed:
        audit.record(by=by, type="log.pdfs_removed", object="log:pdf")
    return removed
