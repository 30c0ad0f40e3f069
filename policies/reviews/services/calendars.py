"""Private calendar addresses: made, renewed and ended by their owner."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import services as audit
from policies.reviews import permissions
from policies.reviews.models import CalendarFeed
from policies.reviews.queries import calendars as queries

_STEP = timedelta(hours=1)


@transaction.atomic
def make(*, by: Actor) -> tuple[CalendarFeed, str]:
    """A new private address with its secret, which is kept nowhere: it is shown this once. The
    member's earlier address ends with it."""
    permissions.check_can_have_calendar(by)
    _end(by)
    token = secrets.token_urlsafe(32)
    row = CalendarFeed(
        school_id=by.school_id,
        member_id=by.membership_id or 0,
        token_hash=queries.hash_of(token),
        made_at=timezone.now(),
    )
    row.save(force_insert=True)
    audit.record(by=by, type="calendar.made", object=str(row))
    return row, token


@transaction.atomic
def end(*, by: Actor) -> CalendarFeed | None:
    """From now on the member's address opens nothing. None where there was none."""
    permissions.check_can_have_calendar(by)
    return _end(by)


def note_use(feed: CalendarFeed) -> None:
    """Remember, to the hour, when a calendar was last fetched."""
    now = timezone.now()
    old = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - _STEP)
    CalendarFeed.objects.filter(old, pk=feed.pk).update(last_used_at=now)


def _end(by: Actor) -> CalendarFeed | None:
    row = queries.feed_of(by, lock=True)
    if row is not None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        audit.record(by=by, type="calendar.ended", object=str(row))
    return row
