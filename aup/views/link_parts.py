"""A family's pages: their children, the agreement of each with its parts, refusing, taking back."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from aup import link_lines, presenters, queries, statements
from aup.link_forms import DeclineForm, PartsForm, ReasonForm, key_of
from aup.queries import by_link as reads
from aup.services import by_link
from aup.views import held, link_images, link_pages, text_pages
from esafety.access.refused import refusals_shown_on
from esafety.accounts.addresses import address_of
from esafety.languages import ENGLISH

_METHODS = ["GET", "HEAD", "POST"]


@held.for_holder
@require_safe
def me(request, school):
    """All that somebody is asked to sign, and what they have answered."""
    return _list(request, is_done=False)


@held.for_holder
@require_safe
def done(request, school):
    """The same after the last answer: thank you, and one's own copies."""
    return _list(request, is_done=True)


@held.for_holder
@require_http_methods(_METHODS)
def sign(request, school, ask):
    """What to talk about, the words, the child's part and one's own."""
    turn = _turn(request, ask)
    words = text_pages.words_in(turn.ask.version, _language(request))
    if request.method != "POST":
        return _sign_page(request, turn, words) if turn.left else redirect("sign:me", school)
    once_key = key_of(request.POST.get("once_key", ""))
    if reads.is_done(turn.ask, _keys(request, once_key, turn)):
        return _go_on(request, turn)
    form = PartsForm(request.POST, turn=turn, shown=words.sha256, locale=words.language.code)
    if form.is_valid():
        with refusals_shown_on(form):
            _take(request, turn, form, words.language.code)
            return _go_on(request, turn)
    return _sign_page(request, turn, words, form)


@held.for_holder
@require_http_methods(_METHODS)
def decline(request, school, ask):
    """Saying no, with a reason: for oneself or for the child."""
    turn = _turn(request, ask)
    locale = text_pages.words_in(turn.ask.version, _language(request)).language.code
    form = DeclineForm(_posted(request), turn=turn, locale=locale)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            part, reason = form.of_part, form.cleaned_data["reason"]
            by_link.decline(ask=turn.ask, part=part, reason=reason, **_holder(request))
            return _go_on(request, turn)
    return _decline_page(request, turn, form)


@held.for_holder
@require_http_methods(_METHODS)
def withdraw(request, school, ask):
    """Taking back what one signed, with a reason; not there by the code of a form."""
    turn = _turn(request, ask)
    if request.link.paper_code is not None:
        raise Http404
    form = ReasonForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            reason = form.cleaned_data["reason"]
            by_link.withdraw(ask=turn.ask, reason=reason, **_holder(request))
            return redirect("sign:me", school)
    return link_pages.draw(request, "withdraw", turn=turn, form=form)


def shown_again(request, kept):
    """The page on which somebody was, with what they had typed; None where nothing was carried."""
    found = held.carried(kept)
    if found is None:
        return None
    page, ask, words = found
    turn = reads.turn_by(request.link, _asked(ask), timezone.localdate())
    return _typed_again(request, turn, page, words) if turn is not None else None


def _typed_again(request, turn, page, words):
    read = text_pages.words_in(turn.ask.version, words.get("language", ENGLISH))
    locale = read.language.code
    if page == "decline":
        form = DeclineForm(initial=words, turn=turn, locale=locale)
        return _decline_page(request, turn, form)
    if page == "withdraw" and request.link.paper_code is None:
        return link_pages.draw(request, "withdraw", turn=turn, form=ReasonForm(initial=words))
    if page == "images" and request.link.paper_code is None:
        return link_images.images_again(request, turn, words)
    if not turn.left:
        return None
    form = PartsForm(initial=words, turn=turn, locale=locale)
    return _sign_page(request, turn, read, form)


def _posted(request):
    return request.POST if request.method == "POST" else None


def _asked(number):
    ask = queries.asks().filter(pk=number).first()
    if ask is None:
        raise Http404
    return ask


def _turn(request, number):
    """How the question stands for the holder of the link; what is not theirs is not there."""
    found = reads.turn_by(request.link, _asked(number), timezone.localdate())
    if found is None:
        raise Http404
    return found


def _list(request, *, is_done):
    rows, link = _rows(request), request.link
    waiting = [row for row in rows if row.is_open]
    facts = {"person": link.person, "rows": rows, "waiting": waiting, "is_done": is_done}
    return link_pages.draw(request, "me", is_code=link.paper_code is not None, **facts)


def _rows(request):
    today = timezone.localdate()
    return link_lines.lines(reads.turns_by(request.link, today), request.link, today)


def _language(request):
    """The language that was read: the form brings it back, and the address of the page has it."""
    return request.POST.get("language") or request.GET.get("language", ENGLISH)


def _sign_page(request, turn, words, form=None):
    locale = words.language.code
    form = form or PartsForm(turn=turn, locale=locale)
    facts = {
        "turn": turn,
        "form": form,
        "spoken": form.spoken,
        "words": words,
        "talk": statements.talk(turn.ask.agreement.audience, locale),
        "named": presenters.named(),
    }
    return link_pages.draw(request, "sign", **facts)


def _keys(request, once_key, turn):
    return [by_link.key_of(once_key, turn.ask, part, request.link.person_id) for part in turn.may]


def _decline_page(request, turn, form):
    return link_pages.draw(request, "decline", turn=turn, form=form, spoken=form.spoken)


def _take(request, turn, form, locale):
    by_link.sign(
        ask=turn.ask,
        parts=form.signed,
        once_key=form.cleaned_data["once_key"],
        ip=address_of(request),
        browser=request.headers.get("User-Agent", ""),
        answers=form.answers,
        locale=locale,
        **_holder(request),
    )


def _holder(request):
    return {"link": request.link, "by": link_pages.stranger(request)}


def _go_on(request, turn):
    """To the next child who is still open, or to the end."""
    for row in _rows(request):
        if row.is_open and row.ask != turn.ask:
            url = reverse("sign:sign", args=[request.school.slug, row.ask.pk])
            read = _language(request)
            return redirect(url if read == ENGLISH else f"{url}?{urlencode({'language': read})}")
    return redirect("sign:done", request.school.slug)
