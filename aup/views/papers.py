"""Forms on paper: printing them, and entering what came back."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aup import presenters, queries
from aup.class_paper_presenters import classes
from aup.paper_forms import EntryForm, FindForm, PrintForm
from aup.queries import by_link
from aup.queries import paper as reads
from aup.services import papers
from aup.views.files import attached
from esafety import pdf
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.jobs.following import of_print
from esafety.people import queries as people
from esafety.schools import queries as schools

_MANAGE = Permission.AGREEMENT_MANAGE


@permission(_MANAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def paper(request, school):
    """Find a form by its code or a name, or print forms; names are in no address."""
    form = FindForm(request.POST) if request.method == "POST" else FindForm()
    found = None
    if request.method == "POST" and form.is_valid():
        found = [
            {"ask": ask, "tone": presenters.tone_of(ask.state)}
            for ask in reads.asks_named(form.cleaned_data["words"])
        ]
    return _paper(request, form=form, found=found)


@permission(_MANAGE)
@require_POST
def print_paper(request, school):
    """The forms of a class, or of all: a few at once, more by a job."""
    form = _print_form(schools.local_today(request.school), request.POST)
    asks = []
    if form.is_valid():
        asks = reads.asks_for_paper(schools.local_today(request.school), **form.chosen)
        if not asks:
            form.add_error(None, _("Nobody in this choice still has to sign."))
    if not form.is_valid():
        return _paper(request, printing=form)
    if len(asks) <= papers.AT_ONCE:
        return _at_once(request, asks, form.wanted)
    with refusals_shown_on(form):
        asked = papers.request_print(asks=asks, locale=form.wanted, by=request.actor)
        return redirect("aup:paper_print", school, asked.key)
    return _paper(request, printing=form)


@permission(_MANAGE)
@never_cache
@require_safe
def paper_print(request, school, key):
    """How far the PDF is; once it is made, the way to it."""
    asked = _asked(request, key)
    context = {"asked": asked, "job": of_print(asked, request.actor)}
    return render(request, "aup/paper/print.html", context)


@permission(_MANAGE)
@never_cache
@require_safe
def paper_print_state(request, school, key):
    """The same for the page's script."""
    return JsonResponse(of_print(_asked(request, key), request.actor).as_json())


@permission(_MANAGE)
@never_cache
@require_safe
def paper_print_file(request, school, key):
    """The PDF, for the member who asked for it."""
    asked = _asked(request, key)
    if asked.made_at is None:
        raise Http404
    return attached(bytes(asked.pdf), "application/pdf", f"{school}-forms.pdf")


@permission(_MANAGE)
@require_POST
def paper_form(request, school, ask):
    """One form as a PDF."""
    return _at_once(request, [_ask(ask)])


@permission(_MANAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def enter_paper(request, school, ask):
    """Enter what stands on a form that came back."""
    row, today = _ask(ask), schools.local_today(request.school)
    facts = {"ask": row, "guardians": by_link.guardians_now(row.subject, today), "today": today}
    facts |= reads.printed_in(row)
    form = EntryForm(request.POST, **facts) if request.method == "POST" else EntryForm(**facts)
    if request.method == "POST" and form.is_valid() and _entered(request, row, form):
        messages.success(request, _("The form is entered."))
        return redirect("aup:paper", school)
    return render(request, "aup/paper/enter.html", {"ask": row, "form": form})


def _entered(request, row, form):
    """Enter what was chosen; False where the page is to be shown again with why not."""
    words = {name: form.cleaned_data[name] for name in ("day", "once_key")}
    with refusals_shown_on(form):
        try:
            papers.enter(
                ask=row, entries=form.entries, locale=form.spoken, by=request.actor, **words
            )
        except papers.LaterAnswer as later:
            form.add_error(f"said_{later.part}", later.sentence)
    return not form.errors


def _paper(request, **context):
    today = timezone.localdate()
    facts = {
        "form": FindForm(),
        "printing": _print_form(today),
        "classes": classes(reads.classes()),
        "may_images": request.actor.can(Permission.IMAGE_MANAGE),
        "open": len(reads.asks_for_paper(today)),
        "unreached": len(reads.asks_for_paper(today, without_email=True)),
        "unavailable": not pdf.is_available(),
    }
    return render(request, "aup/paper/find.html", facts | context)


def _print_form(today, data=None):
    locales = reads.languages_for(reads.asks_for_paper(today))
    return PrintForm(data, groups=people.tutor_groups(), locales=locales)


def _at_once(request, asks, locale=""):
    made = papers.print_forms(asks=asks, locale=locale, by=request.actor)
    try:
        forms = pdf.render(papers.html_of(made))
    except pdf.PdfUnavailable:
        return _paper(request, unavailable=True)
    return attached(forms, "application/pdf", f"{request.school.slug}-forms.pdf")


def _ask(number):
    row = queries.asks().filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _asked(request, key):
    row = reads.print_of(request.actor, key)
    if row is None:
        raise Http404
    return row
