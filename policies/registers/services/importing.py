"""Files of registers: read in, looked at, confirmed, and applied once by a job."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.schools.models import School
from policies.registers import permissions, queries, reading
from policies.registers.choices import ImportState, RowState, Source
from policies.registers.declared import Register, named
from policies.registers.models import Entry, EntryChange, RegisterImport
from policies.registers.reading import Reading, Row
from policies.registers.services import keeping

IMPORT_JOB = "register.import"
_AT_ONCE = 500


@transaction.atomic
def read_in(*, by: Actor, register: Register, found: Reading) -> RegisterImport:
    """Keep a file with what it would do, waiting to be confirmed. Earlier unconfirmed files of the
    register by the same member go."""
    permissions.check_can_import(by, register)
    waiting = RegisterImport.objects.filter(
        register=register.code, state=ImportState.PREVIEW, made_by=by.membership_id
    )
    for earlier in waiting.select_for_update():
        _forget(earlier, ImportState.DROPPED)
    rows = _plan(by, register, found.rows)
    made = RegisterImport.objects.create(
        school_id=by.school_id,
        register=register.code,
        rows=[row.as_json() for row in rows],
        errors=_faults(rows),
        result={"counts": _counts(rows), "ignored": found.ignored},
        made_at=timezone.now(),
        made_by_id=by.membership_id,
    )
    _record(by, "register.import_previewed", made, rows=_counts(rows))
    return made


@transaction.atomic
def confirm(*, made: RegisterImport, by: Actor) -> RegisterImport:
    """Let the file be applied, once, by a job. Raises Refused when it no longer waits for this."""
    locked = _lock(made, by)
    locked.job = jobs.enqueue(
        kind=IMPORT_JOB,
        school_id=locked.school_id,
        payload={"import": locked.pk},
        once_key=f"{IMPORT_JOB}:{locked.pk}",
    )
    locked.state = ImportState.APPLYING
    locked.save(update_fields=["state", "job"])
    _record(by, "register.import_confirmed", locked)
    return locked


@transaction.atomic
def drop(*, made: RegisterImport, by: Actor) -> RegisterImport:
    """Forget a file that waits to be confirmed; its rows are cleared."""
    locked = _lock(made, by)
    _forget(locked, ImportState.DROPPED)
    _record(by, "register.import_dropped", locked)
    return locked


@transaction.atomic
def apply(*, made: RegisterImport, by: Actor) -> RegisterImport:
    """Carry the file out: all of it, or nothing. A second call finds it applied and does nothing.

    The plan is made again on the register as it is now. Rows with errors are left out; entries that
    are not in the file stay as they are. The rows are cleared afterwards.
    """
    locked = RegisterImport.objects.select_for_update().get(pk=made.pk)
    register = _register_of(locked)
    permissions.check_can_import(by, register)
    if locked.state != ImportState.APPLYING:
        return locked
    school = School.objects.select_for_update().get(pk=by.school_id)  # numbers come one by one
    kept = [
        Row(r["line"], r["reference"], r["values"], _own_errors(r), _first_state(r))
        for r in locked.rows
    ]
    rows = _plan(by, register, kept)
    _write(register, rows, school, by)
    locked.errors = _faults(rows)
    locked.result = {**locked.result, "counts": _counts(rows)}
    locked.applied_at = timezone.now()
    _forget(locked, ImportState.APPLIED)
    _record(by, "register.imported", locked, rows=_counts(rows))
    return locked


@transaction.atomic
def stop(*, made: RegisterImport, by: Actor) -> RegisterImport:
    """Give up a confirmed file that may no longer be applied, such as when its member has left."""
    locked: RegisterImport = RegisterImport.objects.select_for_update().get(pk=made.pk)
    if locked.state == ImportState.APPLYING:
        locked.result = {**locked.result, "stopped": True}
        _forget(locked, ImportState.DROPPED)
        _record(by, "register.import_dropped", locked, stopped=True)
    return locked


@transaction.atomic
def expire(*, by: Actor, before: datetime) -> int:
    """Clear files read in before that moment and never confirmed; how many there were."""
    rows = RegisterImport.objects.select_for_update()
    old = list(rows.filter(state=ImportState.PREVIEW, made_at__lt=before))
    for row in old:
        _forget(row, ImportState.DROPPED)
        _record(by, "register.import_dropped", row, old=True)
    return len(old)


def _plan(by: Actor, register: Register, rows: list[Row]) -> list[Row]:
    entries = list(queries.of_register(by, register))
    oneself: set[int] = set()
    if register.secret:
        oneself = set(queries.those_who_are(by).values_list("pk", flat=True))
    return reading.settle(
        register,
        rows,
        entries,
        may_change=lambda entry: permissions.may_change(by, register, entry),
        oneself=oneself,
    )


def _write(register: Register, rows: list[Row], school: School, by: Actor) -> None:
    """New entries together, changed ones one by one."""
    new = [row for row in rows if row.state == RowState.NEW]
    names = queries.names_in((register, row.values) for row in new)
    entries = []
    for number, row in zip(_numbers(register, len(new)), new, strict=True):
        entry = keeping.fresh(register, row.values, number, school, by)
        keeping.settle(entry, register, names)
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=_AT_ONCE)
    EntryChange.objects.bulk_create(
        [_first_change(entry, by) for entry in entries], batch_size=_AT_ONCE
    )
    wanted = {row.reference: row for row in rows if row.state == RowState.CHANGED}
    for entry in queries.of_register(by, register).filter(reference__in=wanted):
        typed = wanted[entry.reference].values
        keeping.change(entry=entry, typed=typed, revision=entry.revision, by=by, source=Source.FILE)


def _numbers(register: Register, many: int) -> list[int]:
    """So many numbers that nobody has; of a secret register random ones."""
    if not register.secret:
        first = keeping.next_number(register)
        return list(range(first, first + many))
    found: set[int] = set()
    while len(found) < many:
        found.add(keeping.next_number(register))
    return list(found)


def _first_change(entry: Entry, by: Actor) -> EntryChange:
    return EntryChange(
        school_id=entry.school_id,
        entry=entry,
        revision=1,
        source=Source.FILE,
        fields={name: [None, value] for name, value in entry.values.items()},
        at=entry.made_at,
        by_id=by.membership_id,
    )


def _counts(rows: list[Row]) -> dict[str, int]:
    return {str(state): sum(row.state == state for row in rows) for state in RowState}


def _faults(rows: list[Row]) -> list[dict[str, Any]]:
    """Which rows are left out and why. The sentences repeat nothing that the file says."""
    return [{"line": row.line, **error} for row in rows for error in row.errors]


def _own_errors(row: dict[str, Any]) -> list[dict[str, str]]:
    """The faults of a row as it was read; a row that had none is looked at again."""
    return list(row["errors"])


def _first_state(row: dict[str, Any]) -> str:
    return str(RowState.ERROR if row["errors"] else RowState.NEW)


def _forget(row: RegisterImport, state: ImportState) -> None:
    """Clear what the file said and keep its counts."""
    row.state, row.rows = state, []
    row.save(update_fields=["state", "rows", "errors", "result", "applied_at"])


def _lock(made: RegisterImport, by: Actor) -> RegisterImport:
    locked: RegisterImport = RegisterImport.objects.select_for_update().get(pk=made.pk)
    permissions.check_can_import(by, _register_of(locked))
    if locked.made_by_id != by.membership_id:
        raise Refused(_("Only whoever sent this file can do this."))
    if locked.state != ImportState.PREVIEW:
        raise Refused(_("This file is no longer waiting to be confirmed."))
    return locked


def _register_of(made: RegisterImport) -> Register:
    register = named(made.register)
    if register is None:
        raise Refused(_("This register is no longer kept."))
    return register


def _record(by: Actor, type: str, made: RegisterImport, **data: Any) -> None:
    audit.record(
        by=by, type=type, object=f"register:{made.register}", data={"file": made.pk, **data}
    )
