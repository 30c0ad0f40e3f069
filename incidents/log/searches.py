"""The words searched for, kept in the reader's session under a short random token.

A name that is looked for must not be in an address, a log file or a browser's history.
"""

import secrets
from collections.abc import MutableMapping
from typing import Any

_KEY = "log_searches"
_KEPT = 10


def keep(session: MutableMapping[str, Any], school_id: int, text: str) -> str:
    """Put the words away and return their token; the oldest of more than ten are let go."""
    kept = dict(session.get(_KEY, {}))
    token = secrets.token_urlsafe(6)
    kept[token] = [school_id, text]
    session[_KEY] = dict(list(kept.items())[-_KEPT:])
    return token


def find(session: MutableMapping[str, Any], school_id: int, token: str) -> str | None:
    """The words of a token of this session and school; None where there are none."""
    found = session.get(_KEY, {}).get(token)
    return found[1] if found and found[0] == school_id else None
