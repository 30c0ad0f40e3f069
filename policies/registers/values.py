"""The values of an entry: what they are in words, what stands beside them, and what is wrong.

Pure: a declaration and values in, words out. Values are as JSON keeps them: a day as 2026-09-04, a
person or member by number, money as "12.50".
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies.registers.declared.shape import Field, Kind, Register, Values

LONGEST_LINE, LONGEST_WORDS = 200, 5000
_MONEY = re.compile(r"\d{1,9}(\.\d{2})?", re.ASCII)


@dataclass(frozen=True)
class Names:
    """What people and members are called, by number."""

    people: dict[int, str] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)


def day_of(value: Any) -> date | None:
    """The day that is kept, if it is one."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def words(one: Field, value: Any, names: Names, *, days: str = "j F Y") -> str:
    """The value as a person reads it; "" where nothing is given. `days`: how a day is written."""
    if value is None or value == "":
        return ""
    if one.kind == Kind.DAY:
        day = day_of(value)
        return date_format(day, days) if day else ""
    if one.kind == Kind.YES_NO:
        return _("Yes") if value else _("No")
    if one.kind == Kind.CHOICE:
        return one.choice_label(value)
    if one.kind == Kind.MONEY:
        return f"£{value}"
    if one.kind in (Kind.PERSON, Kind.MEMBER) and isinstance(value, int):
        known = names.people if one.kind == Kind.PERSON else names.members
        return known.get(value, _("Not known any more"))
    return str(value)


def cell(one: Field, value: Any, names: Names) -> str:
    """The value for a file that may be read in again: days as 2026-09-04, money without a sign."""
    return str(value or "") if one.kind in (Kind.DAY, Kind.MONEY) else words(one, value, names)


def money(text: str) -> str:
    """An amount as it is kept: without a pound sign and commas, with pence where given."""
    plain = text.replace("£", "").replace(",", "").strip()
    return plain if "." in plain or not plain.isdigit() else f"{plain}.00"


def fold(text: str) -> str:
    """Lower case without accents and marks, for search; figures stay."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


def search_words(register: Register, values: Values, reference: str, names: Names) -> str:
    """Everything that an entry can be found by, folded."""
    said = (words(one, values.get(one.name), names) for one in register.fields)
    return fold(" ".join([reference, *said]))


def beside(register: Register, values: Values) -> dict[str, Any]:
    """The days and the person that stand beside the values."""
    who = values.get(register.subject) if register.subject else None
    return {
        "starts_on": day_of(values.get(register.starts)),
        "ends_on": day_of(values.get(register.ends)),
        "due_on": due_day(register, values),
        "subject_id": who if isinstance(who, int) else None,
    }


def due_day(register: Register, values: Values) -> date | None:
    """The day by which an entry has to be dealt with."""
    if register.due_rule is not None:
        return register.due_rule(values)
    return day_of(values.get(register.due))


def is_dealt_with_late(register: Register, values: Values) -> bool:
    """Whether it was dealt with, but after its day."""
    done, due = day_of(values.get(register.done_on)), due_day(register, values)
    return done is not None and due is not None and done > due


def settled(register: Register, values: Values) -> dict[str, Any]:
    """The values as they are kept: nothing empty, and a week by its Monday."""
    kept = {name: value for name, value in values.items() if value is not None and value != ""}
    week = day_of(kept.get(register.weekly)) if register.weekly else None
    if week is not None:
        kept[register.weekly] = monday_of(week).isoformat()
    return kept


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def week_words(week: date) -> str:
    """A missing week."""
    return _("Week beginning %(day)s") % {"day": date_format(week, "j F Y")}


def people_in(registers_values: Iterable[tuple[Register, Values]]) -> tuple[set[int], set[int]]:
    """The numbers of the people and of the members that some values name."""
    found: dict[Kind, set[int]] = {Kind.PERSON: set(), Kind.MEMBER: set()}
    for register, values in registers_values:
        for one in register.fields:
            value = values.get(one.name)
            if one.kind in found and isinstance(value, int):
                found[one.kind].add(value)
    return found[Kind.PERSON], found[Kind.MEMBER]


def faults(
    register: Register, values: Values, *, asked: Iterable[Field], today: date
) -> dict[str, str]:
    """What is wrong with the values, a sentence for each field; empty when they can be kept.

    `asked`: the fields that are filled in now, of which the needed ones must be given.
    """
    found: dict[str, str] = {}
    for one in asked:
        value = values.get(one.name)
        if value is None or value == "":
            if one.needed:
                found[one.name] = missing(one)
        elif sentence := _fault(one, value, values, today):
            found[one.name] = sentence
    unknown = set(values) - {one.name for one in register.fields}
    return found | dict.fromkeys(unknown, _("The register has no such field."))


def missing(one: Field) -> str:
    """The sentence for a needed field that is empty."""
    if one.kind in (Kind.CHOICE, Kind.YES_NO):
        return _("Choose an answer for “%(label)s”.") % {"label": one.label}
    return _("Fill in “%(label)s”.") % {"label": one.label}


def _fault(one: Field, value: Any, values: Values, today: date) -> str:
    if one.kind == Kind.DAY:
        return _fault_of_day(one, value, values, today)
    if one.kind == Kind.CHOICE:
        known = any(code == value for code, _label in one.choices)
        return "" if known else _("Choose one of the answers.")
    if one.kind == Kind.YES_NO:
        return "" if isinstance(value, bool) else _("Choose yes or no.")
    if one.kind == Kind.MONEY:
        sound = isinstance(value, str) and _MONEY.fullmatch(value)
        return "" if sound else _("Enter an amount in pounds, such as 249.99.")
    if one.kind == Kind.MEMBER:
        return "" if _is_number(value) else _("Choose somebody who has an account.")
    if one.kind == Kind.PERSON and not _is_number(value) and not one.free:
        return _("Choose somebody from the directory.")
    most = LONGEST_WORDS if one.kind == Kind.WORDS else LONGEST_LINE
    if isinstance(value, str) and len(value) > most:
        return _("Use %(most)s characters or fewer.") % {"most": most}
    return ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _fault_of_day(one: Field, value: Any, values: Values, today: date) -> str:
    day = day_of(value)
    if day is None:
        return _("Enter a day that exists, such as 4 9 2026.")
    if one.past and day > today:
        return _("This day is in the future.")
    first = day_of(values.get(one.from_day)) if one.from_day else None
    if first is not None and day < first:
        return _("This day is before the first one.")
    if one.within and first is not None and (day - first).days > one.within:
        return _("This is more than a year after it. Choose an earlier day.")
    return ""
