"""Who may walk charts and answer the image guard: those who handle the open incident."""

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from incidents import permissions, workflow
from incidents.models import Incident


def check_can_walk(actor: Actor, incident: Incident) -> None:
    """Those who may triage the incident, while its record may be changed."""
    permissions.check_can_triage(actor, incident)
    workflow.check_open(incident.status)


def why_not(actor: Actor, incident: Incident) -> str:
    """The sentence that says why this actor cannot go on; empty where they can. Pages offer their
    buttons by it, so they ask exactly what the services ask."""
    try:
        check_can_walk(actor, incident)
    except Refused as refused:
        return refused.sentence
    return ""
