"""The tablet at reception: who comes reads, signs or does not, and leaves nothing behind."""

import secrets
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from aup import presenters
from aup.coming import Coming
from aup.queries.reception import kiosk_of
from aup.services import visiting
from aup.views import text_pages
from aup.visitor_forms import VisitorForm
from esafety import limits
from esafety.access.actor import Actor
from esafety.access.gates import public
from esafety.accounts.addresses import address_of
from esafety.languages import ENGLISH

COOKIE, _TYPED = "kiosk", "kiosk_typed"
ENTRIES = limits.Limit("kiosk", 40, 600)
"""What one tablet may take: more than a queue of people who read before they sign."""
CLEARED_AFTER, THANKED_FOR = 600, 20
"""Seconds after which a form left alone, and the thanks, make room for the next visitor."""


def on_the_tablet(view):
    """Open to whoever stands at a tablet that the office opened; elsewhere there is no page. No
    browser keeps a copy, and a page that is left alone goes back to the start."""

    @wraps(view)
    def opened(request, school, *args, **kwargs):
        token = request.COOKIES.get(COOKIE, "")
        row = kiosk_of(token) if request.school is not None and token else None
        if row is None:
            raise Http404
        request.kiosk = row
        answer = view(request, school, *args, **kwargs)
        seconds = THANKED_FOR if view.__name__ == "thanks" else CLEARED_AFTER
        answer["Refresh"] = f"{seconds}; url={reverse('kiosk:welcome', args=[school])}"
        answer["Clear-Site-Data"] = '"cache"'
        return answer

    return public(never_cache(opened))


@on_the_tablet
def welcome(request, school):
    """As what does somebody come? The same page for everyone."""
    request.session.pop(_TYPED, None)
    return _draw(request, "welcome", doors=Coming)


@on_the_tablet
def come(request, school, coming):
    """The words, and signing or not, on one page."""
    if coming not in Coming.values:
        raise Http404
    words = text_pages.words_of(request, visiting.current_version(Coming(coming)))
    locale = words.language.code
    if request.method == "POST":
        form = VisitorForm(request.POST, coming=Coming(coming), locale=locale)
        if not form.is_valid() or limits.is_full(ENTRIES, str(request.kiosk)):
            return redirect(_kept_once(request, coming, locale))
        _answered(request, form, locale)
        request.session.flush()
        rotate_token(request)  # a browser drops the pages it kept when a cookie changes
        return redirect("kiosk:thanks", school)
    form = VisitorForm(_typed(request, coming), coming=Coming(coming), locale=locale)
    facts = {"words": words, "named": presenters.named(), "pause": _pause(request)}
    facts["spoken"] = form.spoken
    return _draw(request, "come", form=form, coming=Coming(coming), **facts)


@on_the_tablet
def thanks(request, school):
    """The same words for everyone, whatever they answered."""
    return _draw(request, "thanks")


def _pause(request):
    """For how long this tablet takes nobody, in words; nothing while it does."""
    return limits.pause(ENTRIES) if limits.is_full(ENTRIES, str(request.kiosk)) else ""


def _kept_once(request, coming, locale):
    """Keep what was typed for the one page that shows what is missing, and its address. A page
    shown in answer to a POST could be sent again from the browser's history by whoever is next."""
    data, key = request.POST.copy(), secrets.token_urlsafe(8)
    data.pop("csrfmiddlewaretoken", None)
    request.session[_TYPED] = {"key": key, "coming": coming, "data": data.urlencode()}
    asked = {"again": key} if locale == ENGLISH else {"again": key, "language": locale}
    return f"{reverse('kiosk:come', args=[request.school.slug, coming])}?{urlencode(asked)}"


def _typed(request, coming):
    """What was typed a moment ago for this very page; shown once, then forgotten."""
    kept = request.session.pop(_TYPED, None)
    asked = (request.GET.get("again", ""), coming)
    return QueryDict(kept["data"]) if kept and (kept["key"], kept["coming"]) == asked else None


def _answered(request, form, locale):
    limits.count(ENTRIES, str(request.kiosk))
    by = Actor.for_system("kiosk", school_id=request.school.pk)
    facts = {"kiosk": request.kiosk, "visit": form.visit(), "by": by}
    if form.cleaned_data["answer"] == "decline":
        visiting.decline(reason=form.cleaned_data["reason"], **facts)
        return
    visiting.sign(
        statement=form.statement,
        ip=address_of(request),
        browser=request.headers.get("User-Agent", ""),
        once_key=form.cleaned_data["once_key"],
        locale=locale,
        **facts,
    )


def _draw(request, name, **context):
    """A page that shows nobody as signed in, even where somebody is."""
    alone = {"user": None, "idle_minutes": 0, "actor": None}
    return render(request, f"aup/kiosk/{name}.html", {**alone, **context})
