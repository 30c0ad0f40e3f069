"""Reminders of registers: each member is told once of each reminder, however often this runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

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


@dataclass(frozen=True)
class _Call:
    """One reminder that is due: what it is about, what keeps it from being sent twice, whose it
    is, and its entry."""

    about: str
    once_key: str
    reminders: Reminders
    entry: Entry


@transaction.atomic
def remind(*, register: Register, school: School, today: date, by: Actor) -> int:
    """Remind of every open entry of the register whose day has come; how many notices were made."""
    told = 0
    holders: dict[Reminders, list[Membership]] = {}
    for call in _new(register, school, today):
        found = holders.setdefault(call.reminders, _holders(call.reminders))
        members = {one.pk: one for one in [*found, *_maker(call.reminders, call.entry)]}
        told += _tell(members.values(), REMIND, call.about, call.once_key, school)
    return _recorded(register, told, by)


def _new(register: Register, school: School, today: date) -> list[_Call]:
    """The reminders that are due and of which nobody has been told."""
    zone = ZoneInfo(school.timezone)
    found: dict[str, _Call] = {}
    for entry in queries.open_with_a_day(register):
        made_on = entry.made_at.astimezone(zone).date()
        for reminders, on, kind in _days(register, entry):
            day = days.point(reminders, on, made_on=made_on, today=today)
            if day is None:
                continue
            about = f"register:{register.code}" if reminders.together else str(entry)
            mark = f"{monday_of(today)}" if reminders.together else f"{on}:{day}{kind}"
            call = _Call(about, f"{about}:{mark}", reminders, entry)
            found.setdefault(call.once_key, call)
    told = queries.told_before(found)
    return [call for once_key, call in found.items() if once_key not in told]


def _days(register: Register, entry: Entry) -> Iterable[tuple[Reminders, date, str]]:
    """The days of an entry that are reminded of, with the mark of a last day beside another."""
    apart = register.end_reminders
    on = entry.due_on if apart is not None else entry.due_on or entry.ends_on
    if register.reminders is not None and on is not None:
        yield register.reminders, on, ""
    if apart is not None and entry.ends_on is not None:
        yield apart, entry.ends_on, ":end"


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
