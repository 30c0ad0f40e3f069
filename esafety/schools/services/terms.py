"""A school's terms: they say what "this term" is, and when its clocks run."""

from datetime import date

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import permissions, queries
from esafety.schools.models import School, Term


@transaction.atomic
def add(*, by: Actor, academic_year: int, number: int, starts_on: date, ends_on: date) -> Term:
    """Add a term (1 autumn, 2 spring, 3 summer); Refused where it is there or overlaps another."""
    school = _hold(by)
    term = Term(school=school, academic_year=academic_year, number=number)
    return _keep(by, term, starts_on=starts_on, ends_on=ends_on, act="added")


@transaction.atomic
def change(
    *, by: Actor, term: Term, academic_year: int, number: int, starts_on: date, ends_on: date
) -> Term:
    """Change which term it is or its days (both included); the same refusals as for a new one."""
    _hold(by)
    held: Term = Term.objects.get(pk=term.pk)
    held.academic_year, held.number = academic_year, number
    return _keep(by, held, starts_on=starts_on, ends_on=ends_on, act="changed")


@transaction.atomic
def remove(*, by: Actor, term: Term) -> Term:
    """Remove a term. Refused once a governor report was made for it."""
    _hold(by)
    held: Term = Term.objects.get(pk=term.pk)
    reference = f"term:{held.pk}"
    try:
        held.delete()
    except ProtectedError as error:
        raise Refused(_("A report has been made for this term, so it has to stay.")) from error
    _record(by, reference, "removed")
    return held


def _hold(by: Actor) -> School:
    permissions.check_can_change_settings(by)
    school: School = School.objects.select_for_update().get(pk=by.school_id)
    return school


def _keep(by: Actor, term: Term, *, starts_on: date, ends_on: date, act: str) -> Term:
    term.starts_on, term.ends_on = starts_on, ends_on
    _check(term)
    term.save()
    _record(by, f"term:{term.pk}", act)
    return term


def _check(term: Term) -> None:
    """Refused with the sentence that says what is wrong with the days."""
    year = term.academic_year
    if term.ends_on <= term.starts_on:
        raise Refused(_("The last day must be after the first day."))
    if term.starts_on < date(year, 8, 1) or term.ends_on > date(year + 1, 8, 31):
        sentence = _("These days are not in the school year %(first)s to %(last)s.")
        raise Refused(sentence % {"first": year, "last": year + 1})
    others = queries.terms().exclude(pk=term.pk)
    if others.filter(academic_year=year, number=term.number).exists():
        raise Refused(_("That term of that school year is there already."))
    clash = others.filter(starts_on__lte=term.ends_on, ends_on__gte=term.starts_on).first()
    if clash is not None:
        raise Refused(_("These days overlap the term %(term)s.") % {"term": clash})


def _record(by: Actor, reference: str, act: str) -> None:
    data = {"term": reference, "act": act}
    audit.record(by=by, type="term.changed", object=f"school:{by.school_id}", data=data)
