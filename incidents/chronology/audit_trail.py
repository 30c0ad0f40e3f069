"""Who may know that a chronology was opened, and what it is called in the audit log."""

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.audit import objects
from esafety.people.choices import Kind
from esafety.people.models import Person
from incidents.chronology import queries


def seen_by(actor: Actor, refs: set[str]) -> set[str]:
    """That the chronology of a pupil was opened is told to who reads the audit log, that of an
    adult only to those who handle what is about staff; nobody learns of their own or their
    child's. The rule asks nothing about incidents, so that it tells nothing of any."""
    rows = Person.objects.filter(pk__in=_ids(refs)).exclude(pk__in=queries.close_to(actor))
    if not actor.can(Permission.INCIDENT_STAFF):
        rows = rows.filter(kind=Kind.PUPIL)
    return {f"chronology:{pk}" for pk in rows.values_list("pk", flat=True)}


def named(refs: set[str]) -> dict[str, str]:
    """People of the school in scope by their names."""
    return {f"chronology:{one.pk}": one.name for one in Person.objects.filter(pk__in=_ids(refs))}


def _ids(refs: set[str]) -> set[int]:
    numbers = (ref.partition(":")[2] for ref in refs)
    return {int(number) for number in numbers if number.isdigit()}


objects.register("chronology", seen_by=seen_by, names=named)
