"""Making the circle of a case narrower or wider: child protection, and about a member of staff."""

from django.db import transaction
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from incidents import entries, merging
from incidents.cases import permissions
from incidents.cases.handing_on import check_reason, ids_of_handling, settle
from incidents.choices import EntryKind
from incidents.models import Incident


@transaction.atomic
def mark_child_protection(*, incident: Incident, by: Actor, reason: str) -> Incident:
    """From now on the case is the safeguarding leads' and the headteacher's (spec/roles.md)."""
    row = entries.hold(incident, by)
    permissions.check_can_protect(by, row)
    if row.child_protection:
        raise Refused(_("This case is marked child protection already."))
    text = _("Marked child protection. %(reason)s")
    return _turn(row, by, "child_protection", True, text, reason, "incident.cp_marked")


@transaction.atomic
def unmark_child_protection(*, incident: Incident, by: Actor, reason: str) -> Incident:
    """Take the mark off: the case is again whose it would be without it."""
    row = entries.hold(incident, by)
    permissions.check_can_protect(by, row)
    if not row.child_protection:
        raise Refused(_("This case is not marked child protection."))
    text = _("The child protection mark is taken off. %(reason)s")
    return _turn(row, by, "child_protection", False, text, reason, "incident.cp_unmarked")


@transaction.atomic
def narrow(*, incident: Incident, by: Actor, reason: str) -> Incident:
    """Say that the case is about an adult who works here, supply staff and volunteers included:
    it moves to the headteacher's queue (domain.md 1.4)."""
    row = entries.hold(incident, by)
    permissions.check_can_share(by, row)
    if row.staff_subject:
        raise Refused(_("This case is in the queue about staff already."))
    text = _("Moved to the queue about staff. %(reason)s")
    return _turn(row, by, "staff_subject", True, text, reason, "incident.narrowed")


def narrowed_by_correction(row: Incident, by: Actor, reason: str) -> None:
    """What `narrow` does besides, for a case whose correction has just put it into the queue about
    staff. Part of that act, inside its transaction."""
    text = _("A correction moved the case to the queue about staff. %(reason)s")
    _turn(row, by, "staff_subject", True, text, reason, "incident.narrowed")


@transaction.atomic
def widen(*, incident: Incident, by: Actor, reason: str) -> Incident:
    """Say that the case is not about an adult who works here after all."""
    row = entries.hold(incident, by)
    permissions.check_can_answer_for_staff(by, row)
    if not row.staff_subject:
        raise Refused(_("This case is not in the queue about staff."))
    text = _("Moved out of the queue about staff. %(reason)s")
    return _turn(row, by, "staff_subject", False, text, reason, "incident.widened")


def _turn(
    row: Incident, by: Actor, field: str, value: bool, words: str, reason: str, act: str
) -> Incident:
    """Set the mark, with its line and its audit row; a narrower circle is told of its case."""
    check_reason(reason, _("Give a reason."))
    before = () if value else ids_of_handling(row)
    setattr(row, field, value)
    if value:
        # What was merged into it says so, and would tell of it to those who no longer have it.
        Incident.objects.filter(pk__in=merging.taken_up(row)).update(**{field: True})
    entries.write(row, by=by, kind=EntryKind.ACCESS, text=words % {"reason": reason})
    audit.record(by=by, type=act, object=row.audit_ref)
    settle(row, by=by, before=before)
    return row
