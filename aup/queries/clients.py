"""Programs that may read the access list, and whose token a request carries."""

import hashlib
import hmac

from django.db.models import QuerySet

from aup.models import ApiClient


def clients() -> QuerySet[ApiClient]:
    """The school's programs, those that still work first."""
    rows = ApiClient.objects.select_related("made_by", "ended_by", "school")
    found: QuerySet[ApiClient] = rows.order_by("ended_at", "-made_at")
    return found


def hash_of(token: str) -> str:
    """By what a token is found: its SHA-256."""
    return hashlib.sha256(token[:200].encode(errors="replace")).hexdigest()


def client_with(token: str) -> ApiClient | None:
    """The program of the school in scope with that token that has not been ended.

    An unknown and an ended one are the same nothing, after the same work.
    """
    wanted = hash_of(token)
    row: ApiClient | None = ApiClient.objects.filter(token_hash=wanted).first()
    same = hmac.compare_digest(row.token_hash if row else hash_of(""), wanted)
    return row if row is not None and same and row.ended_at is None else None
