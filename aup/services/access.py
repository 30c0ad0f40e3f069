"""Keeping what the access list says, so that programs can be told what has changed."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from aup.models import AccessChange
from aup.queries import access
from aup.queries.access import Standing
from aup.services import settling
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.people.models import Person


def refresh(people: Iterable[int]) -> int:
    """Write down for whom of these people the list says something new; how many there were.

    It belongs to the act that may have changed it: call it in that act's transaction, after its
    audit row. That row holds the school's chain until the commit, so changes are numbered in the
    order they are committed and nobody who asks "since" misses one.
    """
    return sum(_refresh(batch) for batch in access.batches(people))


def refresh_one(person: Person) -> int:
    """The same for one who was read in this transaction, which is what each signature does."""
    one = access.standing_of(person)
    known = access.latest_change(person) == (one.may_use, one.why)
    return _write([] if known else [one])


@transaction.atomic
def refresh_all(*, by: Actor) -> int:
    """Look at the whole school again: who joined or left, for whom the time to sign is over, and
    where others must sign now.

    Writes an event and the changes, or nothing where all is as it was.
    """
    settling.settle(by=by)
    rows = access.on_the_list()
    if not _new(access.standings(rows)):
        return 0
    audit.record(by=by, type="access.refreshed", object="access")
    return refresh(rows.values_list("pk", flat=True))


def _refresh(people: list[int]) -> int:
    return _write(_new(access.standings(access.on_the_list().filter(pk__in=people))))


def _write(new: list[Standing]) -> int:
    now = timezone.now()
    AccessChange.objects.bulk_create(
        AccessChange(
            school_id=one.person.school_id,
            person=one.person,
            may_use=one.may_use,
            why=one.why,
            changed_at=now,
        )
        for one in new
    )
    return len(new)


def _new(standings: list[Standing]) -> list[Standing]:
    """Those of whom the list said something else before, or nothing."""
    people = [one.person.pk for one in standings]
    before = {
        person: said
        for batch in access.batches(people)
        for person, said in access.latest_changes(batch).items()
    }
    return [one for one in standings if before.get(one.person.pk) != (one.may_use, one.why)]


@transaction.atomic
def exported(*, number: int, by: Actor) -> None:
    """Record that somebody took the list out as a file of so many lines."""
    audit.record(by=by, type="access.exported", object="access", data={"number": number})


@transaction.atomic
def read(*, number: int, what: str, by: Actor) -> None:
    """Record that a program read so many lines; `what` is "list" or "changes"."""
    audit.record(by=by, type="access.read", object="access", data={"number": number, "what": what})
