"""Beginning, changing and dropping the draft of a table."""

from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from policies import editing, grid, naming, permissions, queries, workflow
from policies.choices import OPEN, DraftState
from policies.editing import Typed
from policies.grid import Grid
from policies.models import RuleTable, RuleTableDraft
from policies.naming import Known


def locked(draft: RuleTableDraft) -> RuleTableDraft:
    """The draft's row, locked until the transaction ends; refused when it has ended."""
    row: RuleTableDraft | None = (
        # Not the rows that it leads to: a locked school would hold up every new row of it.
        RuleTableDraft.objects.select_for_update(of=("self",))
        .filter(pk=draft.pk, state__in=OPEN)
        .select_related("table__school", "base")
        .first()
    )
    if row is None:
        raise Refused(_("This draft is no longer there. It was approved or dropped meanwhile."))
    return row


def grid_of(draft: RuleTableDraft) -> Grid:
    """The draft as a grid."""
    return grid.of_json(draft.table.shape, draft.grid)


@transaction.atomic
def begin(*, table: RuleTable, by: Actor) -> RuleTableDraft:
    """Begin a draft from the newest version of the table; where one is open, that one is given."""
    permissions.check_can_edit(by)
    held = RuleTable.objects.select_for_update().get(pk=table.pk)
    present: RuleTableDraft | None = RuleTableDraft.objects.filter(
        table=held, state__in=OPEN
    ).first()
    if present is not None:
        return present
    base = queries.newest(held)
    if base is None:
        raise Refused(_("This table has no version yet."))
    now = timezone.now()
    draft: RuleTableDraft = RuleTableDraft.objects.create(
        school_id=held.school_id,
        table=held,
        base=base,
        needs_approval=held.needs_approval,
        grid=grid.of_rows(held.shape, base.rows, base.labels).as_json(),
        made_at=now,
        made_by_id=by.membership_id,
        changed_at=now,
        changed_by_id=by.membership_id,
    )
    facts = {"base": base.number, "revision": draft.revision}
    audit.record(by=by, type="rules.draft_changed", object=str(held), data=facts)
    return draft


@transaction.atomic
def change(
    *, draft: RuleTableDraft, typed: Typed, act: str, revision: int, by: Actor
) -> RuleTableDraft:
    """Put in what was typed and do the act of one button (`policies.editing.do`).

    Refused when somebody changed the draft after the page with that `revision` was opened.
    A save that changes nothing is nobody's change.
    """
    row = _held(draft, revision, by)
    sheet, known = grid_of(row), Known(*queries.words_by_code(row.table))
    editing.type_in(sheet, typed)
    naming.name_rows(sheet, known)
    editing.do(sheet, act, known)
    return _keep(row, sheet, "rules.draft_changed", by)


@transaction.atomic
def load(*, draft: RuleTableDraft, sheet: Grid, revision: int, by: Actor) -> RuleTableDraft:
    """Put the lines of a checked CSV in the place of the draft's. What the CSV does not have is
    retired in the draft, and can be brought back there."""
    row = _held(draft, revision, by)
    loaded = as_loaded(row, sheet)
    editing.refuse_large(loaded)
    return _keep(row, loaded, "rules.imported", by)


def as_loaded(draft: RuleTableDraft, sheet: Grid) -> Grid:
    """A checked CSV as it would stand in the draft: rows named, the draft's others retired."""
    editing.replace(grid_of(draft), sheet)
    naming.name_rows(sheet, Known(*queries.words_by_code(draft.table)))
    return sheet


@transaction.atomic
def drop(*, draft: RuleTableDraft, by: Actor) -> RuleTableDraft:
    """Give the draft up; the table stays as it is."""
    row = locked(draft)
    move = workflow.check_move(
        needs_approval=row.needs_approval, start=row.state, to=DraftState.DROPPED
    )
    permissions.check_can_move(by, row, move)
    row.state, row.ended_at, row.ended_by_id = (
        DraftState.DROPPED,
        timezone.now(),
        by.membership_id,
    )
    row.save(update_fields=["state", "ended_at", "ended_by"])
    audit.record(by=by, type=move.audit_type, object=str(row.table), data=_facts(row))
    return row


def _held(draft: RuleTableDraft, revision: int, by: Actor) -> RuleTableDraft:
    """The locked draft, which this actor may change now and has before them as it is."""
    permissions.check_can_edit(by)
    row = locked(draft)
    workflow.check_can_change(row.state)
    if row.revision != revision:
        raise Refused(_overtaken(row, by))
    return row


def _keep(row: RuleTableDraft, sheet: Grid, audit_type: str, by: Actor) -> RuleTableDraft:
    kept = sheet.as_json()
    if kept == row.grid:
        return row
    row.grid, row.revision = kept, row.revision + 1
    # Whoever may edit is a member: no part of the system holds a permission.
    row.changed_at, row.changed_by_id = timezone.now(), cast(int, by.membership_id)
    row.save(update_fields=["grid", "revision", "changed_at", "changed_by"])
    audit.record(by=by, type=audit_type, object=str(row.table), data=_facts(row))
    return row


def _facts(row: RuleTableDraft) -> dict[str, int]:
    return {"base": row.base.number, "revision": row.revision}


def _overtaken(row: RuleTableDraft, by: Actor) -> str:
    words = _(
        "%(name)s saved this draft after you opened it. What you typed is on this page and is "
        "not saved yet: look over what it would change, then save again."
    )
    if row.changed_by_id == by.membership_id:
        words = _(
            "This draft was saved from another page after you opened this one. What you typed is "
            "on this page and is not saved yet: look over what it would change, then save again."
        )
    return words % {"name": row.changed_by.display_name}
