"""Taking a signature back. It stays, with the reason beside it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.signatures import canonical
from esafety.signatures.models import Signature, Withdrawal


@transaction.atomic
def withdraw(*, signature: Signature, reason: str, by: Actor) -> Withdrawal:
    """Withdraw a signature with a reason; refused where it has been withdrawn already.

    Whoever calls this has decided that the actor may.
    """
    if not reason.strip():
        raise Refused(_("Say why it is withdrawn."))
    row = Signature.objects.select_for_update().get(pk=signature.pk)
    if Withdrawal.objects.filter(signature=row).exists():
        raise Refused(_("This signature has been withdrawn already."))
    withdrawal = Withdrawal(
        school_id=row.school_id,
        signature=row,
        reason=reason.strip(),
        withdrawn_at=timezone.now(),
        withdrawn_by_ref=by.ref,
    )
    withdrawal.save(force_insert=True)
    facts = {"sha256": canonical.digest(withdrawal.reason)}
    audit.record(by=by, type="signature.withdrawn", object=str(row), data=facts)
    return withdrawal
