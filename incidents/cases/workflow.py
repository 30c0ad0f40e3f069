"""What must be answered before a case about a member of staff can be closed."""

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from incidents.cases import queries
from incidents.models import Incident


def check_lado_considered(incident: Incident) -> None:
    """Raise Refused while a case about staff waits for "LADO considered?" (domain.md 1.4)."""
    if queries.lado_open(incident):
        raise Refused(
            _(
                "Answer “LADO considered?” with its reason for each adult this is about, before "
                "you close the incident."
            )
        )
