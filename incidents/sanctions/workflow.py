"""When something may be decided by the grid about somebody. No queries here."""

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from incidents.choices import Part, PersonKind
from incidents.models import InvolvedPerson

OFFENDERS = (Part.OFFENDER, Part.BOTH)
KINDS = (PersonKind.CHILD, PersonKind.STAFF)


def check_ready(involved: InvolvedPerson, *, lado_considered: bool) -> None:
    """Raise Refused with what has to be done before a grid is offered for this person.

    For an adult who works here "LADO considered?" comes first, with its reason (domain.md 1.4).
    """
    if involved.removed_at is not None:
        raise Refused(_("This person was taken off the record, so nothing is decided about them."))
    if involved.part not in OFFENDERS:
        raise Refused(
            _("The record does not say that this person did it. Correct their part first.")
        )
    if involved.kind not in KINDS:
        raise Refused(
            _("The school's grids are for pupils and staff. Correct the kind of person first.")
        )
    if involved.kind == PersonKind.STAFF and not lado_considered:
        raise Refused(
            _(
                "First answer “LADO considered?” with its reason. The staff grid is offered only "
                "after that."
            )
        )
