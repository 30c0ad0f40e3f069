"""A person's chronology: opened, taken along as a PDF made by a job, and let go of."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety import copies, pdf
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import School
from incidents.chronology import choices, permissions, printing, queries  # noqa: F401
from incidents.chronology.queries import ALL, Filters
from incidents.models import ChronologyPrint

KEPT = timedelta(days=2)
"""How long a PDF of a chronology is kept for the member who asked for it."""


@transaction.atomic
def record_view(*, person: Person, by: Actor) -> None:
    """Record that the chronology was opened, whether or not anything stands in it."""
    permissions.check_can_read(by, person)
    audit.record(by=by, type="chronology.viewed", object=_ref(person))


@transaction.atomic
def request_print(
    *,
    person: Person,
    by: Actor,
    filters: Filters = ALL,
    extra: Iterable[str] = (),
    small: Iterable[str] = (),
) -> ChronologyPrint:
    """Ask for the PDF. It is masked here and now, so that the reader's own words (`extra`) are
    kept nowhere: neither with the job nor in the log. Raises Refused where there is too much."""
    permissions.check_can_print(by, person)
    shown = printing.masked(by, person, filters, extra=extra, small=small)
    if shown.too_long:
        words = _("A printed chronology holds up to %(most)s incidents. Choose a part or a type.")
        raise Refused(words % {"most": printing.MOST})
    found = shown.chronology.as_json()
    asked = ChronologyPrint(
        school=person.school,
        person=person,
        requested_by_id=by.membership_id or 0,
        requested_at=timezone.now(),
        content=found,
        content_sha256=copies.digest(found),
        incidents=shown.incidents,
    )
    payload = {"print": str(asked.key)}
    asked.job = jobs.enqueue(
        kind="chronology.print",
        school_id=person.school_id,
        payload=payload,
        asked_by=by.membership_id,
    )
    asked.save(force_insert=True)
    data = {"filters": sorted(filters.codes()), "sha256": asked.content_sha256}
    audit.record(by=by, type="chronology.printed", object=_ref(person), data=data)
    return asked


def make(*, asked: ChronologyPrint, progress: Callable[[int, str], None]) -> ChronologyPrint:
    """Make the PDF of what was asked for, if its reader may still see all of it; safe to run
    twice. Where this machine cannot make PDFs the row says so, and a page is offered instead."""
    if asked.made_at is not None:
        return asked
    by = schools.actor_of(asked.requested_by)
    permissions.check_can_print(by, asked.person)
    _check_still_visible(asked, by)
    progress(40, _("Making the PDF"))
    made_at = timezone.now()
    try:
        made = pdf.render(printing.html(asked, printed_at=made_at))
    except pdf.PdfUnavailable:
        asked.unavailable = True
        asked.save(update_fields=["unavailable"])
        return asked
    progress(90, _("Keeping it"))
    asked.pdf, asked.sha256, asked.made_at = made, hashlib.sha256(made).hexdigest(), made_at
    asked.content = {}
    asked.save(update_fields=["pdf", "sha256", "made_at", "content"])
    return asked


@transaction.atomic
def open_pdf(*, asked: ChronologyPrint, by: Actor) -> bytes:
    """The PDF for the member who asked for it, recorded as an event. Raises Refused unless every
    incident in it is still one that they may see."""
    _check_mine(asked, by)
    audit.record(by=by, type="chronology.pdf_opened", object=_ref(asked.person))
    return bytes(asked.pdf)


@transaction.atomic
def open_page(*, asked: ChronologyPrint, by: Actor) -> dict[str, Any]:
    """The same as a page, where no PDF could be made."""
    _check_mine(asked, by)
    audit.record(by=by, type="chronology.pdf_opened", object=_ref(asked.person))
    return printing.page(asked)


@transaction.atomic
def remove_old(*, school: School, by: Actor) -> int:
    """Remove the PDFs that are older than two days: copies must not lie about."""
    old = ChronologyPrint.objects.filter(requested_at__lt=timezone.now() - KEPT)
    removed, _kinds = old.delete()
    if removed:
        audit.record(by=by, type="chronology.pdfs_removed", object="log:pdf")
    return int(removed)


def _check_mine(asked: ChronologyPrint, by: Actor) -> None:
    permissions.check_can_print(by, asked.person)
    if asked.requested_by_id != by.membership_id:
        raise _changed()
    _check_still_visible(asked, by)


def _check_still_visible(asked: ChronologyPrint, by: Actor) -> None:
    if not queries.are_visible(by, asked.incidents):
        raise _changed()


def _changed() -> Refused:
    return Refused(_("The chronology has changed since this PDF was asked for. Make a new one."))


def _ref(person: Person) -> str:
    return f"chronology:{person.pk}"
