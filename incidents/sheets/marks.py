"""The marks of a record in words, and what setting them changes. No queries."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from incidents.choices import PersonKind
from incidents.models import Incident, InvolvedPerson
from incidents.sheets.choices import BullyingRole, Strand

LABELS = {
    "ai_generated": lazy("AI made or simulated something in it"),
    "strands": lazy("Equality strands"),
    "bullying_role": lazy("Roles in bullying"),
}


def apply(row: Incident, *, ai_generated: bool, strands: Iterable[str]) -> list[dict[str, str]]:
    """Put the flag and the strands on the row and return what changed. The caller saves it."""
    wanted = set(strands)
    in_order = [code for code in Strand.values if code in wanted]
    found = []
    for field, value in (("ai_generated", ai_generated), ("strands", in_order)):
        before = getattr(row, field)
        if before != value:
            found.append({"field": field, "before": words(before), "after": words(value)})
            setattr(row, field, value)
    return found


def apply_roles(
    people: Iterable[InvolvedPerson], chosen: Mapping[InvolvedPerson, str]
) -> list[dict[str, str]]:
    """Put each chosen role in bullying on the person's row and return what changed."""
    rows = list(people)
    before = roles(rows)
    for one in rows:
        one.bullying_role = chosen.get(one, one.bullying_role)
    after = roles(rows)
    if before == after:
        return []
    return [{"field": "bullying_role", "before": before, "after": after}]


def stamp(incident: Incident, people: Mapping[str, InvolvedPerson]) -> str:
    """What the marks say now, in codes: another as soon as somebody changes one."""
    given = [f"{number}:{one.bullying_role}" for number, one in people.items() if one.bullying_role]
    return "|".join(["ai" if incident.ai_generated else "", *incident.strands, *given])


def words(value: Any) -> str:
    """The flag, or the strands, in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return ", ".join(str(Strand(code).label) for code in value if code in Strand.values)


def roles(people: Iterable[InvolvedPerson]) -> str:
    """Who has which role in bullying, a line each."""
    return "\n".join(f"{one.name}: {role}" for one in people if (role := role_of(one)))


def overtaken(incident: Incident, people: Iterable[InvolvedPerson]) -> str:
    """That somebody else changed the marks, with what they say now."""
    said = [
        f"{LABELS['ai_generated']}: {words(incident.ai_generated)}",
        f"{LABELS['strands']}: {words(incident.strands) or _('none')}",
        *roles(people).splitlines(),
    ]
    sentence = _(
        "Somebody changed the marks since you opened the page. They say now: %(marks)s. Check "
        "yours below, then save again."
    )
    return sentence % {"marks": "; ".join(said)}


def role_of(one: InvolvedPerson) -> str:
    """One person's role in bullying in words; empty where none is given."""
    return str(BullyingRole(one.bullying_role).label) if one.bullying_role else ""


def askable(people: Mapping[str, InvolvedPerson]) -> dict[str, InvolvedPerson]:
    """Those who may have a role in bullying: the children on the record, and whoever has one."""
    return {
        number: one
        for number, one in people.items()
        if one.removed_at is None and (one.kind == PersonKind.CHILD or one.bullying_role)
    }
