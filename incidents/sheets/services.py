"""Writing sheets and correcting them, and the marks of an incident."""

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from incidents import entries, permissions
from incidents.choices import EntryKind
from incidents.models import Incident, InvolvedPerson, Sheet
from incidents.services import record
from incidents.sheets import marks, queries, workflow
from incidents.sheets.choices import SheetKind
from incidents.sheets.facts import Action, Facts, Kind
from incidents.sheets.kinds import KINDS


@transaction.atomic
def write(*, incident: Incident, by: Actor, kind: SheetKind, facts: Facts) -> Sheet:
    """Write a new sheet with its line in the chronology, and the immediate actions of Appendix I
    that it tells of, so that nothing is typed twice. Raises Refused for facts that do not do."""
    row, what = entries.hold_open(incident, by), KINDS[kind]
    zone = ZoneInfo(row.school.timezone)
    _check(what, facts, row, zone)
    number = queries.next_number(row, kind)
    sheet = _keep(row, by, what, facts, zone, number=number, revision=1, reason="")
    entries.write(
        row,
        by=by,
        kind=EntryKind.SHEET,
        text=what.sentence(facts),
        happened_at=what.happened_at(facts, zone),
    )
    data = {"kind": str(kind), "number": number}
    audit.record(by=by, type="sheet.written", object=row.audit_ref, data=data)
    _act(row, by, what.actions(facts, zone))
    return sheet


@transaction.atomic
def correct(
    *,
    incident: Incident,
    by: Actor,
    kind: SheetKind,
    number: int,
    revision: int,
    facts: Facts,
    reason: str,
) -> Sheet:
    """Write the next revision of a sheet; the earlier ones stay. `revision` is the one that the
    writer has read: Raises Refused when somebody else corrected it since, without a reason, or
    when nothing differs."""
    row, what = entries.hold_open(incident, by), KINDS[kind]
    before = queries.present(row, kind, number)
    if before is None:
        raise Refused(_("This sheet was not found."))
    if before.revision != revision:
        raise _overtaken()
    if not reason.strip():
        raise Refused(_("Give a reason."))
    if before.facts == dict(facts):
        raise Refused(_("Nothing is different from what the sheet says."))
    zone = ZoneInfo(row.school.timezone)
    _check(what, facts, row, zone)
    given = {"number": number, "revision": revision + 1, "reason": reason}
    sheet = _keep(row, by, what, facts, zone, **given)
    # "Corrected" first: the reason is the writer's, the sentence is what the sheet says now.
    words = _("Corrected: %(title)s. %(sentence)s") % {
        "title": what.title,
        "sentence": what.sentence(facts),
    }
    entries.write(row, by=by, kind=EntryKind.SHEET, text=f"{words}\n\n{reason}")
    data = {"kind": str(kind), "number": number}
    audit.record(by=by, type="sheet.corrected", object=row.audit_ref, data=data)
    told = {one.action for one in what.actions(before.facts, zone)}
    _act(row, by, [one for one in what.actions(facts, zone) if one.action not in told])
    return sheet


@transaction.atomic
def mark(
    *,
    incident: Incident,
    by: Actor,
    ai_generated: bool,
    strands: Iterable[str],
    roles: Mapping[InvolvedPerson, str],
    stamp: str,
) -> Incident:
    """Set the marks of the record: whether AI had a part, equality strands, roles in bullying.

    What stood there before is kept in the chronology; where nothing differs, nothing is written.
    `stamp` is what the page showed: nobody takes back what they have not seen.
    """
    row = entries.hold_open(incident, by)
    numbered = queries.numbered(row)
    if stamp != marks.stamp(row, numbered):
        raise Refused(marks.overtaken(row, numbered.values()))
    people = list(numbered.values())
    changes = marks.apply(row, ai_generated=ai_generated, strands=strands)
    changes += marks.apply_roles(people, roles)
    if not changes:
        return row
    InvolvedPerson.objects.bulk_update(people, ["bullying_role"])
    entries.write(row, by=by, kind=EntryKind.NOTE, changes=changes)
    data = {"fields": [one["field"] for one in changes]}
    audit.record(by=by, type="incident.marked", object=row.audit_ref, data=data)
    return row


@transaction.atomic
def record_export(*, kind: SheetKind, by: Actor) -> None:
    """Record that the register of one kind was taken as a file. Raises Refused without the right
    to export."""
    permissions.check_can_export(by)
    data = {"kind": str(kind)}
    audit.record(by=by, type="sheet.register_exported", object="log:sheets", data=data)


def _overtaken() -> Refused:
    return Refused(
        _(
            "Somebody else corrected this sheet while you were writing. What you wrote is still "
            "here: open the sheet in another window, read what they wrote, and begin again there."
        )
    )


def _check(kind: Kind, facts: Facts, incident: Incident, zone: ZoneInfo) -> None:
    found = workflow.problems(kind, facts, zone)
    if found:
        raise Refused(found[0][1])


def _keep(
    incident: Incident, by: Actor, kind: Kind, facts: Facts, zone: ZoneInfo, **own: Any
) -> Sheet:
    """The revision's row; a number taken meanwhile is a sentence, not an error."""
    row = Sheet(
        school_id=incident.school_id,
        incident=incident,
        kind=kind.code,
        facts=dict(facts),
        clock_at=kind.clock(facts, zone),
        settled=kind.settled(facts),
        made_at=timezone.now(),
        made_by_id=by.membership_id or 0,
        **own,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise _overtaken() from None
    return row


def _act(incident: Incident, by: Actor, actions: Iterable[Action]) -> None:
    for one in actions:
        record.add_action(
            incident=incident,
            by=by,
            action=one.action,
            who=one.who,
            happened_at=one.happened_at,
            text=one.text,
        )
