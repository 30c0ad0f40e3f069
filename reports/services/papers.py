"""PDFs for one reader: asked for, made by a job, given to the one who asked, and let go of."""

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
from incidents import queries as incidents
from reports.choices import PaperKind
from reports.models import Paper
from reports.papers.kinds import KINDS, kind_of

KEPT = timedelta(days=2)
"""How long a PDF is kept for the member who asked for it."""


@transaction.atomic
def ask(*, school: School, kind: PaperKind, asked: Mapping[str, Any], by: Actor) -> Paper:
    """Ask for a PDF of a kind (`asked`: codes only). Raises Refused without the right to it."""
    KINDS[kind].check(by, asked)
    paper = Paper(school=school, kind=kind, asked=dict(asked), requested_at=timezone.now())
    paper.requested_by_id = by.membership_id or 0
    payload = {"paper": str(paper.key)}
    paper.job = jobs.enqueue(
        kind="report.paper", school_id=school.pk, payload=payload, asked_by=by.membership_id
    )
    paper.save(force_insert=True)
    data = {"asked": sorted(asked)}
    audit.record(by=by, type=f"{kind}.printed", object=KINDS[kind].ref(asked), data=data)
    return paper


def make(*, paper: Paper, progress: Callable[[int, str], None]) -> Paper:
    """Make the PDF of what its requester may see now; safe to run twice.

    Where this machine cannot make PDFs the row says so, and the page offers what can be printed.
    `progress` raises Stopped when it was cancelled; then nothing of it is kept.
    """
    if paper.made_at is not None:
        return paper
    by, kind = schools.actor_of(paper.requested_by), kind_of(paper)
    kind.check(by, paper.asked)
    progress(10, _("Reading what it shows"))
    made_at = timezone.now()
    html, ids = kind.show(paper, by, made_at)
    progress(40, _("Making the PDF"))
    try:
        made = pdf.render(html)
    except pdf.PdfUnavailable:
        paper.unavailable = True
        paper.save(update_fields=["unavailable"])
        return paper
    progress(90, _("Keeping it"))
    paper.pdf, paper.sha256, paper.made_at = made, hashlib.sha256(made).hexdigest(), made_at
    paper.incidents, paper.content = list(ids), {}
    paper.save(update_fields=["pdf", "sha256", "made_at", "incidents", "content"])
    return paper


@transaction.atomic
def open_pdf(*, paper: Paper, by: Actor) -> bytes:
    """The PDF for the member who asked for it, recorded as an event.

    Raises Refused unless every incident in it is still one that they may see.
    """
    kind = kind_of(paper)
    kind.check(by, paper.asked)
    still = set(incidents.visible_to(by).values_list("pk", flat=True))
    if paper.requested_by_id != by.membership_id or not still.issuperset(paper.incidents):
        raise Refused(_("What it shows has changed since this PDF was made. Make a new one."))
    audit.record(by=by, type=f"{paper.kind}.pdf_opened", object=kind.ref(paper.asked))
    return bytes(paper.pdf)


@transaction.atomic
def remove_old(*, school: School, by: Actor) -> int:
    """Remove the PDFs that are older than two days: copies must not lie about."""
    old = Paper.objects.filter(requested_at__lt=timezone.now() - KEPT)
    removed, _kinds = old.delete()
    if removed:
        audit.record(by=by, type="papers.removed", object="papers:pdf")
    return int(removed)
