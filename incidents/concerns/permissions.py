"""Who may write to a reporter, and who adds to a report."""

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from incidents import permissions, queries
from incidents.concerns.choices import Source
from incidents.models import Incident


def check_can_write(actor: Actor, incident: Incident) -> None:
    """Those who handle incidents, on one they may see whose reporter can read it."""
    permissions.check_can_triage(actor, incident)
    if not can_be_read(incident):
        raise Refused(_("Nobody could read this: the report has no reporter who can come back."))


def can_be_read(incident: Incident) -> bool:
    """Whether there is a reporter who comes back: signed in, or by the code of a concern."""
    return incident.reporter_id is not None or incident.source != Source.MEMBER


def check_can_add(actor: Actor, incident: Incident) -> None:
    """The member who sent the report, whatever has become of it; or the page of its code, which
    acts as a part of the system."""
    mine = queries.receipts_of(actor).filter(pk=incident.pk).exists()
    if not (mine or actor.is_system):
        raise Refused(_("This report was not found."))


def check_can_make_posters(actor: Actor) -> None:
    """Those who may look at the school's settings."""
    if not actor.can(Permission.SETTINGS_VIEW):
        raise Refused(_("You cannot make posters."))
