"""Charts walked on an incident, a question or a run of steps to a page, and the image guard."""

from typing import Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.audit import services as audit
from incidents.presenters import link
from incidents.views import pages
from incidents.walks import forms, permissions, presenters, queries, triggers
from incidents.walks.guard_form import GuardForm
from incidents.walks.run_form import RunForm
from incidents.walks.services import guarding, walking
from policies import signposts
from policies.charts import queries as charts
from policies.charts.structure import NodeKind

_TRIAGE = Permission.INCIDENT_TRIAGE


@permission(_TRIAGE)
def begin_walk(request, school, reference, chart):
    """Begin a chart, or go on with the one that was begun."""
    incident = pages.find(request, reference)
    if chart not in charts.titles():
        raise Http404
    if request.method == "POST" and queries.walk_of(incident, chart) is None:
        walking.begin(incident=incident, by=request.actor, chart=chart)
        return redirect(link(incident, "walk", chart))
    begun = queries.walk_of(incident, chart) is not None
    return redirect(link(incident, *(("walk", chart) if begun else ("record",))))


@permission(Permission.INCIDENT_CASE)
def walk(request, school, reference, chart):
    """One chart: what was answered, and the question or the steps that come now."""
    incident, walked = _walked(request, reference, chart)
    posted = request.POST if request.method == "POST" else None
    node = _posted_node(walked, posted)
    form = _run_form(walked, node, posted) or _form(walked, node, posted)
    if posted is not None and form is not None and form.is_valid():
        with refusals_shown_on(form):
            _go_on(walked, form, by=request.actor, node=node.code)
            return _next(request, incident, chart)
    audit.record_read(by=request.actor, type="incident.viewed", object=incident.audit_ref)
    return _page(request, incident, walked, node, form)


@permission(_TRIAGE)
def walk_again(request, school, reference, chart, node):
    """Change an answer: a further row, and what followed from the old one counts no more."""
    incident, walked = _walked(request, reference, chart)
    if walked.now.last(node) is None:
        raise Http404
    asked = walked.chart.nodes[node]
    form = _form(walked, asked, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            _go_on(walked, form, by=request.actor, node=node, again=True)
            return _next(request, incident, chart)
    return _page(request, incident, walked, asked, form, again=True)


@permission(_TRIAGE)
def image_guard(request, school, reference):
    """The five referral prompts, who saw anything, and where the device is."""
    incident = pages.find(request, reference)
    before = queries.guards_of(incident)
    known = triggers.under_13(
        list(incident.involved.select_related("person")), incident.happened_on
    )
    posted = request.POST if request.method == "POST" else None
    form = GuardForm(posted, known=known, before=before[0] if before else None, rows=len(before))
    if posted is not None and form.is_valid():
        with refusals_shown_on(form):
            guarding.answer(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The answers are recorded."), "what-to-do")
    return render(request, "incidents/walks/guard.html", _guard_page(incident, form, before))


def _guard_page(incident, form, before) -> dict[str, Any]:
    return {
        "incident": incident,
        "form": form,
        "title": _("Image guard"),
        "cancel_url": incident.get_absolute_url(),
        "earlier": [presenters.guard_view(one) for one in before],
    }


def _walked(request, reference, chart):
    """The incident if it exists for the reader, with the walk of this chart; else 404."""
    incident = pages.find(request, reference)
    found = queries.walk_of(incident, chart)
    if found is None:
        raise Http404
    return incident, presenters.walked(incident, found)


def _posted_node(walked, posted):
    """The node that the page was about; the present one where the page names none."""
    node = walked.chart.nodes.get((posted or {}).get("node", ""), walked.now.node)
    return walked.now.node if node.kind == NodeKind.END else node


def _run_form(walked, node, posted) -> RunForm | None:
    """The steps of the list that begins with the posted one; None where the node is no step."""
    shown = presenters.shown_run(walked, node, (posted or {}).get("from", ""))
    return RunForm(posted, **shown) if shown else None


def _form(walked, node, posted) -> Any:
    task = queries.advice_task(walked.walk, node.code)
    advice = task.outcome if task else ""
    return forms.form_of(node, posted, role=presenters.role_of(node), advice=advice)


def _keeps_words(request, form) -> bool:
    """Whether the form holds what somebody typed before they could no longer go on."""
    return form is not None and form.is_bound and request.actor.can(_TRIAGE)


def _after(walked, form):
    """What comes after the listed steps, for those who wonder how long it takes."""
    return presenters.after_run(walked, form.steps[-1].node) if isinstance(form, RunForm) else None


def _go_on(walked, form, **facts) -> None:
    if isinstance(form, RunForm):
        walking.take_run(walk=walked.walk, by=facts["by"], taken=form.taken)
        return
    act = walking.answer if "answer" in form.cleaned_data else walking.take
    act(walk=walked.walk, **facts, **form.cleaned_data)


def _next(request, incident, chart):
    """The next question; the record where the chart is over and no other follows it."""
    walked = presenters.walked(incident, queries.walk_of(incident, chart))
    if not walked.is_over or walked.next_chart:
        return redirect(walked.url)
    words = _("The chart has come to its end: %(words)s") % {"words": walked.standing}
    return pages.back(request, incident, words, "what-to-do")


def _page(request, incident, walked, node, form, *, again=False):
    why_not = permissions.why_not(request.actor, incident)
    codes = [one.code for one in incident.types.all()]
    context = {
        "incident": incident,
        "walked": walked,
        "node": node,
        "form": None if why_not and not _keeps_words(request, form) else form,
        "after": _after(walked, form),
        "why_not": why_not,
        "again": again,
        "cancel_url": walked.url if again else incident.get_absolute_url(),
        "next_title": charts.titles().get(walked.next_chart, ""),
        "next_url": link(incident, "begin_walk", walked.next_chart) if walked.next_chart else "",
        "is_behind": node != walked.now.node and not again,
        "signposts": signposts.for_types(codes, timezone.localdate()),
    }
    return render(request, "incidents/walks/walk.html", context)
