"""Files of people: read in, looked at, confirmed, and applied once by a job."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.people.choices import ImportState
from esafety.people.csvfile import Reading, Row
from esafety.people.models import Guardianship, PeopleImport, Person
from esafety.people.permissions import check_can_manage
from esafety.people.planning import Plan
from esafety.schools import queries as schools
from esafety.schools.services import leaving

_PERSON_FIELDS = [
    "kind", "first_name", "last_name", "email", "phone", "upn", "admission_number", "year_group",
    "tutor_group", "job_title", "date_of_birth", "joined_on", "left_on", "search_key",
]  # fmt: skip
_TIE_FIELDS = ["relationship", "parental_responsibility"]
_AT_ONCE = 500


@transaction.atomic
def read_in(*, by: Actor, reading: Reading) -> PeopleImport:
    """Keep a file with what it would do, waiting to be confirmed. Earlier unconfirmed files go."""
    check_can_manage(by)
    for earlier in PeopleImport.objects.filter(state=ImportState.PREVIEW).select_for_update():
        _forget(earlier, ImportState.DROPPED)
    plan = _plan(by, reading.kind, reading.rows)
    made = PeopleImport.objects.create(
        school_id=by.school_id,
        kind=reading.kind,
        rows=[row.as_json() for row in plan.rows],
        errors=_faults(plan),
        result={"counts": plan.counts(), "ignored": reading.ignored},
        made_at=timezone.now(),
        made_by_id=by.membership_id,
    )
    data = {"kind": made.kind, "rows": plan.counts()}
    audit.record(by=by, type="people.import_previewed", object=str(made), data=data)
    return made


@transaction.atomic
def confirm(*, people_import: PeopleImport, by: Actor) -> PeopleImport:
    """Let the file be applied, once, by a job. Raises Refused when it no longer waits for this."""
    locked = _lock(people_import, by)
    job = jobs.enqueue(
        kind="people.import",
        school_id=locked.school_id,
        payload={"import": locked.pk},
        once_key=f"people.import:{locked.pk}",
    )
    locked.state = ImportState.APPLYING
    locked.made_by = schools.members().get(user_id=by.user_id or 0)
    locked.result = {**locked.result, "job": str(job.pk)}
    locked.save(update_fields=["state", "made_by", "result"])
    audit.record(by=by, type="people.import_confirmed", object=str(locked))
    return locked


@transaction.atomic
def drop(*, people_import: PeopleImport, by: Actor) -> PeopleImport:
    """Forget a file that waits to be confirmed; its rows are cleared."""
    locked = _lock(people_import, by)
    _forget(locked, ImportState.DROPPED)
    audit.record(by=by, type="people.import_dropped", object=str(locked))
    return locked


@transaction.atomic
def apply(*, people_import: PeopleImport, by: Actor) -> PeopleImport:
    """Carry the file out: all of it, or nothing. A second call finds it applied and does nothing.

    The plan is made again on the directory as it is now. Rows with errors are left out; people
    who are not in the file stay as they are. The rows' personal data is cleared afterwards.
    """
    locked = _get_locked(people_import)
    check_can_manage(by, locked)
    if locked.state != ImportState.APPLYING:
        return locked
    rows = [Row(r["line"], r["values"], _own_errors(r)) for r in locked.rows]
    plan = _plan(by, locked.kind, rows)
    _write(plan)
    for person in plan.left:
        if person.membership is not None:
            leaving.end(by=by, membership=person.membership)
    locked.errors = _faults(plan)
    locked.result = {**locked.result, "counts": plan.counts()}
    locked.applied_at = timezone.now()
    _forget(locked, ImportState.APPLIED)
    audit.record(by=by, type="people.imported", object=str(locked), data=_facts(locked.kind, plan))
    return locked


@transaction.atomic
def stop(*, people_import: PeopleImport, by: Actor) -> PeopleImport:
    """Give up a confirmed file that may no longer be applied, such as when its member has left."""
    locked = _get_locked(people_import)
    if locked.state == ImportState.APPLYING:
        locked.result = {**locked.result, "stopped": True}
        _forget(locked, ImportState.DROPPED)
        audit.record(
            by=by, type="people.import_dropped", object=str(locked), data={"stopped": True}
        )
    return locked


@transaction.atomic
def expire(*, by: Actor, before: datetime) -> int:
    """Clear files read in before that moment and never confirmed; how many there were."""
    rows = PeopleImport.objects.select_for_update()
    old = list(rows.filter(state=ImportState.PREVIEW, made_at__lt=before))
    for row in old:
        _forget(row, ImportState.DROPPED)
        audit.record(by=by, type="people.import_dropped", object=str(row), data={"old": True})
    return len(old)


def _plan(by: Actor, kind: str, rows: list[Row]) -> Plan:
    plan = Plan(
        kind=kind,
        school_id=by.school_id,
        today=timezone.localdate(),
        people=list(Person.objects.order_by("pk").select_for_update()),
        ties=list(Guardianship.objects.order_by("pk").select_for_update()),
        kept_members=leaving.not_endable_by(by, schools.current_members()),
    )
    return plan.go_through(rows)


def _write(plan: Plan) -> None:
    """New people before the ties that need their numbers."""
    family = plan.families
    Person.objects.bulk_create([*plan.new, *family.new], batch_size=_AT_ONCE)
    changed = {person.pk: person for person in [*plan.changed, *family.changed]}
    Person.objects.bulk_update(list(changed.values()), _PERSON_FIELDS, batch_size=50)
    for tie in family.new_ties:
        tie.guardian_id, tie.child_id = tie.guardian.pk, tie.child.pk
    Guardianship.objects.bulk_create(family.new_ties, batch_size=_AT_ONCE)
    ties = {tie.pk: tie for tie in family.changed_ties}
    Guardianship.objects.bulk_update(list(ties.values()), _TIE_FIELDS, batch_size=_AT_ONCE)


def _facts(kind: str, plan: Plan) -> dict[str, Any]:
    """What the audit log keeps: counts, and the numbers of the people touched."""
    return {
        "kind": kind,
        "rows": plan.counts(),
        "added": [person.pk for person in [*plan.new, *plan.families.new]],
        "changed": sorted({person.pk for person in [*plan.changed, *plan.families.changed]}),
        "left": [person.pk for person in plan.left],
        "guardianships": len(plan.families.new_ties) + len(plan.families.changed_ties),
    }


def _own_errors(row: dict[str, Any]) -> list[dict[str, str]]:
    """Faults of the row itself; those of matching are looked for again."""
    return [error for error in row["errors"] if not error.get("doubt")]


def _faults(plan: Plan) -> list[dict[str, Any]]:
    """Which rows are left out and why. The sentences repeat nothing that the file says."""
    return [{"line": row.line, **error} for row in plan.rows for error in row.errors]


def _forget(row: PeopleImport, state: ImportState) -> None:
    """Clear the personal data of the file and keep its counts."""
    row.state, row.rows = state, []
    row.save(update_fields=["state", "rows", "errors", "result", "applied_at"])


def _get_locked(people_import: PeopleImport) -> PeopleImport:
    locked: PeopleImport = PeopleImport.objects.select_for_update().get(pk=people_import.pk)
    return locked


def _lock(people_import: PeopleImport, by: Actor) -> PeopleImport:
    locked = _get_locked(people_import)
    check_can_manage(by, locked)
    if locked.state != ImportState.PREVIEW:
        raise Refused(_("This file is no longer waiting to be confirmed."))
    return locked
