"""Having the moment of a signature confirmed by a time-stamp authority, once, in the worker."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.signatures import authority, queries
from esafety.signatures.models import Signature, TimeStamp
from esafety.signatures.tokens import Token, TokenRefused

_CLOCKS = timedelta(minutes=5)  # by how much the authority's clock and ours may differ


def stamp(*, signature_id: int) -> TimeStamp | None:
    """The time stamp of the signature: asked for and kept now, or the one that was kept before.

    The authority is asked outside any transaction. None where the installation has no authority.
    Raises NotAnswered and TokenRefused, so that the job is tried again; the signature is valid
    all the same.
    """
    signature = queries.signatures().get(pk=signature_id)
    done = queries.stamp_of(signature)
    if done is not None or not authority.is_configured():
        return done
    token = authority.stamp(signature.sha256)
    if not signature.signed_at - _CLOCKS <= token.stamped_at <= timezone.now() + _CLOCKS:
        raise TokenRefused("the authority's clock is wrong, or ours")
    return _keep(signature, token)


@transaction.atomic
def _keep(signature: Signature, token: Token) -> TimeStamp:
    """Keep the token, and let the certificate be made, which was waiting for it."""
    row = Signature.objects.select_for_update().get(pk=signature.pk)
    done = queries.stamp_of(row)
    if done is not None:  # another worker was faster
        return done
    sha256 = hashlib.sha256(token.der).hexdigest()
    by = Actor.for_system("signatures", school_id=row.school_id)
    event = audit.record(by=by, type="signature.stamped", object=str(row), data={"sha256": sha256})
    kept = TimeStamp(
        school_id=row.school_id,
        signature=row,
        token=token.der,
        sha256=sha256,
        stamped_at=token.stamped_at,
        authority=token.authority,
        kept_at=timezone.now(),
        audit_seq=event.seq,
    )
    kept.save(force_insert=True)
    jobs.enqueue(kind="signature.certify", school_id=row.school_id, payload={"signature": row.pk})
    return kept
