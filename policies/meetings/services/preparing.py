"""Planning a meeting, its agenda, and who was there."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from policies.meetings import permissions, queries, workflow
from policies.meetings.models import Item, Meeting, Presence


@transaction.atomic
def plan(*, kind: str, day: date, place: str, title: str = "", by: Actor) -> Meeting:
    """Plan a meeting with the agenda that is proposed; every line of it can be changed."""
    permissions.check_can_keep(by)
    lines = queries.proposed(by, day, kind)
    meeting = Meeting.objects.create(
        school_id=by.school_id,
        kind=kind,
        day=day,
        title=title,
        place=place,
        made_at=timezone.now(),
        made_by_id=by.membership_id,
    )
    Item.objects.bulk_create(
        Item(school_id=by.school_id, meeting=meeting, position=number, words=words)
        for number, words in enumerate(lines, 1)
    )
    audit.record(by=by, type="meeting.planned", object=str(meeting))
    return meeting


@transaction.atomic
def change(*, meeting: Meeting, day: date, title: str, place: str, by: Actor) -> Meeting:
    """Another day, title or place."""
    row = held(meeting, by)
    row.day, row.title, row.place = day, title, place
    row.save(update_fields=["day", "title", "place"])
    audit.record(by=by, type="meeting.changed", object=str(row))
    return row


@transaction.atomic
def add_item(*, meeting: Meeting, words: str, by: Actor) -> Item:
    """One more item at the end."""
    row = held(meeting, by)
    last = queries.items(row).last()
    item = Item.objects.create(
        school_id=row.school_id,
        meeting=row,
        words=words,
        position=last.position + 1 if last else 1,
    )
    audit.record(by=by, type="meeting.item_added", object=str(row))
    return item


@transaction.atomic
def write_item(*, item: Item, words: str, notes: str, decision: str, by: Actor) -> Item:
    """What the item is called, what was said about it and what was decided."""
    held(item.meeting, by)
    item.words, item.notes, item.decision = words, notes, decision
    item.save(update_fields=["words", "notes", "decision"])
    audit.record(by=by, type="meeting.item_changed", object=str(item.meeting))
    return item


@transaction.atomic
def drop_item(*, item: Item, by: Actor) -> None:
    """Take an item off the agenda."""
    row = held(item.meeting, by)
    item.delete()
    audit.record(by=by, type="meeting.item_dropped", object=str(row))


@transaction.atomic
def move_up(*, item: Item, by: Actor) -> Item:
    """Put an item before the one above it; the first stays where it is."""
    row = held(item.meeting, by)
    rows = list(queries.items(row))
    place = rows.index(item)
    if place == 0:
        raise Refused(_("This item is the first already."))
    rows[place - 1 : place + 1] = rows[place], rows[place - 1]
    for number, one in enumerate(rows, 1):
        one.position = number
    Item.objects.bulk_update(rows, ["position"])
    audit.record(by=by, type="meeting.item_moved", object=str(row))
    return rows[place - 1]


@transaction.atomic
def note_present(
    *, meeting: Meeting, members: Iterable[int], guests: Iterable[str], by: Actor
) -> Meeting:
    """Who was there: members by id, guests by name. Sets the whole list."""
    row = held(meeting, by)
    before = {member.pk for member in queries.present(row)[0]}
    known = {member.pk for member in queries.possible()} | before
    row.presences.all().delete()
    facts = {"school_id": row.school_id, "meeting": row}
    named = [Presence(member_id=pk, **facts) for pk in sorted(set(members) & known)]
    named += [Presence(guest=guest, **facts) for guest in dict.fromkeys(guests)]
    Presence.objects.bulk_create(named)
    audit.record(by=by, type="meeting.attended", object=str(row), data={"present": len(named)})
    return row


def held(meeting: Meeting, by: Actor) -> Meeting:
    """The locked meeting, which this actor may write in now."""
    permissions.check_can_keep(by)
    row: Meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    workflow.check_is_open(row)
    return row
