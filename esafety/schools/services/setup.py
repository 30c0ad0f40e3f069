"""A new school, from nothing to its first lead's invitation."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import services as audit
from esafety.schools import queries, seeding, usual_year
from esafety.schools.calendar import school_year
from esafety.schools.choices import ClosureKind, Phase
from esafety.schools.models import Closure, School, Term
from esafety.schools.permissions import SETUP
from esafety.schools.services import members

# First words of addresses that belong to no school.
RESERVED = frozenset(
    {"accounts", "healthz", "demo", "operator", "resume", "keep-alive", "static", "verify"}
)


@transaction.atomic
def create_school(
    *,
    name: str,
    slug: str,
    code: str,
    lead_name: str,
    lead_email: str,
    phase: str = Phase.SECONDARY,
    timezone: str = "Europe/London",
) -> School:
    """Make a school with usual terms, the apps' defaults and its first eSafety lead, invited.

    Raises Refused where an answer is wrong or the short name is taken; then nothing is made.
    """
    school = School(name=name, slug=slug, code=code, phase=phase, timezone=timezone)
    _check(school)
    school.save()
    by = Actor.for_system(SETUP, school_id=school.pk)
    with scope(school=school):
        audit.record(by=by, type="school.created", object=f"school:{school.pk}")
        _give_usual_terms(school)
        seeding.sow(by)
        members.add(by=by, name=lead_name, email=lead_email, roles=[Role.LEAD, Role.STAFF])
    return school


def _check(school: School) -> None:
    """Refused with one sentence for everything that is wrong."""
    if school.slug in RESERVED or school.slug != school.slug.lower():
        raise Refused(_("That short name cannot be used. Use small letters, such as oakfield."))
    if school.timezone not in available_timezones():
        raise Refused(_("That time zone does not exist. An example is Europe/London."))
    try:
        school.full_clean()
    except ValidationError as error:
        wrong = [f"{field}: {' '.join(words)}" for field, words in error.message_dict.items()]
        raise Refused(" ".join(wrong)) from error


def _give_usual_terms(school: School) -> None:
    """The present school year's three terms and half-term holidays, for the school to correct."""
    year = school_year(queries.local_today(school))
    for number, starts_on, ends_on in usual_year.terms_of(year):
        Term.objects.create(
            school=school, academic_year=year, number=number, starts_on=starts_on, ends_on=ends_on
        )
    for starts_on, ends_on in usual_year.half_terms_of(year):
        Closure.objects.create(
            school=school, kind=ClosureKind.HALF_TERM, starts_on=starts_on, ends_on=ends_on
        )
