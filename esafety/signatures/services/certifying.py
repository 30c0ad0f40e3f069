"""Making the certificate of a signature, once, in the worker."""

import hashlib

from django.db import transaction
from django.utils import timezone

from esafety import pdf, sealing
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.signatures import certificate, queries
from esafety.signatures.models import Certificate, Signature


def certify(*, signature_id: int) -> Certificate:
    """The certificate of the signature: made and kept now, or the one that was made before.

    The PDF is made and sealed outside any transaction. Raises PdfUnavailable where no PDF can be
    made, and SealUnavailable where it should be sealed and cannot.
    """
    signature = queries.signatures().get(pk=signature_id)
    done = queries.certificate_of(signature)
    if done is not None:
        return done
    return _keep(signature, sealing.seal(pdf.render(certificate.html(signature))))


@transaction.atomic
def _keep(signature: Signature, made: bytes) -> Certificate:
    row = Signature.objects.select_for_update().get(pk=signature.pk)
    done = queries.certificate_of(row)
    if done is not None:  # another worker was faster
        return done
    sha256 = hashlib.sha256(made).hexdigest()
    by = Actor.for_system("signatures", school_id=row.school_id)
    event = audit.record(
        by=by, type="signature.certified", object=str(row), data={"sha256": sha256}
    )
    kept = Certificate(
        school_id=row.school_id,
        signature=row,
        pdf=made,
        sha256=sha256,
        made_at=timezone.now(),
        audit_seq=event.seq,
    )
    kept.save(force_insert=True)
    return kept
