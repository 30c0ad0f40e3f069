"""Saying that a name typed by hand is not that member of staff (spec/roles.md)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools.models import Membership
from incidents import chain, entries
from incidents.cases.handing_on import ids_of_handling, settle
from incidents.choices import EntryKind
from incidents.models import InvolvedPerson, NotSamePerson


@transaction.atomic
def clear(*, involved: InvolvedPerson, member: Membership, by: Actor, reason: str) -> NotSamePerson:
    """Say that a member whose name is only like the typed one is not meant: what their role opens
    is theirs again, and they may be given the case or a task of it.

    Said by somebody else on the chain who may see the case, never by the member; once, for ever.
    """
    row = entries.hold(involved.incident, by)
    if not reason.strip():
        raise Refused(_("Give a reason."))
    if member.pk == by.membership_id:
        raise Refused(_("Somebody else has to say that this is not you."))
    if member.pk not in {one.pk for one in chain.may_be_anybody(row).get(involved.pk, [])}:
        raise Refused(_("There is nothing left to say about this name."))
    handled = ids_of_handling(row)
    cleared = NotSamePerson.objects.create(
        school_id=row.school_id,
        involved=involved,
        member=member,
        reason=reason,
        said_at=timezone.now(),
        said_by_id=by.membership_id,
    )
    words = _("“%(typed)s” is another person than %(member)s. %(reason)s")
    text = words % {"typed": involved.typed_name, "member": member.display_name, "reason": reason}
    entries.write(row, by=by, kind=EntryKind.NOTE, text=text)
    data = {"member": f"member:{member.pk}", "involved": involved.pk}
    audit.record(by=by, type="incident.person_cleared", object=row.audit_ref, data=data)
    settle(row, by=by, before=handled)
    return cleared
