"""The office: how one question stands, its letters, and certificates for those who cannot fetch
their own."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from aup import asked_lines, letter_lines, presenters, queries
from aup.choices import AskState
from aup.queries import coverage, letters, office
from aup.services import bounces, copies
from aup.views.files import attached
from esafety import searches
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools

PAGE = 50
_MANAGE = Permission.AGREEMENT_MANAGE


@permission(_MANAGE)
@never_cache
@require_safe
def asked_people(request, school, code, state):
    """Who is counted in one state of one agreement: whom to talk to next."""
    agreement = get_object_or_404(queries.agreements(), code=code)
    if state not in AskState.values:
        raise Http404
    today = schools.local_today(request.school)
    rows = Paginator(coverage.asked_people(agreement, state, today), PAGE)
    page = rows.get_page(request.GET.get("page"))
    context = {
        "agreement": agreement,
        "label": AskState(state).label,
        "page": page,
        "urls": searches.pages(request, page),
    }
    return render(request, "aup/asked_people.html", context)


@permission(_MANAGE)
@never_cache
@require_safe
def asked(request, school, ask):
    """How one question stands: who said what, and the certificates that may be printed."""
    row = get_object_or_404(queries.asks(), pk=ask)
    answers = list(queries.answers_of(row))
    may = office.copies().filter(answers__ask=row).values_list("pk", flat=True)
    context = {
        "ask": row,
        "tone": presenters.tone_of(row.state),
        "lines": asked_lines.lines(answers, set(may)),
        "letters": letter_lines.lines(letters.about(row)[: letter_lines.SHOWN]),
    }
    return render(request, "aup/asked.html", context)


@permission(_MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter_returned(request, school, ask, letter):
    """Somebody has read that a letter came back and says so, confirmed."""
    row = get_object_or_404(queries.asks(), pk=ask)
    one = get_object_or_404(letters.about(row), pk=letter)
    if request.method == "POST":
        bounces.note(letter=one, by=request.actor)
        messages.success(request, _("It is noted that the letter came back."))
        return redirect("aup:asked", school, ask)
    [line] = letter_lines.lines([one])
    return render(request, "aup/letter_returned.html", {"ask": row, "line": line})


@permission(_MANAGE)
@never_cache
@require_safe
def office_certificate(request, school, signature):
    """A certificate to be printed for its signer; a page that says so while it is being made."""
    row = get_object_or_404(office.copies(), code=signature)
    made = copies.read_certificate(signature=row, by=request.actor)
    if made is None:
        return render(request, "aup/not_ready.html", {"for_office": True}, status=202)
    return attached(bytes(made.pdf), "application/pdf", f"certificate-{row.code}.pdf")


@permission(_MANAGE)
@never_cache
@require_safe
def office_evidence(request, school, signature):
    """The evidence file that belongs to it."""
    row = get_object_or_404(office.copies(), code=signature)
    made = copies.read_evidence(signature=row, by=request.actor)
    return attached(made, "application/json", f"evidence-{row.code}.json")
