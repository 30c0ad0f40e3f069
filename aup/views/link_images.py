"""Pictures of one's child, on the pages of a link: never part of the agreement itself."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from aup import queries
from aup.queries import by_link as reads
from aup.views import consent_by_link, held
from esafety.people.choices import Kind


@held.for_holder
@require_http_methods(["GET", "HEAD", "POST"])
def images(request, school, ask):
    """Yes or no to each use of pictures of the child whom the question is about; not there by the
    code of a form, which is about something else."""
    row, link = queries.asks().filter(pk=ask).first(), request.link
    turn = reads.turn_by(link, row, timezone.localdate()) if row is not None else None
    if turn is None or row.subject.kind != Kind.PUPIL or link.paper_code is not None:
        raise Http404
    back = reverse("sign:me", args=[school])
    return consent_by_link.page(request, guardian=link.person, child=row.subject, back=back)
