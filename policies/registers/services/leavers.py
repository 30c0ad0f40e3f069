"""Who has left comes into the register of leavers by itself."""

from datetime import date, timedelta

from django.db import transaction

from esafety.access.actor import Actor
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.schools.models import Membership
from policies.registers import days
from policies.registers.choices import Source
from policies.registers.declared.persons import LEAVERS
from policies.registers.models import Entry
from policies.registers.services import keeping

_BACK = timedelta(days=365)
_WITH_ACCOUNTS = (Kind.PUPIL, Kind.STAFF, Kind.GOVERNOR, Kind.SUPPLY, Kind.COMMUNITY)


@transaction.atomic
def enter(*, today: date, by: Actor) -> int:
    """Enter everybody who left within the last year and is not there yet; how many there were.

    Somebody who is still open is not entered again, though their day was corrected meanwhile.
    """
    known, opened = _known()
    found: list[tuple[int | str, date]] = [
        (pk, left) for pk, left in _people(today) if (pk, left) not in known and pk not in opened
    ]
    found += [
        (name, left)
        for name, left in _members(today)
        if (name, left) not in known and name not in opened
    ]
    for who, left in found:
        typed = {
            "who": who,
            "left_on": left.isoformat(),
            "remove_by": days.a_month_after(left).isoformat(),
        }
        keeping.write_new(register=LEAVERS, typed=typed, by=by, source=Source.SYSTEM)
    return len(found)


def _known() -> tuple[set[tuple[int | str, date]], set[int | str]]:
    """Who is in the register, with the day on which they left; and who is still open."""
    known, opened = set(), set()
    rows = Entry.objects.filter(register=LEAVERS.code).values_list("state", "values")
    for state, values in rows:
        known.add((values["who"], date.fromisoformat(values["left_on"])))
        if state == LEAVERS.first_state.code:
            opened.add(values["who"])
    return known, opened


def _people(today: date) -> list[tuple[int, date]]:
    rows = Person.objects.filter(kind__in=_WITH_ACCOUNTS, left_on__range=(today - _BACK, today))
    return list(rows.order_by("left_on", "pk").values_list("pk", "left_on"))


def _members(today: date) -> list[tuple[str, date]]:
    """Former members without an entry in the directory, by the name of their account."""
    rows = Membership.objects.filter(left_on__range=(today - _BACK, today), person__isnull=True)
    return list(rows.order_by("left_on", "pk").values_list("display_name", "left_on"))
