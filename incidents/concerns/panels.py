"""What the record's page shows of messages with the reporter."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from incidents.concerns import permissions, presenters, queries
from incidents.concerns.choices import Source
from incidents.concerns.words import READY
from incidents.models import Incident


@dataclass(frozen=True)
class Way:
    """One way to begin a message: with ready words or with none."""

    url: str
    words: str | Promise


def panel(incident: Incident, actor: Actor) -> dict[str, Any] | None:
    """The messages with the reporter and, for those who handle the case, ways to write one; None
    where there is nobody who could read them. One query, however many there are."""
    if not permissions.can_be_read(incident):
        return None
    answers = _answers(incident)
    return {
        "lines": presenters.for_school(queries.messages_of(incident)),
        "without_account": incident.source != Source.MEMBER,
        "source": Source(incident.source).label,
        "name": answers.get("reporter", ""),
        "reach": answers.get("reach", ""),
        "ways": _ways(incident) if actor.can(Permission.INCIDENT_TRIAGE) else [],
    }


def _answers(incident: Incident) -> dict[str, Any]:
    submission = getattr(incident, "submission", None)
    return dict(submission.answers) if submission else {}


def _ways(incident: Incident) -> list[Way]:
    page = reverse("incidents:write_message", args=[incident.school.slug, incident.reference])
    ready = [Way(f"{page}?say={code}", label) for code, (label, _text) in READY.items()]
    return [*ready, Way(page, _("In your own words"))]
