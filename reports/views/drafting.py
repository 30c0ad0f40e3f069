"""Beginning a report, writing its words, clearing names in them, and having it built."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import queries as schools
from reports import names_found, presenters, queries, words_page
from reports.forms import ClearForm, PressForm, TimeForm, WordsForm
from reports.services import building, drafting
from reports.views import pages


@permission(Permission.REPORT_DRAFT)
def start(request, school):
    """Choose a term or a school year and begin its report."""
    times = queries.times_without_report(schools.local_today(request.school))
    title, text = _("Begin a governor report"), _("You draft it; the headteacher approves it.")
    return _start(request, times, drafting.start, {"title": title, "text": text})


@permission(Permission.REPORT_ANNEX)
def start_annex(request, school):
    """Choose a report and begin one's own annex to it."""
    text = _(
        "It counts what you may see and the drafter of the report may not. Only you can open it."
    )
    words = {"title": _("Begin a restricted annex"), "text": text}
    return _start(request, queries.times_without_annex(request.actor), drafting.start_annex, words)


def _start(request, times, service, words):
    form = TimeForm(request.POST if request.method == "POST" else None, times=times)
    if request.method == "POST" and form.is_valid():
        time = form.cleaned_data["term"]
        with refusals_shown_on(form):
            return redirect(service(term=time.term, span=time.span, by=request.actor))
    return render(request, "reports/start.html", {"form": form, **words})


@permission(Permission.REPORT_DRAFT)
def take_over(request, school, term, part):
    """Draft on what somebody left who drafts no more."""
    text = _(
        "Whoever drafted this report drafts reports no more. You draft it from now on. The words "
        "stay; the figures are counted anew, by what you may see, before it goes on."
    )
    words = {"title": _("Take over the report"), "text": text, "button": _("Take over")}
    words["done"] = _("You draft this report now. Build it before it goes on.")
    return pages.press(request, pages.find_workable(request, term, part), drafting.take_over, words)


@permission(Permission.REPORT_READ)
def words(request, school, term, part):
    """Write the words of all sections. Names in them are kept, and shown on the next page."""
    found = pages.find_workable(request, term, part)
    form = WordsForm(
        request.POST if request.method == "POST" else None,
        texts=queries.texts_of(found),
        correction=found.is_correction,
    )
    meanwhile = {}
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            saved, meanwhile = _save(request, found, form)
            if saved is not None:
                return redirect(
                    saved.url("names") if names_found.of(saved, request.actor) else saved
                )
    context = {"report": found, "heading": presenters.title_of(found), "form": form}
    boxes = words_page.boxes(request.actor, found, form, meanwhile)
    return render(request, "reports/words.html", {**context, "boxes": boxes})


def _save(request, found, form):
    """The saved report; or None, with what others wrote meanwhile, by section."""
    try:
        saved = drafting.write_words(
            report=found, texts=form.texts(), begun_from=form.begun_from(), by=request.actor
        )
    except drafting.WrittenMeanwhile as clash:
        form.add_error(None, clash.sentence)
        theirs = queries.words_of(found)
        return None, {key: theirs[key] for key in clash.sections if key in theirs}
    messages.success(request, _("Your words are saved."))
    return saved, {}


@permission(Permission.REPORT_READ)
def names(request, school, term, part):
    """Names found in the words: rewrite them, or say that they are of nobody in incidents."""
    found = pages.find_workable(request, term, part)
    form = ClearForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = {tuple(each.split(":", 1)) for each in request.POST.getlist("name") if ":" in each}
        with refusals_shown_on(form):
            drafting.clear_names(
                report=found, names=chosen, by=request.actor, reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("These words may stand."))
            return redirect(found.url("names") if names_found.of(found, request.actor) else found)
    context = {"report": found, "heading": presenters.title_of(found), "form": form}
    left = names_found.of(found, request.actor)
    context |= words_page.names_context(left, names_found.clearances(found))
    may_write = presenters.may_write(request.actor, found)
    return render(request, "reports/names.html", context | {"may_write": may_write})


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
