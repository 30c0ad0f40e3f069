"""What a sheet's clock asks for is decided before its incident ends in any way."""

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from incidents.models import Incident
from incidents.sheets import queries


def check_settled(incident: Incident) -> None:
    """Raise Refused while a sheet of the incident waits for its decision (domain.md 5): a closed
    record takes no correction, and the law's clock would run on."""
    if any(not one.settled for one in queries.sheets_of(incident)):
        raise Refused(
            _(
                "Decide whether the Information Commissioner is told, with the reason, on the "
                "sheet of the data breach, before this record ends."
            )
        )
