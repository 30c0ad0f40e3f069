"""How a signature is written down, for anyone to compute its hash (docs/signatures.md). Pure."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

FORMAT = "esafety-signature/1"


def written(facts: dict[str, Any]) -> str:
    """The facts as canonical JSON: keys sorted, no spaces, letters as they are."""
    return json.dumps(
        {"format": FORMAT, **facts}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def moment(at: datetime) -> str:
    """A time in UTC to the microsecond, as the record holds it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
