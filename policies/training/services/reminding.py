"""Reminders: to who is due, and to those who keep training; each once."""

from datetime import date

from django.db import transaction

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from policies.training import queries
from policies.training.rules import Line, step

DUE, OVERDUE = "training.due", "training.overdue"
MINE, ALL = "training:mine", "training:overdue"


@transaction.atomic
def remind(*, member: int, line: Line, today: date, by: Actor) -> bool:
    """Tell a member of one thing that is due, once for each step before and after its day."""
    at, found = step(line, today), schools.current_members().filter(pk=member).first()
    if not at or found is None:
        return False
    told = notices.tell(
        member=found,
        kind=DUE,
        object=MINE,
        school_id=by.school_id,
        once_key=f"{DUE}:{line.rule}:{line.on:%Y%m%d}:{at}",
    )
    if told is not None:
        facts = {"member": member, "rule": line.rule, "step": at}
        audit.record(by=by, type="training.reminded", object=MINE, data=facts)
    return told is not None


@transaction.atomic
def tell_keepers(*, today: date, by: Actor) -> int:
    """Tell those who keep training that somebody is overdue, once a week; how many were told."""
    year, week, _day = today.isocalendar()
    told = 0
    for member in schools.holders_of(Permission.TRAINING_KEEP):
        notice = notices.tell(
            member=member,
            kind=OVERDUE,
            object=ALL,
            school_id=by.school_id,
            once_key=f"{OVERDUE}:{year}-{week}",
        )
        told += notice is not None
    if told:
        audit.record(by=by, type="training.keepers_told", object=ALL, data={"told": told})
    return told


def remind_all(*, today: date, by: Actor) -> int:
    """Everybody for whom a step has come, then the keepers; how many people were reminded. Each
    in a transaction of its own, so that one who fails keeps nobody else from being told.

    Nobody is reminded at a school that has entered no session yet: there everybody would be late.
    """
    if not queries.is_kept():
        return 0
    standings = queries.standings(today)
    due = [(s.member.pk, line) for s in standings for line in s.lines if step(line, today)]
    told = sum(remind(member=member, line=line, today=today, by=by) for member, line in due)
    if any(line.is_overdue(today) for _member, line in due):
        tell_keepers(today=today, by=by)
    return told
