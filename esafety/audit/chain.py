"""The hash chain: how a row is written down canonically and hashed."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64


def canonical(
    *,
    school_id: int,
    seq: int,
    at: datetime,
    type: str,
    actor: str,
    object: str,
    data: Any,
    prev: str,
) -> bytes:
    """The row as canonical JSON (sorted keys, no spaces, UTC to the microsecond), in UTF-8."""
    row = {
        "school": school_id,
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "type": type,
        "actor": actor,
        "object": object,
        "data": data,
        "prev": prev,
    }
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(row: bytes) -> str:
    """SHA-256 of a canonical row, in hex."""
    return hashlib.sha256(row).hexdigest()
