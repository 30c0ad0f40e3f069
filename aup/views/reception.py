"""The office: the tablet at reception, who came today, and who is expected."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from aup import visitor_lines
from aup.coming import Coming
from aup.queries import reception as queries
from aup.services import kiosk, visiting
from aup.services.visiting import Visit
from aup.views.kiosk import COOKIE
from aup.visitor_forms import ExpectForm, NameForm
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools.queries import local_today

_MANAGE = Permission.AGREEMENT_MANAGE


@permission(_MANAGE)
@never_cache
def reception(request, school):
    """Today's visitors, those who are expected, and the tablets that are open."""
    return _page(request, NameForm())


@permission(_MANAGE)
@never_cache
def signed_before(request, school):
    """Whether a visitor has signed this school year; the name goes by POST, never in an address."""
    if request.method != "POST":
        return redirect("aup:reception", school)
    form = NameForm(request.POST)
    found = None
    if form.is_valid():
        today = local_today(request.school)
        rows = queries.signed_this_year(form.cleaned_data["name"], today)
        found = visitor_lines.lines(rows)
    return _page(request, form, found=found)


@permission(_MANAGE)
@require_POST
def open_kiosk(request, school):
    """Make this browser the tablet: whoever is signed in on it is signed out first."""
    row, token = kiosk.open_day(by=request.actor)
    logout(request)
    answer = redirect("kiosk:welcome", school)
    answer.set_cookie(
        COOKIE,
        token,
        expires=row.ends_at,
        path=reverse("kiosk:welcome", args=[school]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


@permission(_MANAGE)
@require_POST
def close_kiosk(request, school, number):
    """Close the page on one tablet, from any device."""
    kiosk.close(kiosk=get_object_or_404(queries.open_kiosks(), pk=number), by=request.actor)
    messages.success(request, _("The page on the tablet is closed."))
    return redirect("aup:reception", school)


@permission(_MANAGE)
@never_cache
def expect(request, school):
    """Enter a visitor who is to come, and send them their link."""
    form = ExpectForm(request.POST) if request.method == "POST" else ExpectForm()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        visit = Visit(data["name"], Coming(data["coming"]), email=data["email"])
        with refusals_shown_on(form):
            visiting.expect(visit=visit, day=data["day"], by=request.actor)
            messages.success(request, _("The visitor is on the list, and the link is on its way."))
            return redirect("aup:reception", school)
    return render(request, "aup/expect.html", {"form": form})


def _page(request, form, found=None):
    today = local_today(request.school)
    context = {
        "kiosks": queries.open_kiosks(),
        "today": visitor_lines.lines(queries.visitors_on(today)),
        "expected": visitor_lines.lines(queries.expected_after(today)),
        "form": form,
        "found": found,
    }
    return render(request, "aup/reception.html", context)
