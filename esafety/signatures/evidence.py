"""What a signer takes home beside the certificate: the record, the words and the rows of the audit
chain, from which `docs/check_signature.py` recomputes every hash (docs/signatures.md)."""

import json
from typing import Any

from esafety.audit import chain
from esafety.audit.models import AuditEvent
from esafety.signatures import canonical, queries
from esafety.signatures.models import Certificate, Signature, TimeStamp


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


def stamp_in(stamp: TimeStamp) -> dict[str, str]:
    """A time stamp as the evidence file holds it; the token in hex."""
    return {
        "authority": stamp.authority,
        "stamped_at": canonical.moment(stamp.stamped_at),
        "sha256": stamp.sha256,
        "token": bytes(stamp.token).hex(),
    }


def file_of(signature: Signature, certificate: Certificate | None) -> bytes:
    """The evidence of one signature as a JSON file."""
    stamp = queries.stamp_of(signature)
    numbers = [signature.audit_seq, *(row.audit_seq for row in (certificate, stamp) if row)]
    events = AuditEvent.objects.filter(school_id=signature.school_id, seq__in=numbers)
    evidence: dict[str, Any] = {
        "record": signature.record,
        "record_sha256": signature.sha256,
        "text": signature.text.body,
        "audit": [row_of(event) for event in events.order_by("seq")],
    }
    if stamp is not None:
        evidence["time_stamp"] = stamp_in(stamp)
    return json.dumps(evidence, ensure_ascii=False, indent=1).encode()
