"""What the pages of the record share: finding the row, drawing a form, and where to go next."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from incidents import presenters, queries, references
from incidents.models import Incident


def find(request: Any, reference: str) -> Incident:
    """The incident if it exists for this reader; else 404, the same as for none at all."""
    return get_object_or_404(queries.visible_to(request.actor), reference=exact(reference))


def find_to_write(request: Any, reference: str) -> Incident:
    """The row for those who handle it and those to whom it was referred; else 404."""
    return get_object_or_404(queries.written_by(request.actor), reference=exact(reference))


def exact(reference: str) -> str:
    """The reference in an address as it is kept; what cannot be one never meets the database."""
    return references.tidy(reference) or ""


def draw(
    request: Any,
    incident: Incident,
    form: Any,
    title: str | Promise,
    template: str = "form",
    **context: Any,
) -> HttpResponse:
    """A page of the record with one form; Cancel leads back to the record."""
    back = incident.get_absolute_url()
    facts = {"incident": incident, "form": form, "title": title, "cancel_url": back, **context}
    return render(request, f"incidents/record/{template}.html", facts)


def back(request: Any, incident: Incident, sentence: str, anchor: str = "") -> HttpResponse:
    """Back to the record; to the log, without saying why, if it exists for the reader no more."""
    if not queries.visible_to(request.actor).filter(pk=incident.pk).exists():
        messages.success(request, _("Your change is saved."))
        return redirect("incidents:log", request.school.slug)
    messages.success(request, sentence)
    return redirect(presenters.link(incident, "record") + (f"#{anchor}" if anchor else ""))
