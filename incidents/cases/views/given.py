"""What was referred to the reader, the technical part of a case, and the chain of a case."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.audit import services as audit
from incidents.cases import forms, presenters, queries
from incidents.cases.services import technical as services
from incidents.cases.views import finding
from incidents.views import acting


@permission(Permission.INCIDENT_CASE)
@require_safe
def cases(request, school):
    """Cases referred to the reader, for as long as they are."""
    rows = presenters.given(queries.given_to(request.actor))
    return render(request, "incidents/cases/cases.html", {"rows": rows})


@permission(Permission.INCIDENT_CASE)
def technical(request, school, reference):
    """The technical part of a case, and a note to it. Opening it is itself recorded."""
    incident = finding.technical(request, reference)
    form = forms.TechnicalNoteForm(acting.posted(request))
    if acting.done(request, form, services.add_technical_note, incident=incident):
        messages.success(request, _("The note is added."))
        return redirect("incidents:technical", school, incident.reference)
    data = {"part": "technical"}
    ref = incident.audit_ref
    audit.record_read(by=request.actor, type="incident.viewed", object=ref, data=data)
    facts = presenters.technical_page(incident, request.actor)
    return render(request, "incidents/cases/technical.html", facts | {"form": form})


@permission(Permission.SETTINGS_VIEW)
@require_safe
def chain(request, school):
    """Whose a case is, by what it is about and by who is out of it."""
    context = {"piles": presenters.chain_shown(request.school)}
    return render(request, "incidents/cases/chain.html", context)
