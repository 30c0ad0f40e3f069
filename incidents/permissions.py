"""Who may do what to an incident. What its state allows is in workflow; who sees it, in queries."""

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from incidents import queries
from incidents.models import Incident


def check_can_submit(actor: Actor) -> None:
    """Anyone whose role lets them report may report (Appendix H: anyone in the school)."""
    require(
        actor, Permission.INCIDENT_REPORT, _("You cannot report an incident with this sign-in.")
    )


def check_can_see(actor: Actor, incident: Incident) -> None:
    """Only who the visibility rule lets see the incident; asked again on the locked row."""
    if not queries.visible_to(actor).filter(pk=incident.pk).exists():
        raise Refused(_("This incident was not found."))


def check_can_triage(actor: Actor, incident: Incident) -> None:
    """Those who handle incidents, for an incident that they may see."""
    require(actor, Permission.INCIDENT_TRIAGE, _("Only those who handle incidents can do this."))
    check_can_see(actor, incident)


def check_can_write(actor: Actor, incident: Incident) -> None:
    """Those who handle incidents, and a member to whom the whole of this one was referred, for as
    long as it is: they may add notes and actions taken (spec/roles.md)."""
    check_can_see(actor, incident)
    if not queries.written_by(actor).filter(pk=incident.pk).exists():
        raise Refused(_("Only those who handle incidents can do this."))


def check_can_export(actor: Actor) -> None:
    """Those who read the log and may take a copy of it."""
    require(actor, Permission.INCIDENT_EXPORT, _("You cannot export the log."))


def check_can_change_types(actor: Actor) -> None:
    """Those who look after the school's settings may change its list of incident types."""
    require(actor, Permission.SETTINGS_MANAGE, _("You cannot change the types of incident."))
