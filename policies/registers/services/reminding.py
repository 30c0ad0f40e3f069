"""Reminders of registers: each member is told once of each reminder, however often this runs."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.notices import queries as notices
from esafety.notices.services import telling
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School
from policies.registers import days, queries
from policies.registers.declared import Register, Reminders
from policies.registers.models import Entry
from policies.registers.queries import weeks
from policies.registers.values import monday_of

REMIND, MISSING = "register.reminder", "register.missing"


@transaction.atomic
def remind(*, register: Register, school: School, today: date, by: Actor) -> int:
    """Remind of every open entry of the register whose day has come; how many notices were made."""
    if register.reminders is None:
        return 0
    told, holders = 0, _holders(register.reminders)
    for about, once_key, entry in _new(register, register.reminders, school, today):
        members = {one.pk: one for one in [*holders, *_maker(register.reminders, entry)]}
        told += _tell(members.values(), REMIND, about, once_key, school)
    return _recorded(register, told, by)


def _new(
    register: Register, reminders: Reminders, school: School, today: date
) -> list[tuple[str, str, Entry]]:
    """The reminders that are due and of which nobody has been told: what each is about, what keeps
    it from being sent twice, and its entry."""
    zone = schools.calendar_of(school).zone
    found: dict[str, tuple[str, str, Entry]] = {}
    for entry in queries.open_with_a_day(register):
        on = entry.due_on or entry.ends_on
        made_on = entry.made_at.astimezone(zone).date()
        day = days.point(reminders, on, made_on=made_on, today=today) if on else None
        if day is None:
            continue
        about = f"register:{register.code}" if reminders.together else str(entry)
        mark = monday_of(today) if reminders.together else f"{on}:{day}"
        found.setdefault(f"{about}:{mark}", (about, f"{about}:{mark}", entry))
    told = queries.told_before(found)
    return [row for once_key, row in found.items() if once_key not in told]


@transaction.atomic
def remind_of_weeks(*, register: Register, school: School, today: date, by: Actor) -> int:
    """Once a week, while weeks of term are missing in a weekly register; how many were told."""
    if register.reminders is None or not weeks.missing(school, register, today):
        return 0
    about = f"register:{register.code}"
    members = _holders(register.reminders)
    return _recorded(
        register, _tell(members, MISSING, about, f"{about}:{monday_of(today)}", school), by
    )


def _holders(reminders: Reminders) -> list[Membership]:
    return list(schools.holders(*reminders.who)) if reminders.who else []


def _maker(reminders: Reminders, entry: Entry) -> list[Membership]:
    if not reminders.maker or not entry.made_by_id:
        return []
    return list(schools.current_members().filter(pk=entry.made_by_id))


def _tell(
    members: Iterable[Membership], kind: str, about: str, once_key: str, school: School
) -> int:
    told = 0
    for member in members:
        if notices.exists_for(member, about):
            made = telling.tell(
                member=member, kind=kind, object=about, school_id=school.pk, once_key=once_key
            )
            told += made is not None
    return told


def _recorded(register: Register, told: int, by: Actor) -> int:
    if told:
        data = {"notices": told}
        audit.record(by=by, type="register.reminded", object=f"register:{register.code}", data=data)
    return told
