"""Giving one case, or its technical part, to one member, and taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools.models import Membership
from incidents import entries
from incidents import queries as incidents
from incidents.cases import notices, permissions, queries
from incidents.cases.handing_on import check_reason, end_referral_of, ids_of_handling, settle
from incidents.choices import EntryKind
from incidents.models import Incident, Referral


@transaction.atomic
def refer(
    *, incident: Incident, by: Actor, member: Membership, technical: bool, reason: str
) -> Referral:
    """Open exactly this case to a member, or only its technical part, until it is taken back.

    It stays open only while the case is no narrower than now. Raises Refused for a member whom
    the case names or shuts out, or who has it already.
    """
    row = entries.hold_open(incident, by)
    permissions.check_can_share(by, row)
    check_reason(reason, _("Say what they are asked to do."))
    _check_may_have(row, member, technical)
    before = ids_of_handling(row)
    # The whole instead of the technical part, or the other way round: never both at once.
    end_referral_of(row, member.pk, by)
    referral: Referral = Referral.objects.create(
        school_id=row.school_id,
        incident=row,
        member=member,
        technical=technical,
        level=incidents.level_of(row),
        reason=reason,
        given_at=timezone.now(),
        given_by_id=by.membership_id,
    )
    words = (
        _("The technical part is referred to %(member)s. %(reason)s")
        if technical
        else _("The case is referred to %(member)s. %(reason)s")
    )
    text = words % {"member": member.display_name, "reason": reason}
    entries.write(row, by=by, kind=EntryKind.ACCESS, text=text)
    data = {"member": f"member:{member.pk}", "technical": technical}
    audit.record(by=by, type="incident.referred", object=row.audit_ref, data=data)
    notices.tell_referred(member, row, technical=technical)
    settle(row, by=by, before=before | {member.pk})
    return referral


@transaction.atomic
def end_referral(*, referral: Referral, by: Actor, reason: str = "") -> Referral:
    """Take a referral back: the case is closed to the member from this moment."""
    row = entries.hold(referral.incident, by)
    permissions.check_can_share(by, row)
    present = queries.referral_to(row, referral.member_id)
    if present is None or present.pk != referral.pk:
        raise Refused(_("This referral was taken back already."))
    before = ids_of_handling(row)
    end_referral_of(row, present.member_id, by)
    words = _("The referral to %(member)s is taken back. %(reason)s")
    text = words % {"member": present.member.display_name, "reason": reason}
    entries.write(row, by=by, kind=EntryKind.ACCESS, text=text.strip())
    settle(row, by=by, before=before)
    return present


def _check_may_have(row: Incident, member: Membership, technical: bool) -> None:
    if member.pk not in {one.pk for one in queries.may_be_given(row)}:
        raise Refused(_("This case cannot be referred to this person. Choose another."))
    if queries.is_barred(member, row):
        raise Refused(
            _(
                "This person can have no part in this case: it names them or somebody with a name "
                "like theirs, they stepped back, or they are kept out."
            )
        )
    present = queries.referral_to(row, member.pk)
    if present is not None and present.technical == technical and _still_opens(present, row):
        raise Refused(_("This was referred to them already."))


def _still_opens(referral: Referral, row: Incident) -> bool:
    """A referral from before the case became narrower opens nothing: it may be given anew."""
    return referral.level >= incidents.level_of(row)
