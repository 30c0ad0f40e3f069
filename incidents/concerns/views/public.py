"""Raising a concern without an account: the doors, the form, and the code."""

import uuid

from django.http import Http404
from django.views.decorators.http import require_http_methods, require_safe

from esafety.access.refused import refusals_shown_on
from esafety.accounts.addresses import address_of
from esafety.schools import queries as schools
from incidents import report_queries
from incidents.concerns import limits, queries, telling, words
from incidents.concerns.forms import ConcernForm
from incidents.concerns.services import raising
from incidents.concerns.views import pages


@pages.open_to_all
@require_safe
def start(request, school):
    """The three doors, who reads what comes in, and where help is now."""
    return pages.draw(request, "start", doors=words.ON_THE_FIRST_PAGE)


@pages.open_to_all
@require_http_methods(["GET", "POST"])
def tell(request, school, who):
    """The form in plain words. What was typed survives every error; it is kept nowhere."""
    if who not in words.DOORS:
        raise Http404
    form, door = _form(request, words.DOORS[who]), words.DOORS[who]
    if request.method == "GET":
        return pages.draw(request, "tell", door=door, form=form)
    if form.is_valid():
        if not _may_send(request, form):
            return _not_yet(request, door, form)
        with refusals_shown_on(form):
            return _thank(request, door, form, _raise(request, door, form))
    return pages.draw(request, "tell", door=door, form=form)


def _form(request, door):
    facts = {
        "door": door,
        "types": queries.types_for_concerns(),
        "today": schools.local_today(request.school),
    }
    if request.method == "POST":
        return ConcernForm(pages.bounded(request), **facts)
    return ConcernForm(initial={"seed": uuid.uuid4()}, **facts)


def _may_send(request, form):
    """Within the limits, or sent before: a second press is never turned away."""
    place, seed, note = request.school.pk, form.cleaned_data["seed"], form.cleaned_data["note"]
    waited = limits.has_waited(place, str(seed), note, limits.SEND_AGAIN_SECONDS)
    allowed = limits.may_raise(place, address_of(request), waited=waited)
    return allowed or raising.was_raised(seed=seed)


def _not_yet(request, door, form):
    """Asks to wait a minute. The first note counts, so that pressing too soon costs nothing."""
    place, seed, note = request.school.pk, form.cleaned_data["seed"], form.cleaned_data["note"]
    if not limits.has_waited(place, str(seed), note, 0):
        note = limits.ticket(place, str(seed))
    facts = {"door": door, "form": form, "seed": seed, "note": note, "too_many": True}
    return pages.draw(request, "tell", status=429, **facts)


def _raise(request, door, form):
    found = form.cleaned_data
    raised = raising.raise_concern(
        school=request.school,
        source=door.source,
        ready=form.ready(),
        told=telling.told(found, door),
        name=found.get("name", ""),
        reach=found.get("reach", ""),
        seed=found["seed"],
        by=pages.stranger(request),
    )
    if raised.is_new:
        limits.count_raised(request.school.pk, address_of(request))
    return raised


def _thank(request, door, form, raised):
    """The code, on the answer itself: it is in no address and in no cookie."""
    danger = form.cleaned_data.get("danger") in ("yes", "unsure")
    kinds = {kind.code: kind.type_code for kind in words.KINDS}
    at_once = {one.code for one in form.types if one.at_once}
    cannot_wait = at_once.intersection(map(kinds.get, form.cleaned_data.get("kinds", [])))
    return pages.draw(
        request,
        "sent",
        door=door,
        raised=raised,
        seed=form.cleaned_data["seed"],
        danger=danger or bool(cannot_wait),
        way=report_queries.way_of(raised.incident),
    )
