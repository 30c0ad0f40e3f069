"""Registers taken out: as files, and as a PDF that a job makes for the one who asked."""

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
from policies.registers import paper, permissions, queries
from policies.registers.declared import Register, named
from policies.registers.models import RegisterPrint

PRINT_JOB = "register.print"
KEPT = timedelta(days=2)
"""How long a PDF is kept for the member who asked for it."""
MOST = 600
"""Entries in one PDF: WeasyPrint holds the whole document in memory."""


@transaction.atomic
def record_export(*, register: Register, kind: str, number: int, by: Actor) -> None:
    """Record that entries of a register were taken out as a file; `kind` is "csv" or "xlsx"."""
    permissions.check_exists(by, register)
    data = {"kind": kind, "entries": number}
    audit.record(by=by, type="register.exported", object=f"register:{register.code}", data=data)


@transaction.atomic
def request_print(
    *, register: Register, filters: Mapping[str, str], by: Actor, school: School
) -> RegisterPrint:
    """Ask for a PDF of a register as filtered (codes only). Raises Refused when the register is not
    there for the actor, or when it would hold too much for one PDF."""
    permissions.check_exists(by, register)
    if paper.entries(register, filters, by, school)[: MOST + 1].count() > MOST:
        most = {"most": MOST}
        raise Refused(_("A PDF holds up to %(most)s entries. Filter the list first.") % most)
    asked = RegisterPrint(
        school=school,
        register=register.code,
        filters=dict(filters),
        requested_at=timezone.now(),
        requested_by_id=by.membership_id or 0,
    )
    payload = {"print": str(asked.key)}
    asked.job = jobs.enqueue(kind=PRINT_JOB, school_id=school.pk, payload=payload)
    asked.save(force_insert=True)
    audit.record(by=by, type="register.printed", object=f"register:{register.code}")
    return asked


def make(*, asked: RegisterPrint, progress: Callable[[int, str], None]) -> RegisterPrint:
    """Make the PDF of what its requester may see now; safe to run twice.

    Where this machine cannot make PDFs the row says so, and the page offers the files.
    """
    register = named(asked.register)
    if asked.made_at is not None or register is None:
        return asked
    by = schools.actor_of(asked.requested_by)
    permissions.check_exists(by, register)
    progress(10, _("Reading the register"))
    rows = list(paper.entries(register, asked.filters, by, asked.school)[:MOST])
    shown = paper.html(register, rows, school=asked.school, filters=asked.filters)
    progress(40, _("Making the PDF"))
    try:
        asked.pdf = pdf.render(shown)
    except pdf.PdfUnavailable:
        asked.unavailable = True
        asked.save(update_fields=["unavailable"])
        return asked
    asked.made_at, asked.entries = timezone.now(), [row.pk for row in rows]
    asked.save(update_fields=["pdf", "made_at", "entries"])
    return asked


@transaction.atomic
def open_pdf(*, asked: RegisterPrint, by: Actor) -> bytes:
    """The PDF for the member who asked for it, recorded. Raises Refused unless every entry in it
    still exists for them."""
    still = queries.visible_to(by).filter(pk__in=asked.entries).count()
    if asked.requested_by_id != by.membership_id or still != len(asked.entries):
        raise Refused(_("The register has changed since this PDF was made. Make a new one."))
    audit.record(by=by, type="register.pdf_opened", object=f"register:{asked.register}")
    return bytes(asked.pdf)


@transaction.atomic
def remove_old(*, by: Actor) -> int:
    """Remove PDFs older than two days: copies of registers must not lie about."""
    old = RegisterPrint.objects.filter(requested_at__lt=timezone.now() - KEPT)
    removed, _kinds = old.delete()
    if removed:
        audit.record(by=by, type="register.pdfs_removed", data={"number": removed})
    return int(removed)


def state_of(asked: RegisterPrint) -> dict[str, Any]:
    """How far the PDF is, for its page and the script that follows it."""
    if asked.made_at or asked.unavailable:
        return {"state": "done", "percent": 100, "words": _("Done")}
    if asked.job is None:
        return {"state": "failed", "percent": 0, "words": _("It could not be made.")}
    words = asked.job.progress_words or _("Waiting to begin")
    return {"state": asked.job.state, "percent": asked.job.percent, "words": words}
