"""Writing what is decided about one adult who works here (domain.md 1.4)."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from incidents import entries
from incidents.cases import permissions, queries
from incidents.cases.choices import Threshold
from incidents.choices import EntryKind
from incidents.models import Incident, InvolvedPerson, StaffConcern


class LadoAnswers(TypedDict, total=False):
    """The answer to "LADO considered?" (domain.md 1.4): whether the designated officer was
    contacted and why either way; when, who it was, their reference and advice."""

    lado_considered: bool
    lado_contacted: bool | None
    lado_reason: str
    lado_contacted_at: datetime | None
    lado_name: str
    lado_reference: str
    lado_advice: str


@transaction.atomic
def write_concern(
    *,
    involved: InvolvedPerson,
    by: Actor,
    threshold: Threshold,
    context: str = "",
    supply_agency: str = "",
    action_taken: str = "",
    reporter_anonymous: bool = False,
    outcome: str = "",
    **lado: Unpack[LadoAnswers],
) -> StaffConcern:
    """Keep how a concern stands now; what was decided before stays as it was.

    Raises Refused outside the queue about staff, for a child, and where the answers about the
    LADO do not hold together.
    """
    row = entries.hold(involved.incident, by)
    permissions.check_can_answer_for_staff(by, row)
    _check_subject(row, involved)
    concern: StaffConcern = StaffConcern.objects.create(
        school_id=row.school_id,
        incident=row,
        involved=involved,
        threshold=threshold,
        context=context,
        supply_agency=supply_agency,
        action_taken=action_taken,
        reporter_anonymous=reporter_anonymous,
        outcome=outcome,
        made_at=timezone.now(),
        made_by_id=by.membership_id,
        **_settled(lado),
    )
    _record(row, concern, by)
    return concern


def _settled(lado: LadoAnswers) -> LadoAnswers:
    """The answers as they are kept: none about a contact before the question is answered."""
    if not lado.get("lado_considered"):
        return lado | {"lado_contacted": None, "lado_contacted_at": None}
    contacted, at = lado.get("lado_contacted"), lado.get("lado_contacted_at")
    _check_lado(contacted, lado.get("lado_reason", ""), at)
    return lado if contacted else lado | {"lado_contacted_at": None}


def _check_subject(row: Incident, involved: InvolvedPerson) -> None:
    if not row.staff_subject:
        raise Refused(_("Move the case to the queue about staff first."))
    if involved.pk not in {one.pk for one in queries.adults_of(row)}:
        raise Refused(_("A concern can only be about an adult whom this case names."))


def _check_lado(contacted: bool | None, reason: str, at: datetime | None) -> None:
    if contacted is None:
        raise Refused(_("Say whether the LADO was contacted."))
    if not reason.strip():
        raise Refused(_("Give the reason for contacting the LADO or not."))
    if contacted and at is None:
        raise Refused(_("Say when the LADO was contacted."))


def _record(row: Incident, concern: StaffConcern, by: Actor) -> None:
    """The line says what was decided, and no more: whoever the case is referred to reads it."""
    words = _("Concern about %(name)s: %(threshold)s. LADO considered: %(lado)s.")
    lado = _("yes") if concern.lado_considered else _("not yet")
    label = Threshold(concern.threshold).label
    text = words % {"name": concern.involved.name, "threshold": label, "lado": lado}
    entries.write(row, by=by, kind=EntryKind.ACCESS, text=text)
    data = {"threshold": str(concern.threshold), "lado_considered": concern.lado_considered}
    audit.record(by=by, type="incident.staff_concern_written", object=row.audit_ref, data=data)
