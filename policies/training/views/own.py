"""One's own training: what is due, what was attended, signing in, needs, certificates."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from esafety import pdf
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, refusals_shown_on
from esafety.schools import queries as schools
from esafety.schools.calendar import school_year
from policies.training import certificates, presenters, queries
from policies.training.forms import CodeForm, NeedsForm
from policies.training.services import attending, certifying, needing

_MINE = Permission.TRAINING
_AHEAD = timedelta(days=365)


@permission(_MINE)
@never_cache
@require_http_methods(["GET", "POST"])
def my_training(request, school):
    """What is due for the reader and what they attended; signing in at a session of today."""
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if request.method == "POST" and form.is_valid():
        try:
            row = attending.sign_in(by=request.actor, **form.cleaned_data)
        except Refused as refused:
            form.add_error("code", refused.sentence)
            return _page(request, form)
        said = _("You are signed in at “%(title)s”.") % {"title": row.title}
        messages.success(request, said)
        return redirect("training:my_training", school)
    return _page(request, form)


@permission(_MINE)
@require_http_methods(["GET", "POST"])
def needs(request, school):
    """What training the reader needs, once a school year."""
    asked = queries.topics()
    form = NeedsForm(request.POST if request.method == "POST" else None, topics=asked)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            needing.tell(answers=form.cleaned_data, by=request.actor)
            messages.success(request, _("Thank you. Those who plan training see your answers."))
            return redirect("training:my_training", school)
    year = school_year(schools.local_today(request.school))
    context = {"form": form, "given": queries.needs_given(request.actor, year)}
    context["number"] = len(asked)
    return render(request, "training/needs.html", context)


@permission(_MINE)
@require_safe
def certificate(request, school, number):
    """The certificate of the reader for a session they attended."""
    return download(request, number, request.actor.membership_id)


def download(request, number, member):
    """The certificate of a member as a PDF; the record is made or read first."""
    session = get_object_or_404(queries.visible_to(request.actor), pk=number)
    attendance = queries.attendance_of(session, member)
    if attendance is None:
        raise Http404
    row = certifying.issue(attendance=attendance, by=request.actor)
    try:
        body = certificates.pdf_of(row)
    except pdf.PdfUnavailable:
        return _page(request, CodeForm(), unavailable=True)
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="certificate-{row.code}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _page(request, form, *, unavailable=False):
    today, actor = schools.local_today(request.school), request.actor
    context = {
        "form": form,
        "due": presenters.due(queries.next_for(actor, today), today),
        "coming": queries.coming(actor, today, today + _AHEAD),
        "attended": queries.mine(actor),
        "keeps": actor.can(Permission.TRAINING_KEEP),
        "unavailable": unavailable,
    }
    return render(request, "training/my_training.html", context)
