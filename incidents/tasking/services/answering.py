"""Tasks answered or handed back by those who have them, and removals of access that end."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.schools import queries as schools
from incidents.models import Task
from incidents.tasking import lines, notices, permissions, queries
from incidents.tasking.choices import TaskKind
from incidents.tasking.workflow import Act, check_act
from policies.reviews.queries import reviews
from policies.reviews.services import calling


@dataclass(frozen=True)
class Told:
    """What the answer tells by the kind of its task: "inform parents" who, when and how; "remove
    access" since when and until when; "liable for the cost" how many pounds; "policy to be
    reviewed" the policy's code, or nothing where none needs it."""

    informed_who: str = ""
    informed_at: datetime | None = None
    informed_how: str = ""
    access_removed_at: datetime | None = None
    access_until: date | None = None
    amount: Decimal | None = None
    policy: str = ""


@transaction.atomic
def answer(*, task: Task, by: Actor, outcome: str, told: Told = Told()) -> Task:
    """Say what was done. Of two answers at the same time one is kept; the other gets a sentence."""
    row = lines.hold(task)
    permissions.check_can_answer(by, row)
    step = check_act(start=row.state, act=Act.ANSWER, case_status=row.incident.status)
    if not outcome.strip():
        raise Refused(_("Say what was done, or why it could not be."))
    row.outcome, row.state = outcome, step.to
    row.done_at, row.done_by_id = timezone.now(), by.membership_id
    facts, happened_at = _take(row, told, by)
    row.save()
    text = "\n".join([*facts, outcome.strip()])
    words = _("Task done: %(title)s.")
    lines.write(row, by=by, type=step.audit_type, words=words, reason=text, happened_at=happened_at)
    giver = schools.current_members().filter(pk=row.given_by_id or 0)
    notices.tell(row, "task.answered", giver, but=by)
    return row


@transaction.atomic
def hand_back(*, task: Task, by: Actor, reason: str) -> Task:
    """Give the task back to whoever gave it; to the handler or a lead where they cannot have it."""
    row = lines.hold(task)
    permissions.check_can_hand_back(by, row)
    step = check_act(
        start=row.state, act=Act.HAND_BACK, case_status=row.incident.status, reason=reason
    )
    candidates = queries.steerers_of(row)
    found = next((one for one in candidates if one.pk != by.membership_id), None)
    if found is None:
        raise Refused(_("There is nobody else who could have this task now."))
    row.owner, row.owner_role = found, ""
    row.save(update_fields=["owner", "owner_role"])
    words = _("Task handed back to %(who)s: %(title)s.")
    lines.write(row, by=by, type=step.audit_type, words=words, reason=reason)
    notices.tell(row, "task.handed_back", [found])
    return row


@transaction.atomic
def end_access(*, task: Task, by: Actor) -> Task:
    """End a removal of access at the start of the school day of its date (done by a clock).

    Safe to do twice; does nothing before the date, and nothing for a task no longer needed.
    """
    row = lines.hold(task)
    if not by.is_system or not queries.access_ends(row.school).filter(pk=row.pk).exists():
        return row
    row.access_ended_at = timezone.now()
    row.save(update_fields=["access_ended_at"])
    words = _("Access comes back, as was decided: %(title)s.")
    lines.write(row, by=by, type="task.access_ended", words=words)
    notices.tell(row, "task.access_ended", queries.owners_of(row))
    return row


def _take(row: Task, told: Told, by: Actor) -> tuple[list[str], datetime | None]:
    """Put what the kind asks for on the row; return it in words, and when it happened."""
    if row.kind == TaskKind.INFORM_PARENTS:
        return _informed(row, told)
    if row.kind == TaskKind.REMOVE_ACCESS:
        return _removed(row, told)
    if row.kind == TaskKind.COST:
        if told.amount is None:
            raise Refused(_("Give the amount in pounds."))
        row.amount = told.amount
        return [_("Amount: £%(amount)s.") % {"amount": told.amount}], None
    if row.kind == TaskKind.POLICY_REVIEW and told.policy:
        return [_called(row, told.policy, by)], None
    return [], None


def _called(row: Task, code: str, by: Actor) -> str:
    """Call the policy's review with the incident's reference, and no word of it."""
    policy = reviews.may_be_called().filter(code=code).first()
    if policy is None:
        raise Refused(_("Choose a policy that is in force."))
    calling.call_by_incident(policy=policy, incident=row.incident.audit_ref, by=by)
    return _("Review called: %(title)s.") % {"title": policy.title}


def _informed(row: Task, told: Told) -> tuple[list[str], datetime | None]:
    who, how = told.informed_who.strip(), told.informed_how.strip()
    if not (who and how and told.informed_at):
        raise Refused(_("Say who was informed, when and how."))
    row.informed_who, row.informed_how, row.informed_at = who, how, told.informed_at
    return [_("Informed: %(who)s. How: %(how)s.") % {"who": who, "how": how}], told.informed_at


def _removed(row: Task, told: Told) -> tuple[list[str], datetime | None]:
    if told.access_removed_at is None:
        raise Refused(_("Say when access was removed."))
    until, today = told.access_until, schools.local_today(row.school)
    row.access_removed_at, row.access_until = told.access_removed_at, until
    if until is None or until > today:
        row.access_ended_at = None
    if until is None:
        return [_("Removed until somebody decides otherwise.")], told.access_removed_at
    words = _("Access comes back on %(day)s.") % {"day": date_format(until, "j F Y")}
    return [words], told.access_removed_at
