"""Opening a link or typing the code of a form: who are you, asking for a new link, coming back."""

from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from aup.link_forms import CodeForm, WhoForm, key_of
from aup.queries import paper
from aup.services import links, who
from aup.views import held, link_pages
from aup.views.link_parts import shown_again
from esafety import limits
from esafety.accounts.addresses import address_of
from esafety.signatures import codes

_METHODS = ["GET", "HEAD", "POST"]


@link_pages.open_to_all
@require_http_methods(_METHODS)
def open_link(request, school, token):
    """Somebody is asked to sign: who are you? Opening it is not using it."""
    link, mine = links.find(token), held.held_by(request)
    if link is not None and mine is not None and mine.link == link and request.method != "POST":
        return redirect("sign:me", school)
    if link is None or _is_used_elsewhere(request, link):
        return link_pages.refuse(request, token=token)
    form = _who_form(request, who.asks_birth_date(link.person))
    used = _used(request, form, str(link), lambda **said: who.use_link(link=link, **said))
    return used or link_pages.wrong(request, form)


@link_pages.open_to_all
@require_http_methods(_METHODS)
def code(request, school, code):
    """The same by the code of a printed form, which stands for the secret of a link."""
    if link_pages.too_many_codes(request):
        return link_pages.wait(request, link_pages.CODES)
    found = paper.working_code(code)
    if found is None:
        return link_pages.refuse(request, is_code=True)
    form = _who_form(request, who.asks_birth_date_for(found.ask))
    used = _used(
        request, form, str(found), lambda **said: who.use_code(code=found, **said), is_code=True
    )
    return used or link_pages.wrong(request, form)


@link_pages.open_to_all
@require_http_methods(_METHODS)
def paper_code(request, school):
    """Where somebody types the code of a printed form."""
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if request.method == "POST" and form.is_valid():
        return redirect("sign:code", school, codes.folded(form.cleaned_data["code"]) or "-")
    return link_pages.draw(request, "code", form=form)


@link_pages.open_to_all
def again(request, school):
    """Ask for a new link. The answer is the same whether there ever was one."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    address = address_of(request)
    if not limits.is_full(link_pages.AGAIN, address):
        limits.count(link_pages.AGAIN, address)
        links.ask_again(school_id=request.school.pk, token=request.POST.get("token", ""))
    return link_pages.draw(request, "again")


@link_pages.open_to_all
@require_http_methods(_METHODS)
def come_back(request, school):
    """Whoever was away for an hour says again who they are, and goes on where they were."""
    mine = held.held_by(request)
    if mine is None:
        return link_pages.gone(request)
    if link_pages.too_many_names(str(mine.link)):
        return link_pages.wait(request, link_pages.WRONG)
    form = _who_form(request, who.asks_birth_date(mine.link.person))
    if request.method == "POST" and form.is_valid() and _is_known(request, form, mine.link):
        request.link = mine.link
        answer = shown_again(request, form.cleaned_data["kept"]) or redirect("sign:me", school)
        return held.keep(request, answer, mine.link)
    return link_pages.draw(request, "who", form=form, is_back=True)


def _who_form(request, asks_born):
    return WhoForm(request.POST if request.method == "POST" else None, asks_born=asks_born)


def _is_known(request, form, link):
    def check(**said):
        who.check(person=link.person, **said)
        return True

    return link_pages.says_who(request, form, str(link), check)


def _is_used_elsewhere(request, link):
    """Whether the link was used, and not from the page that is sent (again) now."""
    page = key_of(request.POST.get("once_key", ""))
    return link.used_at is not None and link.used_key != page


def _used(request, form, what, act, **context):
    """The way on once the person has said who they are; None while the page is to be shown."""
    if request.method != "POST" or not form.is_valid():
        return None
    if link_pages.too_many_names(what):
        return link_pages.wait(request, link_pages.WRONG)
    facts = {"used_key": form.cleaned_data["once_key"], "by": link_pages.stranger(request)}
    link = link_pages.says_who(request, form, what, lambda **said: act(**said, **facts))
    if link is not None:
        return held.keep(request, redirect("sign:me", request.school.slug), link)
    return None if form.errors else link_pages.gone(request, **context)
