"""Days inside a term without school: half-term, holidays, inset days."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import permissions, queries
from esafety.schools.choices import ClosureKind
from esafety.schools.models import Closure, School


@transaction.atomic
def add(*, by: Actor, kind: str, label: str, starts_on: date, ends_on: date) -> Closure:
    """Add days without school, both ends included. Refused where they lie in no term."""
    closure = Closure(school=_hold(by))
    return _keep(by, closure, kind=kind, label=label, days=(starts_on, ends_on), act="added")


@transaction.atomic
def change(
    *, by: Actor, closure: Closure, kind: str, label: str, starts_on: date, ends_on: date
) -> Closure:
    """Change days without school; the same refusals as for new ones."""
    _hold(by)
    held: Closure = Closure.objects.get(pk=closure.pk)
    return _keep(by, held, kind=kind, label=label, days=(starts_on, ends_on), act="changed")


@transaction.atomic
def remove(*, by: Actor, closure: Closure) -> Closure:
    """Remove days without school: they count as school days again."""
    _hold(by)
    held: Closure = Closure.objects.get(pk=closure.pk)
    reference = f"closure:{held.pk}"
    held.delete()
    _record(by, reference, "removed")
    return held


def _hold(by: Actor) -> School:
    permissions.check_can_change_settings(by)
    school: School = School.objects.select_for_update().get(pk=by.school_id)
    return school


def _keep(
    by: Actor, closure: Closure, *, kind: str, label: str, days: tuple[date, date], act: str
) -> Closure:
    closure.kind, closure.label = kind, label
    closure.starts_on, closure.ends_on = days
    _check(closure)
    closure.save()
    _record(by, f"closure:{closure.pk}", act)
    return closure


def _check(closure: Closure) -> None:
    """Refused with the sentence that says what is wrong with the days."""
    first, last = closure.starts_on, closure.ends_on
    if last < first:
        raise Refused(_("The last day must not be before the first day."))
    term = queries.terms().filter(starts_on__lte=first, ends_on__gte=last).first()
    if term is None:
        raise Refused(_("These days are not inside one term, so there is no need to enter them."))
    others = queries.closures().exclude(pk=closure.pk)
    if others.filter(starts_on__lte=last, ends_on__gte=first).exists():
        raise Refused(_("Some of these days are entered already."))
    if closure.kind == ClosureKind.HALF_TERM:
        within = others.filter(starts_on__gte=term.starts_on, ends_on__lte=term.ends_on)
        if within.filter(kind=ClosureKind.HALF_TERM).exists():
            raise Refused(_("The term %(term)s has its half-term holiday.") % {"term": term})


def _record(by: Actor, reference: str, act: str) -> None:
    data = {"closure": reference, "act": act}
    audit.record(by=by, type="term.changed", object=f"school:{by.school_id}", data=data)
