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
from incidents.log import paging, printing
from incidents.log.filters import Filters, narrow
from incidents.log.options import options_of, person_named
from incidents.models import LogPrint

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
    asked.job = jobs.enqueue(kind="log.print", school_id=school.pk, payload=payload)
    asked.save(force_insert=True)
    audit.record(by=by, type="log.printed", object="log:pdf", data=_used(filters, False))
    return asked


def _check_fits(school: School, filters: Mapping[str, str], by: Actor) -> None:
    """Raise Refused when the filtered log is more than one printed log holds."""
    options = options_of(school)
    found = narrow(queries.visible_to(by), Filters.from_codes(filters), options)
    if found.order_by()[: printing.MOST + 1].count() > printing.MOST:
        most = {"most": printing.MOST}
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
    """Make the PDF of what its requester may see now; safe to run twice.

    Where this machine cannot make PDFs the row says so, and the page offers the paper version.
    """
    if asked.made_at is not None:
        return asked
    by = schools.actor_of(asked.requested_by)
    permissions.check_can_export(by)
    progress(10, _("Reading the log"))
    filters, options = Filters.from_codes(asked.filters), options_of(asked.school)
    incidents = narrow(queries.visible_to(by), filters, options)
    person = person_named(by, int(filters.person)) if filters.person else None
    shown = printing.content(
        paging.ordered(incidents, filters.sort),
        filters,
        options,
        school=asked.school,
        person=person or "",
    )
    progress(40, _("Making the PDF"))
    return _keep(asked, shown)


def _keep(asked: LogPrint, shown: dict[str, Any]) -> LogPrint:
    made_at = timezone.now()
    try:
        made = pdf.render(printing.html(shown, printed_at=made_at))
    except pdf.PdfUnavailable:
        asked.unavailable = True
        asked.save(update_fields=["unavailable"])
        return asked
    asked.pdf, asked.sha256, asked.made_at = made, hashlib.sha256(made).hexdigest(), made_at
    asked.rows, asked.incidents = shown["rows"], shown["ids"]
    asked.save(update_fields=["pdf", "sha256", "made_at", "rows", "incidents"])
    return asked


@transaction.atomic
def open_pdf(*, asked: LogPrint, by: Actor) -> bytes:
    """The PDF for the member who asked for it, recorded as an event.

    Raises Refused unless every incident in it is still one that they may see.
    """
    permissions.check_can_export(by)
    still = queries.visible_to(by).filter(pk__in=asked.incidents).count()
    if asked.requested_by_id != by.membership_id or still != len(asked.incidents):
        raise Refused(_("The log has changed since this PDF was made. Make a new one."))
    audit.record(by=by, type="log.pdf_opened", object="log:pdf")
    return bytes(asked.pdf)


@transaction.atomic
def remove_old(*, school: School, by: Actor) -> int:
    """Remove the PDFs that are older than two days: copies of the log must not lie about."""
    old = LogPrint.objects.filter(requested_at__lt=timezone.now() - KEPT)
    removed, _kinds = old.delete()
    if removed:
        audit.record(by=by, type="log.pdfs_removed", object="log:pdf")
    return int(removed)
