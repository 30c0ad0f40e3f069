"""Adding entries and changing them. Nothing is ever lost: every change stays with who and when."""

import secrets
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies.registers import permissions, queries, values, workflow
from policies.registers.choices import Source
from policies.registers.declared import Register, Values, named
from policies.registers.models import Entry, EntryChange
from policies.registers.services import telling

_KEPT = (
    "values", "state", "subject", "starts_on", "ends_on", "due_on", "search_words", "revision",
    "changed_at", "changed_by",
)  # fmt: skip


@transaction.atomic
def add(*, register: Register, typed: Values, by: Actor, source: Source = Source.FORM) -> Entry:
    """Add an entry in the register's first state, with the next number. Raises Refused."""
    permissions.check_can_add(by, register)
    entry = write_new(register=register, typed=typed, by=by, source=source)
    telling.added(entry=entry, register=register)
    return entry


@transaction.atomic
def write_new(*, register: Register, typed: Values, by: Actor, source: Source) -> Entry:
    """The new row itself with its first change, beneath `add`, files and the system's own entries.
    Raises Refused for values that do not fit the declaration."""
    school = School.objects.select_for_update().get(pk=by.school_id)  # numbers come one by one
    kept = values.settled(register, typed)
    _check_sound(register, kept, register.asked_at_first, school)
    entry = fresh(register, kept, next_number(register), school, by)
    settle(entry, register, queries.names_in([(register, kept)]))
    _check_not_oneself(entry, register, by)
    _check_once(register, entry)
    entry.save(force_insert=True)
    note_change(entry, {name: [None, value] for name, value in kept.items()}, by, source)
    audit.record(
        by=by, type="register.entry_added", object=str(entry), data={"register": register.code}
    )
    return entry


@transaction.atomic
def change(
    *, entry: Entry, typed: Values, revision: int, by: Actor, source: Source = Source.FORM
) -> Entry:
    """Change what the form asks for. Raises Refused when somebody else has changed the entry since
    it was read (`revision`), when its state forbids it or when the values do not fit."""
    locked, register = lock(entry, revision)
    permissions.check_can_change(by, register, locked)
    workflow.check_may_change(register, locked.state)
    fixed = {one.name for one in register.fields if one.later}
    later = {name: value for name, value in locked.values.items() if name in fixed}
    kept = values.settled(register, {**typed, **later})
    _check_sound(register, kept, register.asked_at_first, locked.school)
    changed = differences(locked.values, kept)
    if not changed:
        return locked
    locked.values = kept
    settle(locked, register, queries.names_in([(register, kept)]))
    _check_not_oneself(locked, register, by)
    _check_once(register, locked)
    save_changed(locked, by)
    note_change(locked, changed, by, source)
    audit.record(
        by=by,
        type="register.entry_changed",
        object=str(locked),
        data={"register": register.code, "fields": sorted(changed)},
    )
    return locked


@transaction.atomic
def opened(*, entry: Entry, by: Actor) -> None:
    """Record that the entry was read."""
    audit.record(
        by=by, type="register.entry_viewed", object=str(entry), data={"register": entry.register}
    )


def lock(entry: Entry, revision: int | None) -> tuple[Entry, Register]:
    """The entry's locked row and its register. Raises Refused when it is not as it was read."""
    rows = Entry.objects.select_for_update(of=("self",)).select_related("school")
    locked: Entry = rows.get(pk=entry.pk)
    register = named(locked.register)
    if register is None:
        raise Refused(_("This register is no longer kept."))
    if revision is not None and locked.revision != revision:
        raise Refused(
            _(
                "Somebody else has changed this entry since you opened it. Look at it again, and "
                "then make your change once more."
            )
        )
    return locked, register


def fill(entry: Entry, register: Register, typed: Values, names: tuple[str, ...]) -> None:
    """Put the fields that a move asks for into a locked entry, not yet saved. Raises Refused."""
    asked = [register.field(name) for name in names]
    given = {name: typed.get(name) for name in names}
    kept = values.settled(register, {**entry.values, **given})
    _check_sound(register, kept, asked, entry.school)
    entry.values = kept
    settle(entry, register, queries.names_in([(register, kept)]))


def save_changed(entry: Entry, by: Actor) -> None:
    """Save a locked entry with the next revision."""
    entry.revision += 1
    entry.changed_at, entry.changed_by_id = timezone.now(), by.membership_id
    entry.save(update_fields=_KEPT)


def note_change(entry: Entry, changed: dict[str, Any], by: Actor, source: Source) -> None:
    """Keep what changed, with before and after."""
    EntryChange.objects.create(
        school_id=entry.school_id,
        entry=entry,
        revision=entry.revision,
        source=source,
        fields=changed,
        at=entry.changed_at,
        by_id=by.membership_id,
    )


def differences(before: Values, after: Values) -> dict[str, Any]:
    """The fields whose values differ, each with before and after."""
    return {
        name: [before.get(name), after.get(name)]
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }


def _check_sound(register: Register, kept: Values, asked: list[Any], school: School) -> None:
    """Raise Refused with the first sentence of what is wrong with the values."""
    today = schools.local_today(school)
    faults = values.faults(register, kept, asked=asked, today=today)
    if faults:
        raise Refused(next(iter(faults.values())))


def fresh(register: Register, kept: Values, number: int, school: School, by: Actor) -> Entry:
    """A new row, not yet saved, in the register's first state."""
    now = timezone.now()
    return Entry(
        school=school,
        register=register.code,
        number=number,
        reference=f"{register.prefix}-{number:04}",
        values=kept,
        state=register.first_state.code,
        made_at=now,
        made_by_id=by.membership_id,
        changed_at=now,
        changed_by_id=by.membership_id,
    )


def settle(entry: Entry, register: Register, names: values.Names) -> None:
    """What stands beside the values: days, the person it is about, and what it is found by."""
    for name, value in values.beside(register, entry.values).items():
        setattr(entry, name, value)
    entry.search_words = values.search_words(register, entry.values, entry.reference, names)


def _check_not_oneself(entry: Entry, register: Register, by: Actor) -> None:
    if register.secret:
        oneself = queries.those_who_are(by).filter(pk=entry.subject_id or 0).exists()
        permissions.check_not_about_oneself(by, oneself)


def _check_once(register: Register, entry: Entry) -> None:
    """A weekly register has one entry for each week. Raises Refused."""
    if not register.weekly:
        return
    week = {f"values__{register.weekly}": entry.values[register.weekly]}
    rows = Entry.objects.filter(register=register.code, **week).exclude(state="withdrawn")
    if rows.exclude(pk=entry.pk).exists():
        raise Refused(_("This week has an entry already."))


def next_number(register: Register) -> int:
    """The next number; of a secret register a random one, since gaps would tell of entries."""
    rows = Entry.objects.filter(register=register.code)
    if not register.secret:
        last: int | None = rows.aggregate(last=Max("number"))["last"]
        return (last or 0) + 1
    taken = set(rows.values_list("number", flat=True))
    while (number := 100_000 + secrets.randbelow(900_000)) in taken:
        continue
    return number
