"""Carrying on after the idle lock, staying signed in, and the demonstration's mail."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from esafety.access.gates import public, signed_in
from esafety.accounts import demo_mail as mail
from esafety.accounts import idle

_SHOWN = 200


@signed_in
@require_POST
def keep_alive(request: HttpRequest) -> HttpResponse:
    """The user is still here, typing; the idle lock notes it on the way in."""
    return HttpResponse(status=204)


@signed_in
@never_cache
def resume(request: HttpRequest) -> HttpResponse:
    """After the lock: what was typed, to be sent on or thrown away; else the page wanted."""
    if request.method == "POST":
        idle.drop(request, id=request.POST.get("id", ""))
        return redirect("resume")
    kept = idle.kept(request)
    if not kept:
        return redirect(idle.wanted(request))
    return render(request, "accounts/resume.html", {"kept": kept})


@public
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The mail a demonstration has sent, newest first."""
    _only_in_a_demonstration()
    return render(request, "accounts/demo_mail.html", {"mails": mail.messages()[:_SHOWN]})


@public
def demo_message(request: HttpRequest, number: int) -> HttpResponse:
    """One message of a demonstration, as text."""
    _only_in_a_demonstration()
    message = mail.message(number)
    if message is None:
        raise Http404
    context = {"mail": message, "parts": mail.parts(message.body)}
    return render(request, "accounts/demo_message.html", context)


def _only_in_a_demonstration() -> None:
    if not settings.DEMO:
        raise Http404
