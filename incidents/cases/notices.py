"""The notices about who has a case: a kind and a reference, no word of the case.

They are shown to whom `audit_trail` lets see the reference, so it is read here as well.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.notices import kinds
from esafety.notices import services as notices
from esafety.schools.models import Membership, School
from incidents.cases import audit_trail  # noqa: F401
from incidents.models import Incident

REFERRED = "case.referred"
TECHNICAL = "case.referred_technical"
YOURS_NOW = "case.yours_now"


def _record(school: School, ref: str) -> str:
    return reverse("incidents:record", args=[school.slug, ref.partition(":")[2]])


def _technical(school: School, ref: str) -> str:
    return reverse("incidents:technical", args=[school.slug, ref.partition(":")[2]])


kinds.register(REFERRED, _("A case was referred to you"), _record)
kinds.register(TECHNICAL, _("The technical part of a case was referred to you"), _technical)
kinds.register(YOURS_NOW, _("A case has come to you"), _record)


def tell_referred(member: Membership, incident: Incident, *, technical: bool) -> None:
    """Tell a member what was referred to them."""
    kind, prefix = (TECHNICAL, "technical") if technical else (REFERRED, "incident")
    ref = f"{prefix}:{incident.reference}"
    notices.tell(member=member, kind=kind, object=ref, school_id=incident.school_id)


def tell_yours_now(member: Membership, incident: Incident) -> None:
    """Tell somebody further along the chain that the case has come to them."""
    notices.tell(
        member=member, kind=YOURS_NOW, object=incident.audit_ref, school_id=incident.school_id
    )
