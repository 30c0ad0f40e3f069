"""Pictures of my child: the parent's own page, without an account.

Not an address by itself: a page that has made sure who the parent is calls `page` and mounts it.
"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from aup import consent_presenters as presenters
from aup import consent_words
from aup.consent_forms import ParentForm
from aup.queries import consent as queries
from aup.services import consent
from esafety.access.actor import Actor
from esafety.access.refused import refusals_shown_on
from esafety.accounts.addresses import address_of
from esafety.markdown import rendered
from esafety.signatures.choices import Means, Part
from esafety.signatures.services.signing import Hand


@never_cache
def page(request, *, guardian, child, back="", means=Means.LINK):
    """The words, yes or no to each use, signing, and taking it all back.

    `guardian` is a parent whom the caller has identified, `child` one of their children; somebody
    without parental responsibility for the child finds nothing. `back` is where "Back" leads.
    """
    if not queries.is_guardian(child, guardian):
        raise Http404
    last = queries.newest_of(child, guardian)
    is_post = request.method == "POST"
    form = ParentForm(request.POST if is_post else None, said=queries.said(last))
    if is_post and "withdraw" in request.POST:
        by = _parent(request)
        consent.withdraw(child=child, guardian=guardian, means=means, by=by)
        return redirect(f"{request.path}?done=taken")
    if is_post and form.is_valid() and _give(request, form, guardian, child, means):
        return redirect(f"{request.path}?done=given")
    return render(request, "aup/images/parent.html", _context(request, child, last, form, back))


def page_again(request, *, guardian, child, words, path, back=""):
    """The same page for a parent who was away, with what they had typed in `words` and that it is
    not sent yet. It stands at another address, so `path` is where its forms are sent."""
    if not queries.is_guardian(child, guardian):
        raise Http404
    last = queries.newest_of(child, guardian)
    form = ParentForm(initial=words, said=queries.said(last))
    form.helper.form_action = path
    context = _context(request, child, last, form, back)
    unsent = "taking_back" if "withdraw" in words else "answers"
    return render(request, "aup/images/parent.html", context | {"unsent": unsent, "path": path})


def _give(request, form, guardian, child, means):
    hand = Hand(
        name=form.cleaned_data["name"],
        statement=str(form.fields["agree"].label),
        part=Part.PARENT,
        means=means,
        signer=guardian,
        ip=address_of(request),
        browser=request.headers.get("User-Agent", ""),
    )
    once_key = form.cleaned_data["once_key"]
    with refusals_shown_on(form):
        by = _parent(request)
        consent.give(child=child, answers=form.answers(), hand=hand, once_key=once_key, by=by)
    return form.is_valid()


def _context(request, child, last, form, back):
    [now] = queries.images_of([child])
    done = {"given": _("We have your answers."), "taken": _("Your answers are taken back.")}
    return {
        "user": None,  # on a shared device nobody else's sign-in shows, and no lock covers the page
        "idle_minutes": 0,
        "child": child,
        "form": form,
        "back": back,
        "path": request.path,
        "body": rendered(consent_words.current().body),
        "last_words": presenters.own_words(last),
        "can_withdraw": any(queries.said(last).values()),
        "overruled": presenters.overruled(now, last),
        "done": done.get(request.GET.get("done", "")),
    }


def _parent(request):
    """Who acts when nobody is signed in: the parents' pages, for the school of the page."""
    return Actor.for_system("parent", school_id=request.school.pk)
