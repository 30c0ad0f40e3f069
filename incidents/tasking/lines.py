"""What every act on a task shares: holding its rows, whose it is, its line in the chronology."""

from datetime import datetime

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from incidents import entries
from incidents.choices import EntryKind
from incidents.models import Task
from incidents.tasking import queries
from incidents.tasking.words import sentence


def hold(task: Task) -> Task:
    """The task's row, locked until the transaction ends, with its incident, locked before it. The
    caller asks what the actor may."""
    incident = entries.lock(task.incident)
    row: Task = Task.objects.select_for_update().get(pk=task.pk)
    row.incident = incident
    return row


def put_with(
    task: Task, by: Actor, owner: Membership | None, owner_role: str, nobody: str, barred: str
) -> list[Membership]:
    """Make the person or the role the owner, and return those whose task it is now.

    Where nobody of the role may have it, it is the actor's own until they choose somebody. Raises
    Refused with `barred` for a person who may not have it, with `nobody` when none is left.
    """
    if owner is not None:
        if not queries.may_have(owner, task.incident):
            raise Refused(barred)
        task.owner, task.owner_role = owner, ""
        return [owner]
    found = queries.holders_for(owner_role, task.incident) if owner_role else []
    task.owner, task.owner_role = None, owner_role
    if found:
        return found
    own = schools.current_members().filter(pk=by.membership_id or 0).first()
    if not owner_role or own is None:
        raise Refused(nobody)
    task.owner = own
    return [own]


def write(
    task: Task,
    *,
    by: Actor,
    type: str,
    words: str,
    reason: str = "",
    happened_at: datetime | None = None,
) -> None:
    """One line of the chronology and one audit row, which holds the task's key and no words."""
    text = "\n".join(line for line in (sentence(words, task), reason.strip()) if line)
    entries.write(task.incident, by=by, kind=EntryKind.TASK, text=text, happened_at=happened_at)
    audit.record(by=by, type=type, object=task.incident.audit_ref, data={"task": str(task.key)})
