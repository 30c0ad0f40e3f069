"""Keeping training: sessions, the tick list, who is due, what is needed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from esafety import searches
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, refusals_shown_on
from esafety.schools import queries as schools
from esafety.schools.calendar import school_year
from policies.training import presenters, queries
from policies.training.choices import Sure
from policies.training.forms import SessionFilters, SessionForm, TopicsForm
from policies.training.services import attending
from policies.training.services import sessions as services
from policies.training.services import topics as topic_services
from policies.training.views import own

_KEEP = Permission.TRAINING_KEEP
_PAGE = 50


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def sessions(request, school):
    """Every session with how many came. Words looked for are posted, never in the address."""
    if request.method == "POST":
        token = searches.keep(request.session, request.POST.get("q", ""))
        return redirect(searches.address(request, search=token))
    filters, token = SessionFilters(request.GET), request.GET.get("search", "")
    q = searches.kept(request.session, token)
    found = queries.found(request.actor, kind=filters.chosen(), q=q)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filters": filters, "q": q, "token": token, "clear_url": request.path}
    context["urls"] = searches.pages(request, page)
    return render(request, "training/sessions.html", context)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def new_session(request, school):
    """Enter a session."""
    form = SessionForm(request.POST) if request.method == "POST" else SessionForm()
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            row = services.make(by=request.actor, **form.cleaned_data)
            messages.success(request, _("The session is entered."))
            return redirect(row)
    return _edit(request, form, _("Enter a session"), reverse("training:sessions", args=[school]))


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def change_session(request, school, number):
    """Change what is said of a session."""
    row = _found(request, number)
    names = ("day", "kind", "title", "covered", "led_by", "groups", "guests")
    facts = {name: getattr(row, name) for name in names}
    form = SessionForm(request.POST) if request.method == "POST" else SessionForm(initial=facts)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            services.change(session=row, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The session is changed."))
            return redirect(row)
    return _edit(request, form, _("Change the session"), row.get_absolute_url())


@permission(_KEEP)
@never_cache
@require_http_methods(["GET", "POST"])
def session(request, school, number):
    """One session with its sign-in code and its tick list."""
    row = _found(request, number)
    if request.method == "POST":
        return _tick(request, row)
    present = {a.member_id: a for a in queries.attendances(row)}
    today = schools.local_today(request.school)
    context = {
        "session": row,
        "is_today": row.day == today,
        "is_over": row.day <= today,
        "list": [(m, present.pop(m.pk, None)) for m in queries.trained_members()],
        "leavers": list(present.values()),
    }
    return render(request, "training/session.html", context)


@permission(_KEEP)
@require_POST
def drop_session(request, school, number):
    """Forget a session nobody was noted for."""
    row = _found(request, number)
    try:
        services.drop(session=row, by=request.actor)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(row)
    messages.success(request, _("The session is dropped."))
    return redirect("training:sessions", school)


@permission(_KEEP)
@require_safe
def member_certificate(request, school, number, member):
    """The certificate of somebody who attended."""
    return own.download(request, number, member)


@permission(_KEEP)
@never_cache
@require_safe
def due(request, school):
    """Who has to do what, and by when."""
    today = schools.local_today(request.school)
    found = queries.standings(today)
    late = queries.late(found, today)
    shown = late if request.GET.get("only") == "overdue" else found
    context = {
        "rows": presenters.standings(shown, today),
        "late": len(late),
        "all": len(found),
        "only": request.GET.get("only") == "overdue",
    }
    return render(request, "training/due.html", context)


@permission(_KEEP)
@never_cache
@require_safe
def all_needs(request, school):
    """What people say they need this school year: counts, and by person."""
    year = school_year(schools.local_today(request.school))
    context = {
        "year": year,
        "answers": Sure.labels,
        "topics": presenters.needs(queries.needs_counts(year), queries.topics()),
        "people": presenters.needs_by_person(
            queries.needs_of(request.actor, year), queries.every_topic()
        ),
    }
    return render(request, "training/all_needs.html", context)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def topics(request, school):
    """What the audit of needs asks."""
    start = {"topics": "\n".join(queries.topics().values())}
    form = TopicsForm(request.POST) if request.method == "POST" else TopicsForm(initial=start)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            topic_services.set_topics(words=form.cleaned_data["topics"], by=request.actor)
            messages.success(request, _("The topics are saved."))
            return redirect("training:all_needs", school)
    back = reverse("training:all_needs", args=[school])
    return _edit(request, form, _("Topics of the audit of needs"), back)


def _tick(request, row):
    try:
        wanted = [
            int(pk) for pk in request.POST.getlist("member") if pk.isascii() and pk.isdecimal()
        ]
        attending.tick(session=row, members=wanted, by=request.actor)
        messages.success(request, _("The list is saved."))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(row)


def _edit(request, form, title, back):
    return render(request, "training/edit.html", {"form": form, "title": title, "back": back})


def _found(request, number):
    return get_object_or_404(queries.visible_to(request.actor), pk=number)
