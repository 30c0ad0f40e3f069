"""The two schools as their first lead would set them up: details, terms, members."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from django.contrib.auth.hashers import make_password

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.accounts.models import User
from esafety.demo import cast
from esafety.schools import queries, usual_year
from esafety.schools.choices import ClosureKind, Phase
from esafety.schools.models import School
from esafety.schools.permissions import SETUP
from esafety.schools.services import closures, members, settings, setup, terms

_OPENING = {
    cast.OAKFIELD: {"code": "OAK", "phase": Phase.SECONDARY},
    cast.BROOK: {"code": "BRK", "phase": Phase.PRIMARY},
}
_HOURS = {cast.OAKFIELD: (time(8, 30), time(15, 30)), cast.BROOK: (time(8, 45), time(15, 15))}
_CONTACTS = {
    cast.OAKFIELD: "Safeguarding office, room G04, extension 214; after 16:00 reception",
    cast.BROOK: "Head's office beside the hall, or extension 10",
}


def open_school(slug: str) -> School:
    """The school with the product's usual terms for this year, and its first lead."""
    lead = next(one for one in cast.CAST if one.school == slug and Role.LEAD in one.roles)
    return setup.create_school(
        name=cast.SCHOOL_NAMES[slug],
        slug=slug,
        lead_name=lead.name,
        lead_email=lead.email,
        **_OPENING[slug],
    )


def fill_settings(school: School, by: Actor, years: Iterable[int]) -> None:
    """Details, the terms of these school years, and every day without pupils."""
    hours, reach = _HOURS[school.slug], _CONTACTS[school.slug]
    settings.change_details(
        by=by,
        name=school.name,
        phase=school.phase,
        day_starts=hours[0],
        day_ends=hours[1],
        emergency_contact=reach,
        outside_contact="Designated officer of the local authority, 01632 960114",
        handling_mark="OFFICIAL",
    )
    known = {(term.academic_year, term.number) for term in queries.terms()}
    for year in years:
        for number, first, last in usual_year.terms_of(year):
            if (year, number) not in known:
                days = {"starts_on": first, "ends_on": last}
                terms.add(by=by, academic_year=year, number=number, **days)
        _fill_closures(by, year, with_half_terms=(year, 1) not in known)


def _fill_closures(by: Actor, year: int, *, with_half_terms: bool) -> None:
    halves = usual_year.half_terms_of(year)
    for label, (first, last) in zip(("October", "February", "May"), halves, strict=True):
        if with_half_terms:
            _close(by, ClosureKind.HALF_TERM, f"{label} half-term", first, last)
    starts = [first for _number, first, _last in usual_year.terms_of(year)]
    after_october = halves[0][1] + timedelta(days=3)
    for day in (starts[0], after_october, starts[1]):
        _close(by, ClosureKind.INSET, "Inset day", day, day)
    may = date(year + 1, 5, 1)
    bank_holiday = may + timedelta(days=-may.weekday() % 7)
    _close(by, ClosureKind.HOLIDAY, "Early May bank holiday", bank_holiday, bank_holiday)


def _close(by: Actor, kind: ClosureKind, label: str, first: date, last: date) -> None:
    closures.add(by=by, kind=kind, label=label, starts_on=first, ends_on=last)


def enrol(school: School) -> dict[str, Actor]:
    """Make the rest of the cast members of the school; everyone by first name, in small letters."""
    by = Actor.for_system(SETUP, school_id=school.pk)
    for one in cast.CAST:
        at_brook = one.email == cast.ALSO_AT_BROOK and school.slug == cast.BROOK
        if at_brook or (one.school == school.slug and Role.LEAD not in one.roles):
            members.add(by=by, name=one.name, email=one.email, roles=one.roles)
    rows = {row.display_name: row for row in queries.members()}
    return {name.split()[0].lower(): queries.actor_of(row) for name, row in rows.items()}


def give_password() -> None:
    """Let the cast sign in with the one password of the demonstration."""
    encoded = make_password(cast.PASSWORD)
    User.objects.filter(email__in=[one.email for one in cast.CAST]).update(password=encoded)
