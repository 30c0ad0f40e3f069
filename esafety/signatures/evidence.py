"""What a signer takes home beside the certificate: the record, the words and the rows of the audit
chain, from which `docs/check_signature.py` recomputes every hash (docs/signatures.md)."""

import json
from typing import Any

from esafety.audit import chain
from esafety.audit.models import AuditEvent
from esafety.signatures.models import Certificate, Signature


def row_of(event: AuditEvent) -> dict[str, str]:
    """One row of the audit chain as the bytes that were hashed, and its hash."""
    row = chain.canonical(
        school_id=event.school_id,
        seq=event.seq,
        at=event.at,
        type=event.type,
        actor=event.actor,
        object=event.object,
        data=event.data,
        prev=event.prev_hash,
    )
    return {"row": row.decode(), "sha256": event.hash}


def file_of(signature: Signature, certificate: Certificate | None) -> bytes:
    """The evidence of one signature as a JSON file."""
    numbers = [signature.audit_seq, *([certificate.audit_seq] if certificate else [])]
    events = AuditEvent.objects.filter(school_id=signature.school_id, seq__in=numbers)
    evidence: dict[str, Any] = {
        "record": signature.record,
        "record_sha256": signature.sha256,
        "text": signature.text.body,
        "audit": [row_of(event) for event in events.order_by("seq")],
    }
    return json.dumps(evidence, ensure_ascii=False, indent=1).encode()
