"""Who may take a person's chronology along. Who sees what of it is `incidents.queries`."""

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.people.models import Person
from incidents.chronology import queries


def check_can_read(actor: Actor, person: Person) -> None:
    """Those who read the log, for a person whose page exists for them."""
    require(actor, Permission.INCIDENT_LOG, _("You cannot read chronologies."))
    if not queries.people_for(actor).filter(pk=person.pk).exists():
        raise Refused(_("This person was not found."))


def check_can_print(actor: Actor, person: Person) -> None:
    """Those who read the chronology and may take a copy of the log."""
    require(actor, Permission.INCIDENT_EXPORT, _("You cannot take a copy of a chronology."))
    check_can_read(actor, person)
