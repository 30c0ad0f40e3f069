"""What is decided by the school's grid about one person: all of it in one act."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools
from incidents import entries
from incidents.choices import EntryKind, PersonKind, Status
from incidents.models import Decision, Incident, InvolvedPerson, Measure, Task
from incidents.sanctions import queries, workflow
from incidents.sanctions.actions import title_of
from incidents.sanctions.proposals import Misuse, Proposal
from incidents.sanctions.queries import Earlier, GridInForce
from incidents.sanctions.services.weighing import Choice, Reasons, Weighed, check, in_words, weigh
from incidents.services import triage
from incidents.tasking import services as tasks

_PLAIN = Reasons()


@transaction.atomic
def decide(
    *,
    incident: Incident,
    involved: InvolvedPerson,
    by: Actor,
    grid: str,
    misuse: str,
    choices: Sequence[Choice],
    seen: int,
    stamp: str = "",
    reasons: Reasons = _PLAIN,
) -> Decision:
    """Keep what is decided for a misuse with the grid's row as it was on the day of the incident,
    and give the actions that are taken as tasks. All of it or nothing.

    `seen` is how many decisions about this person the page showed, `stamp` the grid it showed:
    when either is another by now, nothing is kept. Each departure needs a reason (spec/triage.md).
    Whoever decides has read the report: that acknowledges it where nobody did.
    """
    row = _hold(incident, by)
    one = _ready(involved, row)
    used, line = _row_in_force(one, grid, misuse, stamp)
    before = list(queries.decisions_about([one]))
    if len(before) != seen:
        raise Refused(
            _("Somebody has decided about this person since you opened the page. Look below first.")
        )
    replaced = _replaced(before, used, line, reasons)
    found = queries.earlier(one, grid=used.code, misuse=line, actor=by)
    proposal = used.proposal(line, _occurrence(found, reasons))
    weighed = weigh(used.code, proposal, choices)
    check(weighed, schools.local_today(row.school))
    decision = _keep(one, by, used, proposal, found, reasons, replaced)
    entries.write(row, by=by, kind=EntryKind.SANCTION, text=in_words(decision, weighed))
    for each in weighed:
        _measure(decision, each, _give(row, one, by, each) if each.choice.taken else None)
    data = {"grid": used.code, "version": used.version.number, "misuse": line.code}
    audit.record(by=by, type="sanction.decided", object=row.audit_ref, data=data)
    return decision


def _hold(incident: Incident, by: Actor) -> Incident:
    row = entries.hold_open(incident, by)
    is_new = row.status == Status.SUBMITTED
    return triage.acknowledge(incident=row, by=by) if is_new else row


def _ready(involved: InvolvedPerson, row: Incident) -> InvolvedPerson:
    """The person's row as it is now, if a grid may be used for them."""
    one: InvolvedPerson | None = InvolvedPerson.objects.filter(pk=involved.pk, incident=row).first()
    if one is None:
        raise Refused(_("This person is not part of this incident."))
    one.incident = row
    asked = one.kind == PersonKind.STAFF and queries.lado_considered(one)
    workflow.check_ready(one, lado_considered=asked)
    return one


def _row_in_force(
    one: InvolvedPerson, grid: str, misuse: str, stamp: str
) -> tuple[GridInForce, Misuse]:
    used = next((each for each in queries.grids_for(one) if each.code == grid), None)
    line = used.misuse(misuse) if used else None
    if used is None or line is None:
        raise Refused(_("The grid that was in force on that day does not have this row."))
    if stamp and stamp != used.stamp:
        raise Refused(
            _("The grid for this incident changed since you opened the page. Look below first.")
        )
    return used, line


def _occurrence(found: Earlier, reasons: Reasons) -> int:
    wanted = reasons.occurrence
    if wanted is None or wanted == found.occurrence:
        return found.occurrence
    if not reasons.occurrence_reason.strip():
        words = _("The count is %(counted)s. Give a reason for another number.")
        raise Refused(words % {"counted": found.occurrence})
    return wanted


def _replaced(
    before: Iterable[Decision], used: GridInForce, line: Misuse, reasons: Reasons
) -> Decision | None:
    """The decision that this one stands in place of; the same misuse is never decided twice."""
    present = [each for each in before if queries.is_present(each)]
    same = [each for each in present if (each.grid, each.misuse) == (used.code, line.code)]
    if reasons.replaces is None and not same:
        return None
    if reasons.replaces not in (same or present):
        raise Refused(
            _("This was decided before. Say that the new decision is instead of that one.")
        )
    if not reasons.replaces_reason.strip():
        raise Refused(_("Give a reason for deciding again."))
    return reasons.replaces


def _keep(
    one: InvolvedPerson,
    by: Actor,
    used: GridInForce,
    proposal: Proposal,
    found: Earlier,
    reasons: Reasons,
    replaced: Decision | None,
) -> Decision:
    line, occurrence = proposal.misuse, _occurrence(found, reasons)
    decision: Decision = Decision.objects.create(
        school_id=one.school_id,
        incident=one.incident,
        involved=one,
        version=used.version,
        responses=used.responses,
        grid=used.code,
        misuse=line.code,
        misuse_words=line.words,
        level=line.level,
        row=proposal.row,
        counted=found.occurrence,
        occurrence=occurrence,
        occurrence_reason=reasons.occurrence_reason if occurrence != found.occurrence else "",
        counted_from=found.since,
        earlier=found.references,
        note=reasons.note,
        replaces=replaced,
        replaces_reason=reasons.replaces_reason if replaced else "",
        decided_at=timezone.now(),
        decided_by_id=by.membership_id,
    )
    return decision


def _give(row: Incident, one: InvolvedPerson, by: Actor, each: Weighed) -> Task:
    choice, act = each.choice, each.act
    soon = queries.next_school_day(row) if act.needs_until else None
    given: Task = tasks.give(
        incident=row,
        by=by,
        kind=act.kind,
        title=title_of(act, each.offer.words),
        words=choice.words,
        about=one,
        names_person=act.names_person,
        owner=choice.owner,
        owner_role="" if choice.owner else choice.owner_role or act.owner,
        due_on=choice.due_on or soon,
        access_until=choice.access_until if act.needs_until else None,
        amount=choice.amount if act.needs_amount else None,
    )
    return given


def _measure(decision: Decision, each: Weighed, task: Task | None) -> None:
    offer, choice = each.offer, each.choice
    Measure.objects.create(
        school_id=decision.school_id,
        decision=decision,
        code=offer.code,
        words=offer.words,
        condition=offer.condition,
        proposed=offer.proposed,
        taken=choice.taken,
        reason=choice.reason if choice.taken != offer.proposed else "",
        task=task,
    )
