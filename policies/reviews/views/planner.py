"""The school year's dates by month, and the private address of a calendar with them."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from esafety.access.gates import permission, public
from esafety.access.permissions import Permission
from esafety.accounts.addresses import address_of
from esafety.limits import Limit, count, is_full
from esafety.schools import queries as schools
from esafety.schools.calendar import school_year
from policies import due
from policies.reviews import ical, year
from policies.reviews.queries import calendars as queries
from policies.reviews.services import calendars as services

UNKNOWN = Limit("calendar-unknown", most=30, seconds=600)
"""Wrong addresses tried from one network; then nothing is looked up from there for a while."""
FETCHES = Limit("calendar-fetches", most=30, seconds=600)
"""Fetches of one calendar."""
_YEARS = range(2020, 2100)


@permission(Permission.PLANNER)
def planner(request, school):
    """The dates of a school year, by month."""
    today = schools.local_today(request.school)
    begins = _year(request.GET.get("year", ""), school_year(today))
    dues = due.between(request.actor, *year.span(begins))
    context = {
        "months": year.months(begins, dues),
        "labels": due.labels(),
        "begins": begins,
        "today": today,
        "feed": queries.feed_of(request.actor),
    }
    return render(request, "reviews/planner.html", context)


@permission(Permission.PLANNER)
@never_cache
def calendar_address(request, school):
    """The reader's own calendar address: made or renewed here, and shown once."""
    url = ""
    if request.method == "POST":
        _feed, token = services.make(by=request.actor)
        url = request.build_absolute_uri(reverse("reviews:calendar", args=[school, token]))
    context = {"url": url, "feed": queries.feed_of(request.actor)}
    return render(request, "reviews/address.html", context)


@permission(Permission.PLANNER)
def end_calendar(request, school):
    """End the reader's own calendar address."""
    if request.method == "POST":
        services.end(by=request.actor)
        messages.success(request, _("The address opens nothing any more."))
    return redirect("reviews:calendar_address", school)


@public
@never_cache
def calendar(request, school, token):
    """The dates of whoever has the secret, as they may see them now."""
    network = address_of(request)
    feed = None
    if request.school is not None and not is_full(UNKNOWN, network):
        feed = queries.feed_with(token)
    owner = queries.owner_of(feed) if feed is not None else None
    if feed is None or owner is None:
        count(UNKNOWN, network)
        raise Http404
    if is_full(FETCHES, str(feed.pk)):
        return HttpResponse(status=429, headers={"Retry-After": str(FETCHES.seconds)})
    count(FETCHES, str(feed.pk))
    services.note_use(feed)
    return _file(request, owner)


def _file(request, owner):
    """Without what is secret: whichever service holds the address reads the file."""
    begins = school_year(schools.local_today(request.school))
    first, last = year.span(begins - 1)[0], year.span(begins + 1)[1]
    dues = [one for one in due.between(owner, first, last) if not one.secret]
    name = _("Online safety at %(school)s") % {"school": request.school.name}
    body = ical.written(dues, name=name, site=settings.SITE_URL, now=timezone.now())
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _year(text, otherwise):
    known = text.isascii() and text.isdigit() and len(text) == 4 and int(text) in _YEARS
    return int(text) if known else otherwise
