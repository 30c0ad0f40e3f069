"""Private calendar addresses: whose a secret is, and what the owner may see now."""

import hashlib
import hmac

from django.db.models import QuerySet

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies.reviews.models import CalendarFeed


def hash_of(token: str) -> str:
    """By what an address is found."""
    return hashlib.sha256(token[:200].encode()).hexdigest()


def feed_of(actor: Actor, *, lock: bool = False) -> CalendarFeed | None:
    """The actor's own address that works, if there is one."""
    rows: QuerySet[CalendarFeed] = CalendarFeed.objects.filter(
        member=actor.membership_id or 0, ended_at__isnull=True
    )
    found: CalendarFeed | None = (rows.select_for_update() if lock else rows).first()
    return found


def feed_with(token: str) -> CalendarFeed | None:
    """The working address with this secret, in the school in scope. An unknown, an ended one,
    another school's and a leaver's are all nothing, and take the same time."""
    wanted = hash_of(token)
    row = CalendarFeed.objects.filter(token_hash=wanted, ended_at__isnull=True).first()
    same = hmac.compare_digest(row.token_hash if row else hash_of(""), wanted)
    return row if same else None


def owner_of(feed: CalendarFeed) -> Actor | None:
    """Its owner as an actor with the roles of this moment; None for who has left or sees no
    planner any more."""
    member = schools.current_members().filter(pk=feed.member_id).first()
    actor = schools.actor_of(member) if member is not None else None
    return actor if actor is not None and actor.can(Permission.PLANNER) else None
