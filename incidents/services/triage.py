"""What is done with a report once it has come in, up to its closing (spec/triage.md, States)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools.models import Membership
from incidents import chain, entries, merging, permissions, queries, references, workflow
from incidents.cases import notices
from incidents.cases.handing_on import ids_of_handling, settle
from incidents.cases.permissions import check_can_share
from incidents.choices import EntryKind, PersonKind, Status
from incidents.models import Exclusion, Incident, InvolvedPerson, NotSamePerson, TypedSpelling
from incidents.sheets.settling import check_settled


@transaction.atomic
def acknowledge(*, incident: Incident, by: Actor, note: str = "") -> Incident:
    """Say that the report has been read. Whoever does so handles it, unless somebody does."""
    row = entries.hold(incident, by)
    act = "incident.acknowledged"
    workflow.check_move(start=row.status, to=Status.ACKNOWLEDGED, act=act, reason=note)
    row.acknowledged_at, row.acknowledged_by_id = timezone.now(), by.membership_id
    row.handler_id = row.handler_id or by.membership_id
    entries.move(row, to=Status.ACKNOWLEDGED, by=by, reason=note)
    audit.record(by=by, type=act, object=row.audit_ref, data={"from": Status.SUBMITTED})
    return row


@transaction.atomic
def start(*, incident: Incident, by: Actor, reason: str = "") -> Incident:
    """Begin to investigate; going back from action in progress needs a reason."""
    row = entries.hold(incident, by)
    before = row.status
    act = "incident.started"
    workflow.check_move(start=before, to=Status.INVESTIGATING, act=act, reason=reason)
    entries.move(row, to=Status.INVESTIGATING, by=by, reason=reason)
    audit.record(by=by, type=act, object=row.audit_ref, data={"from": before})
    return row


@transaction.atomic
def begin_action(*, incident: Incident, by: Actor, reason: str = "") -> Incident:
    """Say that action is in progress, with or without an investigation before it."""
    row = entries.hold(incident, by)
    before = row.status
    move = workflow.check_move(start=before, to=Status.IN_ACTION, reason=reason)
    entries.move(row, to=Status.IN_ACTION, by=by, reason=reason)
    audit.record(by=by, type=move.audit_type, object=row.audit_ref, data={"from": before})
    return row


@transaction.atomic
def mark_not_incident(*, incident: Incident, by: Actor, reason: str) -> Incident:
    """Set aside a report that turned out to be no incident. It is kept, with the reason."""
    row = entries.hold(incident, by)
    before = row.status
    move = workflow.check_move(start=before, to=Status.NOT_INCIDENT, reason=reason)
    check_settled(row)
    entries.move(row, to=Status.NOT_INCIDENT, by=by, reason=reason)
    audit.record(by=by, type=move.audit_type, object=row.audit_ref, data={"from": before})
    return row


@transaction.atomic
def merge(*, incident: Incident, by: Actor, into: str, reason: str) -> Incident:
    """Merge this report into another, given by its reference. Both are the actor's by their role:
    each becomes as narrow as the other.

    The people go with it, so whoever this one names is shut out of the other as well.
    """
    target = _to_merge_into(incident, by, into)
    # Both rows in one order, so that two people who merge crosswise cannot block each other.
    both = sorted((incident, target), key=lambda one: one.pk)
    held = {one.pk: entries.hold(one, by) for one in both}
    row, target, before = held[incident.pk], held[target.pk], held[incident.pk].status
    for one in (row, target):
        check_can_share(by, one)
    move = workflow.check_move(start=before, to=Status.MERGED, reason=reason)
    check_settled(row)
    if target.status in (Status.MERGED, Status.NOT_INCIDENT):
        raise Refused(
            _("The other incident is itself set aside or merged. Choose one that is kept.")
        )
    handled = ids_of_handling(target)
    row.merged_into = target
    narrower = _narrow_both(row, target)
    entries.move(row, to=Status.MERGED, by=by, reason=reason)
    audit.record(by=by, type=move.audit_type, object=row.audit_ref, data={"from": before})
    _narrow_what_was_merged(target)
    _take_people_along(row, target)
    _keep_out_of_both(row, target)
    words = _("%(reference)s was merged into this incident, with the people it names.")
    text = words % {"reference": row.reference}
    entries.write(target, by=by, kind=EntryKind.NOTE, text=text)
    audit.record(by=by, type="incident.entry_added", object=target.audit_ref)
    settle(target, by=by, before=() if narrower else handled)
    return row


@transaction.atomic
def choose_handler(
    *, incident: Incident, by: Actor, handler: Membership, reason: str = ""
) -> Incident:
    """Give the case to a member who handles incidents and may see this one."""
    row = entries.hold_open(incident, by)
    if handler.pk not in {member.pk for member in chain.may_handle(row)}:
        raise Refused(_("Choose somebody who may handle this incident."))
    if row.handler_id == handler.pk:
        raise Refused(_("They handle this incident already."))
    before = row.handler.display_name if row.handler else ""
    row.handler = handler
    change = {"field": "handler", "before": before, "after": handler.display_name}
    entries.write(row, by=by, kind=EntryKind.NOTE, text=reason, changes=[change])
    data = {"handler": f"member:{handler.pk}"}
    audit.record(by=by, type="incident.handler_changed", object=row.audit_ref, data=data)
    if handler.pk != by.membership_id:
        notices.tell_yours_now(handler, row)
    return row


def _to_merge_into(incident: Incident, by: Actor, into: str) -> Incident:
    """The incident with that reference. One that may not be seen is the same as none."""
    permissions.check_can_triage(by, incident)
    tidy = references.tidy(into)
    target = queries.visible_to(by).filter(reference=tidy).first() if tidy else None
    if target is None:
        raise Refused(_("There is no incident with this reference that you can merge into."))
    if target.pk == incident.pk:
        raise Refused(_("An incident cannot be merged into itself."))
    return target


def _narrow_both(row: Incident, target: Incident) -> bool:
    """Each becomes as narrow as the other; True when the target was wider. "Merged into another"
    must not tell of what is hidden."""
    before = (target.staff_subject, target.child_protection)
    target.staff_subject |= row.staff_subject
    target.child_protection |= row.child_protection
    row.staff_subject, row.child_protection = target.staff_subject, target.child_protection
    return before != (target.staff_subject, target.child_protection)


def _narrow_what_was_merged(target: Incident) -> None:
    """As narrow as the target: it says that it was merged, in however many steps."""
    marks = {name: True for name in ("staff_subject", "child_protection") if getattr(target, name)}
    if marks:
        Incident.objects.filter(pk__in=merging.taken_up(target)).update(**marks)


def _take_people_along(row: Incident, target: Incident) -> None:
    """Copy to the target who it does not name yet, with what was said about typed names.

    A typed name that was said there to be another person is copied all the same: here nobody may
    have said so, and then it still shuts out.
    """
    there = target.involved.filter(removed_at=None, cleared=None)
    known = {_who(one) for one in there}
    for one in row.involved.all():
        if _who(one) in known or one.kind == PersonKind.UNKNOWN:
            continue
        source, one.pk, one.incident = one.pk, None, target
        one.save(force_insert=True)
        for copied in (TypedSpelling, NotSamePerson):
            _copy_rows(copied.objects.filter(involved=source), one)


def _keep_out_of_both(row: Incident, target: Incident) -> None:
    """Whoever has no part in this case has none in the one that takes it up."""
    present = Exclusion.objects.filter(lifted_at__isnull=True)
    known = set(present.filter(incident=target).values_list("member", flat=True))
    for one in present.filter(incident=row).exclude(member__in=known):
        one.pk, one.incident = None, target
        one.save(force_insert=True)


def _who(one: InvolvedPerson) -> tuple[int | None, str]:
    return one.person_id, "" if one.person_id else one.typed_name.casefold()


def _copy_rows(rows: Iterable[TypedSpelling | NotSamePerson], one: InvolvedPerson) -> None:
    for row in rows:
        row.pk, row.involved = None, one
        if isinstance(row, TypedSpelling):
            row.incident = one.incident
        row.save(force_insert=True)
