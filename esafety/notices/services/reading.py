"""What a member has read."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.notices import queries
from esafety.notices.models import Notice


@transaction.atomic
def read(*, by: Actor, notice: Notice) -> Notice:
    """Mark one's own notice as read. Nothing happens to one that was, or to another's."""
    _mark(by, [notice])
    notice.refresh_from_db()
    return notice


@transaction.atomic
def read_all(*, by: Actor) -> int:
    """Mark as read what is shown to the member; how many that were. What does not exist for them
    stays as it is."""
    return _mark(by, queries.unread(by))


@transaction.atomic
def opened(*, by: Actor, object: str) -> int:
    """Mark the member's notices about a thing as read, for the page on which they opened it."""
    return _mark(by, queries.about(by, object))


def _mark(by: Actor, notices: Iterable[Notice]) -> int:
    """Each is an event about its own thing, so that the audit log tells of it to those alone for
    whom the thing exists."""
    now, count = timezone.now(), 0
    for notice in notices:
        rows = Notice.objects.filter(pk=notice.pk, member=by.membership_id, read_at__isnull=True)
        if rows.update(read_at=now):
            audit.record(
                by=by, type="notice.read", object=notice.object, data={"kind": notice.kind}
            )
            count += 1
    return count
