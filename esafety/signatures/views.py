"""Checking a certificate by its code: open to anyone whom its bearer shows it to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from esafety import limits
from esafety.access.gates import public
from esafety.accounts.addresses import address_of
from esafety.signatures import queries
from esafety.signatures.choices import Standing
from esafety.signatures.forms import CodeForm

_TRIES = limits.Limit("verify", 30, 600)
"""Codes that never were, from one address. A right one is always told."""


@public
@never_cache
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Says whether a signature is valid, withdrawn, replaced or not known, and names nobody."""
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if request.method == "GET" or not form.is_valid():
        return _page(request, form)
    told = queries.told_of(form.cleaned_data["code"])
    if told.standing == Standing.UNKNOWN and _are_many(address_of(request)):
        words = _("Many codes were tried from here. Wait %(pause)s, then try again.")
        form.add_error("code", words % {"pause": limits.pause(_TRIES)})
        return _page(request, form, status=429)
    return _page(request, form, told=told)


def _are_many(address: str) -> bool:
    """Counts one more code that never was; whether there were many from this address before."""
    is_full = limits.is_full(_TRIES, address)
    limits.count(_TRIES, address)
    return is_full


def _page(request: HttpRequest, form: CodeForm, *, status: int = 200, **context: object):
    return render(request, "signatures/verify.html", {"form": form, **context}, status=status)
