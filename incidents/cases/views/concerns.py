"""Concerns over adults who work here: one of them, and the pattern over all (domain.md 1.4)."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.audit import services as audit
from incidents import queries as incidents
from incidents import reading
from incidents.cases import forms, presenters, queries
from incidents.cases.services import concerns as services
from incidents.views import acting, pages


@permission(Permission.INCIDENT_STAFF)
def staff_concern(request, school, reference, number):
    """What is decided about one adult whom a case of the queue about staff names."""
    incident = pages.find(request, reference)
    row = reading.involved_at(incident, number)
    if row is None or not incident.staff_subject or row not in queries.adults_of(incident):
        raise Http404
    history = queries.concerns_about(row)
    start = forms.ConcernForm.start(next(iter(history), None))
    form = forms.ConcernForm(acting.posted(request), initial=start)
    if acting.done(request, form, services.write_concern, involved=row):
        return pages.back(request, incident, _("The concern is saved."), "who-has-it")
    facts = presenters.concern_page(incident, row, history)
    return render(request, "incidents/cases/staff_concern.html", facts | {"form": form})


@permission(Permission.INCIDENT_STAFF)
@require_safe
def staff_concerns(request, school):
    """Low-level concerns by adult, to see a pattern; allegations apart. Opening is recorded."""
    ref = f"staff_concerns:{request.actor.membership_id}"
    audit.record_read(by=request.actor, type="incident.patterns_viewed", object=ref)
    rows = queries.pattern(incidents.visible_to(request.actor))
    return render(request, "incidents/cases/staff_concerns.html", presenters.patterns(rows))
