"""Pictures of one's child, on the pages of a link: never part of the agreement itself."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from aup import queries
from aup.queries import by_link as reads
from aup.services import by_link
from aup.views import consent_by_link, held
from esafety.people.choices import Kind


@held.for_holder
@require_http_methods(["GET", "HEAD", "POST"])
def images(request, school, ask):
    """Yes or no to each use of pictures of the child whom the question is about; not there by the
    code of a form, which is about something else."""
    row = queries.asks().filter(pk=ask).first()
    turn = reads.turn_by(request.link, row, timezone.localdate()) if row is not None else None
    facts = _facts(request, turn) | {"means": by_link.means_of(request.link)}
    return consent_by_link.page(request, **facts)


def images_again(request, turn, words):
    """The same page for somebody who was away, with what they had typed."""
    path = reverse("sign:images", args=[request.school.slug, turn.ask.pk])
    return consent_by_link.page_again(request, words=words, path=path, **_facts(request, turn))


def _facts(request, turn):
    """Whose pictures it is about, and where "Back" leads; only a pupil has such a page."""
    by_code = request.link.paper_code is not None
    if turn is None or by_code or turn.ask.subject.kind != Kind.PUPIL:
        raise Http404
    back = reverse("sign:me", args=[request.school.slug])
    return {"guardian": request.link.person, "child": turn.ask.subject, "back": back}
