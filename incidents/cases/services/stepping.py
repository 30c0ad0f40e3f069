"""Stepping back from a case, keeping somebody out of it, and letting them have it again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from incidents import entries
from incidents.cases import permissions, queries
from incidents.cases.choices import WayOut
from incidents.cases.handing_on import check_reason, end_referral_of, ids_of_handling, settle
from incidents.choices import EntryKind
from incidents.models import Exclusion, Incident


@transaction.atomic
def recuse(*, incident: Incident, by: Actor, reason: str, handed_over: bool = False) -> Exclusion:
    """Step back from a case: it exists for the member no more, and the next in line are told.

    Raises Refused when nobody in the school would be left, unless the case was handed over to
    the person outside the school.
    """
    row = entries.lock(incident)
    permissions.check_can_have_part(by, row)
    check_reason(reason, _("Give a reason."))
    before = ids_of_handling(row)
    member = schools.current_members().get(pk=by.membership_id or 0)
    out = _shut_out(row, member, by, WayOut.RECUSED, reason)
    words = _("%(member)s stepped back from the case. %(reason)s")
    text = words % {"member": member.display_name, "reason": reason}
    if handed_over:
        text += " " + _("The case was handed over to the person outside the school.")
    entries.write(row, by=by, kind=EntryKind.ACCESS, text=text)
    audit.record(by=by, type="incident.recused", object=row.audit_ref)
    left = settle(row, by=by, before=before)
    if member.pk in before and not left and not handed_over:
        raise Refused(_last_words(row))
    return out


@transaction.atomic
def exclude(*, incident: Incident, by: Actor, member: Membership, reason: str) -> Exclusion:
    """Keep a member out of a case; the next in line are told when it has come to them."""
    row = entries.hold(incident, by)
    permissions.check_can_keep_out_member(by, row, member)
    check_reason(reason, _("Give a reason."))
    if queries.exclusion_of(row, member.pk) is not None:
        raise Refused(_("They have no part in this case already."))
    before = ids_of_handling(row)
    out = _shut_out(row, member, by, WayOut.EXCLUDED, reason)
    words = _("%(member)s is kept out of the case. %(reason)s")
    text = words % {"member": member.display_name, "reason": reason}
    entries.write(row, by=by, kind=EntryKind.ACCESS, text=text)
    data = {"member": f"member:{member.pk}"}
    audit.record(by=by, type="incident.excluded", object=row.audit_ref, data=data)
    settle(row, by=by, before=before)
    return out


@transaction.atomic
def readmit(*, exclusion: Exclusion, by: Actor, reason: str) -> Exclusion:
    """Let somebody have the case again, whether they stepped back or were kept out."""
    row = entries.hold(exclusion.incident, by)
    member = exclusion.member
    permissions.check_can_readmit(by, row, member)
    check_reason(reason, _("Give a reason."))
    present = queries.exclusion_of(row, member.pk)
    if present is None or present.pk != exclusion.pk:
        raise Refused(_("They were let in again already."))
    before = ids_of_handling(row)
    present.lifted_at, present.lifted_by_id = timezone.now(), by.membership_id
    present.save(update_fields=["lifted_at", "lifted_by"])
    words = _("%(member)s may have the case again. %(reason)s")
    text = words % {"member": member.display_name, "reason": reason}
    entries.write(row, by=by, kind=EntryKind.ACCESS, text=text)
    data = {"member": f"member:{member.pk}"}
    audit.record(by=by, type="incident.readmitted", object=row.audit_ref, data=data)
    settle(row, by=by, before=before)
    return present


def _shut_out(row: Incident, member: Membership, by: Actor, kind: WayOut, reason: str) -> Exclusion:
    end_referral_of(row, member.pk, by)
    out: Exclusion = Exclusion.objects.create(
        school_id=row.school_id,
        incident=row,
        member=member,
        kind=kind,
        reason=reason,
        made_at=timezone.now(),
        made_by_id=by.membership_id,
    )
    return out


def _last_words(row: Incident) -> str:
    outside = row.school.outside_contact
    if not outside:
        return _(
            "You are the last in the school who has this case. Hand it over to somebody outside "
            "the school first, and tick that you have."
        )
    words = _(
        "You are the last in the school who has this case. Hand it over to the person outside the "
        "school first (%(who)s), and tick that you have."
    )
    return words % {"who": outside}
