"""Beginning a report, writing its words and having it built."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import queries as schools
from reports import presenters, queries
from reports.forms import PressForm, TermForm, WordsForm
from reports.services import building, drafting
from reports.views import pages


@permission(Permission.REPORT_DRAFT)
def start(request, school):
    """Choose a term and begin its report."""
    terms = queries.terms_without_report(request.actor, schools.local_today(request.school))
    title, text = _("Begin a governor report"), _("You draft it; the headteacher approves it.")
    return _start(request, terms, drafting.start, {"title": title, "text": text})


@permission(Permission.REPORT_ANNEX)
def start_annex(request, school):
    """Choose a term and begin one's own annex to its report."""
    text = _(
        "It counts what you may see and the drafter of the report may not. Only you can open it."
    )
    words = {"title": _("Begin a restricted annex"), "text": text}
    return _start(request, queries.terms_without_annex(request.actor), drafting.start_annex, words)


def _start(request, terms, service, words):
    form = TermForm(request.POST if request.method == "POST" else None, terms=terms)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            return redirect(service(term=form.cleaned_data["term"], by=request.actor))
    return render(request, "reports/start.html", {"form": form, **words})


@permission(Permission.REPORT_READ)
def words(request, school, term, part):
    """Write the words. Names found in them are shown; the words are kept all the same."""
    found = pages.find_workable(request, term, part)
    now = {"words": found.words, "names_cleared": found.names_cleared}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            saved = drafting.write_words(report=found, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Your words are saved."))
            return redirect(saved)
    typed = form["words"].value() or ""
    context = {"report": found, "heading": presenters.title_of(found), "form": form}
    return render(request, "reports/words.html", {**context, "names": queries.names_in(typed)})


@permission(Permission.REPORT_READ)
def build(request, school, term, part):
    """Have a new edition built; for an approved report, the final one once more."""
    found = pages.find_workable(request, term, part)
    form = PressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ask = building.ask if found.approved_at is None else building.ask_final_again
        with refusals_shown_on(form):
            return redirect(ask(report=found, by=request.actor))
    text = _("The incidents of the term are counted as they are now, and a PDF is made.")
    return pages.act(
        request, found, form, title=_("Build the report"), text=text, button=_("Build")
    )
