"""The copies that somebody takes home by their link."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from aup.queries import by_link as reads
from aup.services import copies
from aup.views import held, link_pages
from aup.views.files import attached


@held.for_holder
@require_safe
def certificate(request, school, signature):
    """The certificate as a PDF; a page that says so while it is being made."""
    row = _copy(request, signature)
    made = copies.read_certificate(signature=row, by=link_pages.stranger(request))
    if made is None:
        return link_pages.draw(request, "not_ready", status=202)
    return attached(bytes(made.pdf), "application/pdf", f"certificate-{row.code}.pdf")


@held.for_holder
@require_safe
def evidence(request, school, signature):
    """The evidence file."""
    row = _copy(request, signature)
    made = copies.read_evidence(signature=row, by=link_pages.stranger(request))
    return attached(made, "application/json", f"evidence-{row.code}.json")


def _copy(request, code):
    mine = reads.copies_by(request.link, timezone.localdate())
    return get_object_or_404(mine, code=code)
