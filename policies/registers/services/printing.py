"""Registers taken out: as files, and as a PDF that a job makes for the one who asked."""

from collections.abc import Callable, Mapping
from datetime import timedelta

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
from policies.registers.queries import log

PRINT_JOB = "register.print"
KEPT = timedelta(days=2)
"""How long a PDF is kept for the member who asked for it."""
MOST = 600
"""Entries in one PDF: WeasyPrint holds the whole document in memory."""


@transaction.atomic
def record_export(*, register: Register, kind: str, number: int, by: Actor) -> None:
    """Record that entries of a register were taken out as a file; `kind` is "csv" or "xlsx"."""
    permissions.check_exists(by, register)
    data = {"kind": kind} if register.secret else {"kind": kind, "entries": number}
    audit.record(by=by, type="register.exported", object=log.out_ref(register), data=data)


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
    asked.job = jobs.enqueue(
        kind=PRINT_JOB, school_id=school.pk, payload=payload, asked_by=by.membership_id
    )
    asked.save(force_insert=True)
    audit.record(by=by, type="register.printed", object=log.out_ref(register))
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
    progress(90, _("Keeping it"))
    asked.made_at, asked.entries = timezone.now(), [row.pk for row in rows]
    asked.save(update_fields=["pdf", "made_at", "entries"])
    return asked


@transaction.atomic
def open_pdf(*, asked: RegisterPrint, by: Actor) -> bytes:
    """The PDF for the member who asked for it, recorded. Raises Refused unless every entry in it
    still exists for them."""
    still = queries.visible_to(by).filter(pk__in=asked.entries).count()
    register = named(asked.register)
    is_theirs = asked.requested_by_id == by.membership_id
    if register is None or not is_theirs or still != len(asked.entries):
        raise Refused(_("The register has changed since this PDF was made. Make a new one."))
    audit.record(by=by, type="register.pdf_opened", object=log.out_ref(register))
    return bytes(asked.pdf)


@transaction.atomic
def remove_old(*, by: Actor) -> int:
    """Remove PDFs older than two days: copies of registers must not lie about."""
    old = RegisterPrint.objects.filter(requested_at__lt=timezone.now() - KEPT)
    removed, _kinds = old.delete()
    if removed:
        audit.record(by=by, type="register.pdfs_removed", data={"number": removed})
    return int(removed)
