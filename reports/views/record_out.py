"""A copy of an incident's record: what it holds, a look at it, and with whom it was shared."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.audit import services as audit
from reports.choices import PaperKind
from reports.papers import queries
from reports.papers.kinds import kind_of
from reports.record_out import content
from reports.record_out.form import GivenOutForm, RecordOutForm
from reports.services import record_out as services


@permission(Permission.INCIDENT_EXPORT)
def record_out(request, school, reference):
    """Choose what the copy holds, look at it as it would be, then ask for the PDF."""
    incident = content.find(request.actor, reference)
    if incident is None:
        raise Http404
    form, shown = RecordOutForm(request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        if "make" in request.POST:
            with refusals_shown_on(form):
                return redirect(services.ask(incident=incident, by=request.actor, **form.choices))
        shown = _look(request, incident, form)
    audit.record_read(by=request.actor, type="incident.viewed", object=incident.audit_ref)
    context = {"incident": incident, "form": form, "shown": shown}
    return render(request, "reports/record_out.html", context)


def _look(request, incident, form):
    """The copy as it would be, with what stayed and is like a masked name."""
    chosen = form.choices
    found, masker = content.content(
        incident, request.actor, chosen["sections"], named=chosen["named"], extra=chosen["extra"]
    )
    near = [word for word, _times in (*masker.nearly(), *masker.pupils())] if masker else []
    return {"content": found, "near": sorted(set(near))}


@permission(Permission.INCIDENT_EXPORT)
def give_out(request, school, key):
    """Write down with whom a copy was shared and why."""
    mine = queries.papers_of(request.actor).filter(kind=PaperKind.RECORD, made_at__isnull=False)
    paper = get_object_or_404(mine, key=key)
    form = GivenOutForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            services.give_out(paper=paper, by=request.actor, **form.cleaned_data)
            messages.success(request, _("It is written on the record."))
            return redirect(f"{kind_of(paper).back(paper)}#chronology")
    return render(request, "reports/give_out.html", {"paper": paper, "form": form})
