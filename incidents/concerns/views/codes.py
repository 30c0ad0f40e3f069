"""Coming back by the code: how it stands, the school's answers, adding to it, and leaving."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from esafety.access.refused import refusals_shown_on
from esafety.accounts.addresses import address_of
from incidents import report_queries
from incidents.concerns import coming_back, limits, presenters, queries
from incidents.concerns.codes import folded
from incidents.concerns.forms import CodeForm, ReplyForm, key_of
from incidents.concerns.services import messages as sending
from incidents.concerns.services import raising
from incidents.concerns.views import pages
from incidents.concerns.words import DOORS, STAGES

_DOOR_OF = {door.source: door for door in DOORS.values()}


@pages.open_to_all
@require_http_methods(["GET", "POST"])
def come_back(request, school):
    """Asks for the code. A wrong one, one that never was and no code at all look the same."""
    form = CodeForm(pages.bounded(request)) if request.method == "POST" else CodeForm()
    if request.method == "GET" or not form.is_valid():
        return pages.draw(request, "come_back", form=form)
    if _must_wait(request, form):
        return _wait(request, form)
    concern = queries.by_code(form.cleaned_data["code"])
    if concern is None:
        return _not_found(request, form)
    raising.come_back(concern=concern, by=pages.stranger(request))
    coming_back.open_for(request, concern)
    kept = form.cleaned_data["kept"]
    if kept:
        return _page(request, concern, _form(initial={"text": kept}), kept=True)
    return redirect("concern:answer", school)


@pages.open_to_all
@require_http_methods(["GET", "POST"])
def answer(request, school):
    """One concern for who raised it: how it stands, what was written, and room to add to it."""
    concern = coming_back.concern_of(request)
    if concern is None:
        return _ask_again(request, school)
    if request.method == "GET":
        return _page(request, concern, _form())
    form = _form(pages.bounded(request))
    if form.is_valid() and _may_add(request, concern, form):
        with refusals_shown_on(form):
            by = pages.stranger(request)
            sending.add(incident=concern.incident, by=by, **form.cleaned_data)
            messages.success(request, _("The school has your message."))
            return redirect("concern:answer", school)
    return _page(request, concern, form)


@pages.open_to_all
@require_POST
def leave(request, school):
    """Close what was read, so that nobody else reads it on this device. The page with the code
    says which: going back to it shows the code no more."""
    seed = request.POST.get("seed", "")
    if seed:
        raising.keep_code(seed=key_of(seed))
    coming_back.close(request)
    messages.success(request, _("You have left. Nobody can read it here without the code."))
    return redirect("concern:start", school)


def _form(*args, **kwargs):
    return ReplyForm(*args, label=_("Write to the school"), **kwargs)


def _must_wait(request, form):
    """After many wrong codes each try, right or wrong, is looked at ten seconds later."""
    place, code = request.school.pk, folded(form.cleaned_data["code"])
    slow = limits.is_slow(place, address_of(request))
    return slow and not limits.has_waited(place, code, form.cleaned_data["note"])


def _wait(request, form):
    note = limits.ticket(request.school.pk, folded(form.cleaned_data["code"]))
    context = {"form": form, "note": note, "seconds": limits.WAIT_SECONDS}
    return pages.draw(request, "come_back", wait=True, status=429, **context)


def _not_found(request, form):
    limits.count_wrong(request.school.pk, address_of(request))
    form.add_error("code", _("We did not find this code. Check each letter and number."))
    return pages.draw(request, "come_back", form=form)


def _may_add(request, concern, form):
    key = str(concern.once_key)
    if limits.may_add(key, request.school.pk):
        return True
    words = _(
        "That is a lot at once. Wait ten minutes, then send this. In danger? Tell a grown-up."
    )
    form.add_error("text", words)
    return False


def _page(request, concern, form, **context):
    incident = concern.incident
    thread = list(queries.messages_of(incident))
    answered = not all(message.from_reporter for message in thread)
    word, tone, sentence = STAGES[queries.stage_of(incident, answered=answered)]
    return pages.draw(
        request,
        "answer",
        door=_DOOR_OF[incident.source],
        raised_at=concern.raised_at,
        stage={"word": word, "tone": tone, "sentence": sentence},
        lines=presenters.for_reporter(thread),
        way=report_queries.way_of(incident),
        form=form,
        **context,
    )


def _ask_again(request, school):
    """The code once more; what was typed meanwhile waits on the page for it."""
    typed = request.POST.get("text", "")[: sending.MOST_WORDS]
    if not typed.strip():
        return redirect("concern:come_back", school)
    form = CodeForm(initial={"kept": typed})
    return pages.draw(request, "come_back", form=form, kept=True)
