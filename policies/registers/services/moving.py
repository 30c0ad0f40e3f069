"""Steps of entries: approvals and every other move of a register's table, and the end by itself."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools
from policies.registers import permissions, queries, workflow
from policies.registers.choices import Source
from policies.registers.declared import Register, Values, named
from policies.registers.models import Entry, EntryStep
from policies.registers.services import keeping, telling

ENDED = "ended_by_itself"


@transaction.atomic
def move(
    *,
    entry: Entry,
    code: str,
    revision: int,
    by: Actor,
    reason: str = "",
    typed: Values | None = None,
) -> Entry:
    """Take a step with the entry as it was read (`revision`), filling the fields it asks for.

    Raises Refused when the table of moves, the actor's part in the entry, a missing reason or a
    value stands against it.
    """
    locked, register = keeping.lock(entry, revision)
    before = dict(locked.values)
    found = workflow.check_move(
        register, state=locked.state, code=code, values=before, reason=reason
    )
    hands = queries.hands_of(locked)
    permissions.check_can_move(by, register, locked, found, hands)
    start = locked.state
    if found.asks:
        keeping.fill(locked, register, typed or {}, found.asks)
    locked.state = found.to
    keeping.save_changed(locked, by)
    changed = keeping.differences(before, locked.values)
    if changed:
        keeping.note_change(locked, changed, by, Source.MOVE)
    _note_step(locked, found.code, start, by, reason=reason, approves=found.approves)
    data = {"register": register.code, "move": found.code, "from": start, "to": found.to}
    audit.record(by=by, type="register.entry_moved", object=str(locked), data=data)
    telling.moved(entry=locked, register=register, move=found, mover=by.membership_id)
    return locked


@transaction.atomic
def move_many(
    *,
    entries: Iterable[tuple[Entry, int]],
    code: str,
    by: Actor,
    reason: str = "",
    typed: Values | None = None,
) -> int:
    """Take the same step with several entries, each as it was read (entry, revision): with all of
    them or with none; how many there were. Raises Refused with the reference of the one it failed
    at, and for a step that is not for several at once."""
    number = 0
    for entry, revision in entries:
        register = named(entry.register)
        if register is None or code not in {one.code for one in register.many}:
            raise Refused(_("This is done with one entry at a time."))
        try:
            move(entry=entry, code=code, revision=revision, by=by, reason=reason, typed=typed)
        except Refused as refused:
            raise Refused(f"{entry.reference}: {refused.sentence}") from refused
        number += 1
    return number


@transaction.atomic
def end(*, entry: Entry, by: Actor) -> Entry:
    """End an entry whose last day is over, by the register's own clock. A second call changes
    nothing. Raises Refused before that day."""
    locked, register = keeping.lock(entry, None)
    if not _may_end(register, locked):
        return locked
    to = workflow.check_end(register, locked.state)
    if locked.ends_on is None or locked.ends_on >= schools.local_today(locked.school):
        raise Refused(_("Its last day is not over."))
    start, locked.state = locked.state, to
    keeping.save_changed(locked, by)
    _note_step(locked, ENDED, start, by)
    data = {"register": register.code, "from": start, "to": to}
    audit.record(by=by, type="register.entry_ended", object=str(locked), data=data)
    telling.ended(entry=locked, register=register)
    return locked


def _may_end(register: Register, entry: Entry) -> bool:
    return register.ending is not None and entry.state in register.ending.start


def _note_step(
    entry: Entry, code: str, start: str, by: Actor, *, reason: str = "", approves: bool = False
) -> None:
    EntryStep.objects.create(
        school_id=entry.school_id,
        entry=entry,
        move=code,
        from_state=start,
        to_state=entry.state,
        approves=approves,
        reason=reason.strip(),
        at=timezone.now(),
        by_id=by.membership_id,
    )
