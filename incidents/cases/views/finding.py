"""What the pages about who has a case share: finding it, drawing a form, and where to go next."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from esafety.schools.models import Membership
from incidents import chain, presenters, queries
from incidents.models import Incident
from incidents.views import pages


def shared(request: Any, reference: str) -> Incident:
    """The case, for those whose it is by their role: they say who else has it. Else 404."""
    mine = queries.opened_by_role(request.actor).select_related("school")
    return get_object_or_404(mine, reference=pages.exact(reference))


def technical(request: Any, reference: str) -> Incident:
    """The case, for those who have the whole of it or its technical part; else 404."""
    found = queries.technical_to(request.actor)
    return get_object_or_404(found, reference=pages.exact(reference))


def to_refer(request: Any, incident: Incident, form: Any, title: str | Promise) -> HttpResponse:
    """The form of a referral, with the typed names that keep members out of the case."""
    facts = {"incident": incident, "form": form, "title": title, "alike": alike(incident)}
    facts["cancel_url"] = incident.get_absolute_url()
    return render(request, "incidents/cases/refer.html", facts)


def alike(incident: Incident) -> list[presenters.Named]:
    """The typed names of the case that are like members' names, with those members."""
    present, gone = presenters.people(incident, chain.may_be_anybody(incident))
    return [one for one in (*present, *gone) if one.maybe]


def about(
    request: Any,
    incident: Incident,
    form: Any,
    title: str | Promise,
    member: Membership,
    act: str = "",
) -> HttpResponse:
    """A form about one member's part in the case."""
    return _draw(request, incident, form, title, {"member": member, "act": act})


def explained(
    request: Any, incident: Incident, form: Any, title: str | Promise, act: str
) -> HttpResponse:
    """A form with what the act brings about, above it."""
    return _draw(request, incident, form, title, {"act": act})


def gone(request: Any, sentence: str) -> HttpResponse:
    """To the start: the case exists for the reader no more."""
    messages.success(request, sentence)
    return redirect("home", request.school.slug)


def _draw(
    request: Any, incident: Incident, form: Any, title: str | Promise, more: dict[str, Any]
) -> HttpResponse:
    seen = queries.visible_to(request.actor).filter(pk=incident.pk).exists()
    part = reverse("incidents:technical", args=[request.school.slug, incident.reference])
    back = incident.get_absolute_url() if seen else part
    facts = {"incident": incident, "form": form, "title": title, "cancel_url": back, **more}
    return render(request, "incidents/cases/form.html", facts)
