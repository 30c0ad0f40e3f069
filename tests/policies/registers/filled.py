"""Sound values for every declared register, and the same as a form posts them."""

from datetime import date

from esafety.people.models import Person
from policies.registers.declared import Field, Kind, Register
from policies.registers.services import keeping

TODAY = date(2026, 11, 16)  # a Monday of the autumn term
WEEK = {"week": "2026-11-09"}


def values(register: Register, school, member: int, **changed) -> dict[str, object]:
    """Sound values of what the form asks for: days in order, the first answer of each choice."""
    person = Person.objects.filter(first_name="Ada").first() or _ada(school)
    found = {
        one.name: _value(one, number, member, person.pk)
        for number, one in enumerate(register.asked_at_first)
    }
    return {**found, **(WEEK if register.weekly else {}), **changed}


def _ada(school):
    from tests.factories.people import make_person

    return make_person(school, "Ada Ash", kind="governor", job_title="Parent governor")


def _value(one: Field, number: int, member: int, person: int) -> object:
    if one.kind == Kind.DAY:
        return "2026-11-20" if one.from_day else "2026-11-10" if one.past else "2026-11-18"
    return {
        Kind.YES_NO: True,
        Kind.MEMBER: member,
        Kind.PERSON: person,
        Kind.MONEY: "249.50",
        Kind.CHOICE: one.choices[0][0] if one.choices else "",
    }.get(one.kind, f"Words {number}")


def posted(register: Register, some: dict[str, object], fields=None) -> dict[str, str]:
    """Values as the page posts them."""
    found: dict[str, str] = {}
    for one in fields or register.asked_at_first:
        value = some.get(one.name)
        if value is None:
            continue
        if one.kind == Kind.DAY:
            year, month, day = str(value).split("-")
            found |= {f"{one.name}_0": day, f"{one.name}_1": month, f"{one.name}_2": year}
        elif one.kind == Kind.PERSON and isinstance(value, int):
            found[one.name] = Person.objects.get(pk=value).name
            found[f"{one.name}_number"] = str(value)
        elif one.kind == Kind.YES_NO:
            found[one.name] = "yes" if value else "no"
        else:
            found[one.name] = str(value)
    return found


def keeper_of(register: Register) -> str:
    """Who of the cast adds to the register."""
    return "hari" if register.secret else "lena" if _is_leads(register) else "hari"


def _is_leads(register: Register) -> bool:
    return any(role.value == "lead" for role in register.kept_by | register.asked_by)


def make_entry(register: Register, school, by, **changed):
    """One entry, made by the actor."""
    some = values(register, school, by.membership_id, **changed)
    return keeping.add(register=register, typed=some, by=by)
