"""The report in short steps: each saves what was typed before it looks at it."""

import uuid

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import queries as schools
from incidents import queries, report_pages, report_queries
from incidents.forms import steps
from incidents.forms.report import Setting
from incidents.forms.words import SignForm
from incidents.services import drafts, submission

MOST_BYTES = 1024 * 1024
_BUTTONS = ("add", "remove", "find")


@permission(Permission.INCIDENT_REPORT)
@require_http_methods(["GET", "POST"])
def new(request, school):
    """The first step, before there is a draft; and the drafts there are."""
    setting, first = _setting(request), next(iter(steps.STEPS))
    if request.method == "GET":
        form = steps.STEPS[first]({}, setting).quiet()
        kept = report_queries.drafts_kept(request.actor)
        return _page(request, form, key=uuid.uuid4(), drafts=kept)
    raw = steps.STEPS[first].raw(_bounded(request), setting)
    key = _key(request.POST.get("key", ""))
    draft = drafts.start(key=key, step=first, raw=raw, by=request.actor)
    return _go_on(request, draft, first, setting)


@permission(Permission.INCIDENT_REPORT)
@require_http_methods(["GET", "POST"])
def step(request, school, key, step):
    """One step of a draft. Saving comes first, whatever was typed."""
    if step not in steps.STEPS:
        raise Http404
    draft, setting = report_queries.draft_kept(request.actor, key), _setting(request)
    if draft is None:
        return _sent(request, key)
    if request.method == "GET":
        return _page(request, steps.of_draft(draft, step, setting).quiet(), draft=draft)
    raw = steps.STEPS[step].raw(_bounded(request), setting)
    draft = drafts.save(draft=draft, step=step, raw=raw, by=request.actor)
    if request.headers.get("X-Autosave"):
        return JsonResponse({"fields": {}})
    return _go_on(request, draft, step, setting)


@permission(Permission.INCIDENT_REPORT)
@require_http_methods(["GET", "POST"])
def check(request, school, key):
    """All answers to be checked, the declaration, the signature, and sending."""
    draft, setting = report_queries.draft_kept(request.actor, key), _setting(request)
    if draft is None:
        return _sent(request, key)
    if request.headers.get("X-Autosave"):
        return JsonResponse({"fields": {}})  # all that can be typed here is the signature
    forms = steps.all_of(draft, setting)
    ready, posted = steps.ready(forms), request.method == "POST"
    form = SignForm(_bounded(request)) if posted else SignForm()
    if posted and ready and form.is_valid():
        with refusals_shown_on(form):
            draft = drafts.finish(draft=draft, ready=ready, by=request.actor)
            name = form.cleaned_data["signed_name"]
            incident = submission.submit(draft=draft, signed_name=name, by=request.actor)
            return redirect("incidents:receipt", school, incident.reference)
        if report_queries.sent_from(request.actor, key):
            return _sent(request, key)  # pressed twice: the other one was faster
    return _check_page(request, draft, forms, form, ready)


@permission(Permission.INCIDENT_REPORT)
@require_http_methods(["GET", "POST"])
def discard(request, school, key):
    """Asks whether the draft may go, and removes it."""
    draft = get_object_or_404(report_queries.drafts_kept(request.actor), key=key)
    if request.method == "POST":
        drafts.discard(draft=draft, by=request.actor)
        messages.success(request, _("The draft is discarded."))
        return redirect("incidents:new", school)
    return render(request, "incidents/report/discard.html", {"draft": draft})


def _go_on(request, draft, step, setting):
    """To the next page, or the same one with its errors; or to the row that a button asked for."""
    here = redirect("incidents:step", request.school.slug, draft.key, step)
    if any(name in request.POST for name in _BUTTONS):
        here["Location"] += _back_to_check(request) + "#people"
        return here
    form = steps.of_draft(draft, step, setting)
    if not form.is_valid():
        return _page(request, form, draft=draft)
    following = steps.after(step)
    if following is None or _back_to_check(request):
        return redirect("incidents:check", request.school.slug, draft.key)
    return redirect("incidents:step", request.school.slug, draft.key, following)


def _page(request, form, draft=None, **more):
    place = list(steps.STEPS).index(form.step)
    context = {
        "form": form,
        "draft": draft,
        "number": place + 1,
        "count": steps.COUNT,
        "before": steps.before(form.step),
        "to_check": _back_to_check(request),
        "danger": report_pages.danger(request.school),
        "at_once": [t.code for t in form.setting.types if t.at_once],
        "cannot_wait": place > 0 and _cannot_wait(draft, form.setting.types),
        "errors": form.error_links(),
        **more,
    }
    return render(request, form.template, context)


def _check_page(request, draft, forms, form, ready):
    unfinished = [f for f in forms if not f.is_valid()]
    context = {
        "draft": draft,
        "form": form,
        "unfinished": unfinished,
        "number": steps.COUNT,
        "count": steps.COUNT,
        "rows": report_pages.summary(draft, ready, forms[0].setting.types) if ready else [],
        "today": timezone.localdate(),
        "danger": report_pages.danger(request.school),
        "cannot_wait": _cannot_wait(draft, forms[0].setting.types),
        "declaration": submission.DECLARATION,
    }
    return render(request, "incidents/report/check.html", context)


def _sent(request, key):
    """A draft that has been sent leads to its receipt, for its reporter; any other is not there."""
    incident = report_queries.sent_from(request.actor, key)
    if incident is None or request.headers.get("X-Autosave"):
        raise Http404
    return redirect("incidents:receipt", request.school.slug, incident.reference)


def _setting(request):
    today = schools.local_today(request.school)
    return Setting(today=today, types=list(queries.types_on_report()))


def _bounded(request):
    """The posted answers; more than a megabyte is no report."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise RequestDataTooBig
    return request.POST


def _back_to_check(request):
    return "?to=check" if request.GET.get("to") == "check" else ""


def _cannot_wait(draft, types):
    ticked = draft.answers.get("raw", {}).get("what", {}).get("types", [])
    return any(t.code in ticked for t in types if t.at_once)


def _key(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
