"""Tasks given to a person or a role, and given to somebody else."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from incidents import entries, workflow
from incidents import permissions as cases
from incidents.models import Incident, InvolvedPerson, Task
from incidents.tasking import lines, notices, permissions, queries
from incidents.tasking.choices import Owner, TaskKind, TaskState
from incidents.tasking.workflow import Act, check_act

# Nobody can do these without knowing whom they are about.
NAMES_A_PERSON = frozenset({TaskKind.INFORM_PARENTS, TaskKind.REMOVE_ACCESS, TaskKind.COST})


@transaction.atomic
def add(*, incident: Incident, by: Actor, **task: Any) -> Task:
    """As `give`, on an incident that nobody holds yet."""
    return give(incident=entries.hold_open(incident, by), by=by, **task)


@transaction.atomic
def give(
    *,
    incident: Incident,
    by: Actor,
    kind: TaskKind,
    title: str,
    words: str = "",
    about: InvolvedPerson | None = None,
    owner: Membership | None = None,
    owner_role: Owner | str = "",
    due_on: date | None = None,
    access_until: date | None = None,
    amount: Decimal | None = None,
    names_person: bool | None = None,
) -> Task:
    """Ask a person or a role to do something, on an incident that the caller holds locked.

    Whoever is named by the case or shut out of it cannot have a task of it: refused for a person,
    passed over for a role. Where nobody of the role may have it (a class teacher has no role of
    their own), it is the giver's until they choose somebody. Due in the school's usual number of
    school days, unless `due_on` says another day. `names_person` None: as the kind needs it.
    """
    cases.check_can_triage(by, incident)
    workflow.check_open(incident.status)
    task = _blank(incident, by)
    task.kind, task.title, task.words, task.about = kind, title[:200], words, about
    needed = kind in NAMES_A_PERSON if names_person is None else names_person
    task.names_person = needed and about is not None
    task.due_on, task.access_until = due_on or _usual_day(incident), access_until
    task.amount = amount
    told = _put_with(task, by, owner, owner_role)
    task.save(force_insert=True)
    line = _("Task for %(who)s, due on %(due)s: %(title)s.")
    lines.write(task, by=by, type="task.given", words=line)
    notices.tell(task, "task.given", told, but=by)
    return task


@transaction.atomic
def reassign(
    *,
    task: Task,
    by: Actor,
    reason: str,
    owner: Membership | None = None,
    owner_role: Owner | str = "",
) -> Task:
    """Give an open task to another person or role, with the reason."""
    row = lines.hold(task)
    permissions.check_can_steer(by, row)
    step = check_act(
        start=row.state, act=Act.REASSIGN, case_status=row.incident.status, reason=reason
    )
    before = (row.owner_id, row.owner_role)
    told = _put_with(row, by, owner, owner_role)
    if before == (row.owner_id, row.owner_role):
        raise Refused(_("It is their task already. Choose somebody else."))
    row.save(update_fields=["owner", "owner_role"])
    words = _("Task given to %(who)s: %(title)s.")
    lines.write(row, by=by, type=step.audit_type, words=words, reason=reason)
    notices.tell(row, "task.given", told, but=by)
    return row


@transaction.atomic
def cancel(*, task: Task, by: Actor, reason: str) -> Task:
    """Say that an open task is no longer needed, with the reason."""
    row = lines.hold(task)
    permissions.check_can_steer(by, row)
    step = check_act(
        start=row.state, act=Act.CANCEL, case_status=row.incident.status, reason=reason
    )
    row.state = step.to
    row.save(update_fields=["state"])
    words = _("Task no longer needed: %(title)s.")
    lines.write(row, by=by, type=step.audit_type, words=words, reason=reason)
    return row


@transaction.atomic
def reopen(*, task: Task, by: Actor, reason: str, due_on: date | None = None) -> Task:
    """Ask once more for what was answered or no longer needed. The answer stays in the chronology;
    a removal of access that has ended stays ended until the next answer."""
    row = lines.hold(task)
    permissions.check_can_steer(by, row)
    step = check_act(
        start=row.state, act=Act.REOPEN, case_status=row.incident.status, reason=reason
    )
    row.state, row.outcome, row.done_at, row.done_by = TaskState.OPEN, "", None, None
    row.due_on = due_on or _usual_day(row.incident)
    own = schools.current_members().filter(pk=by.membership_id or 0).first()
    told = queries.owners_of(row) or _put_with(row, by, own, "")
    row.save()
    words = _("Task opened again, due on %(due)s: %(title)s.")
    lines.write(row, by=by, type=step.audit_type, words=words, reason=reason)
    notices.tell(row, "task.given", told, but=by)
    return row


def _put_with(
    task: Task, by: Actor, owner: Membership | None, owner_role: Owner | str
) -> list[Membership]:
    return lines.put_with(
        task,
        by,
        owner,
        owner_role,
        nobody=_("Choose a person or a role for the task."),
        barred=_(
            "This person cannot have a task of this incident: it names them, or they have no "
            "part in it. Choose somebody else."
        ),
    )


def _blank(incident: Incident, by: Actor) -> Task:
    """A task of the case by this giver, not saved yet."""
    return Task(
        school_id=incident.school_id,
        key=uuid4(),
        incident=incident,
        given_at=timezone.now(),
        given_by_id=by.membership_id,
    )


def _usual_day(incident: Incident) -> date:
    """The day on which a task that is given now is due."""
    calendar = schools.calendar_of(incident.school)
    days = queries.settings_of(incident.school).task_days
    return calendar.add_days(timezone.now(), days).astimezone(calendar.zone).date()
