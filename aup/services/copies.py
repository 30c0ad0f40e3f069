"""A signer's own copy: each reading is an event."""

from django.db import transaction

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.signatures import evidence, queries
from esafety.signatures.models import Certificate, Signature


@transaction.atomic
def read_certificate(*, signature: Signature, by: Actor) -> Certificate | None:
    """The certificate, once the worker has made it; reading it is recorded."""
    made = queries.certificate_of(signature)
    if made is not None:
        audit.record(by=by, type="signature.read", object=str(signature))
    return made


@transaction.atomic
def read_evidence(*, signature: Signature, by: Actor) -> bytes:
    """The evidence file; reading it is recorded."""
    audit.record(by=by, type="signature.read", object=str(signature))
    return evidence.file_of(signature, queries.certificate_of(signature))
