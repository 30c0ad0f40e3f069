"""Pupils with their parents and carers, written in bulk, and what September does to them."""

import random
from datetime import date

from django.db.models import CharField, Value
from django.db.models.functions import Concat, Right

from esafety.demo import cast
from esafety.demo.company import Company
from esafety.demo.families import Adult, Child, Family, Registry
from esafety.people import upn
from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person
from esafety.people.names import search_key

# An authority and schools that do not exist, so that no number can be anybody's.
_AUTHORITY = "999"
_ESTABLISHMENT = {cast.OAKFIELD: 4001, cast.BROOK: 2001}
_FORMS = {cast.OAKFIELD: "KLMNPR", cast.BROOK: "AB"}
_SIXTH_FORM, _SIXTH_FORM_GROUPS = 12, 4
# Whose home, first name, year: these children are part of a story, or of a member of the cast.
_KNOWN_CHILDREN = {
    cast.OAKFIELD: (
        ("pia", "Poppy", 8),
        ("pia", "Peter", 10),
        ("lewis", "Lois", 9),
        ("sima", "Sami", 11),
    ),
    cast.BROOK: (("bill", "Bonnie", 2),),
}


def fill(
    company: Company,
    registry: Registry,
    sizes: dict[int, int],
    *,
    school_year: int,
    since: int,
    neighbours: list[Family],
) -> list[Family]:
    """So many pupils in each year of `school_year`, put where they were in the year `since`."""
    known = _known_families(company, registry, school_year, sorted(sizes)[::2])
    left = dict(sizes)
    for family in known:
        for child in family.children:
            left[child.year] -= 1
    families = [*known, *registry.families(left, school_year, neighbours)]
    at_home = [(child, family) for family in families for child in family.children]
    first_year = min(sizes)
    made: list[Person] = Person.objects.bulk_create(
        _pupil(company, number, child, first_year, school_year, since)
        for number, (child, _family) in enumerate(at_home, start=1)
    )
    _keep(company, list(zip(made, at_home, strict=True)))
    _tie(company, families, list(zip(made, at_home, strict=True)))
    return families


def go_up(company: Company, school_year: int) -> None:
    """1 September: who was here before goes up a year, and takes the tutor group's letter along."""
    here = Person.objects.filter(kind=Kind.PUPIL, joined_on__lt=date(school_year, 9, 1))
    for year in sorted(company.pupils, reverse=True)[1:]:
        new = str(year + 1)
        group = Concat(Value(new), Right("tutor_group", 1), output_field=CharField())
        here.filter(year_group=_code(year)).update(year_group=new, tutor_group=group)


def _known_families(
    company: Company, registry: Registry, school_year: int, years: list[int]
) -> list[Family]:
    """The homes of members of the cast, and of a few colleagues, who have children here."""
    families: dict[str, Family] = {}
    for key, first, year in _KNOWN_CHILDREN[company.slug]:
        surname = company.special[key].last_name if key in company.special else cast.PARENT[1]
        family = families.setdefault(key, Family([_known_adult(company, registry, key)], of=key))
        family.children.append(registry.child(surname, year, school_year, first))
    for colleague, year in zip(company.staff, years, strict=False):
        adult = Adult(
            colleague.first_name, colleague.last_name, "", "", "Parent", True, colleague.email
        )
        child = registry.child(colleague.last_name, year, school_year)
        families[colleague.email] = Family([adult], [child])
    return list(families.values())


def _known_adult(company: Company, registry: Registry, key: str) -> Adult:
    """Lewis and Bill are known by their school address; Pia and Sima by a private one."""
    if key == "pia":
        return registry.adult(*cast.PARENT, "Mother", True)
    person = company.special[key]
    if key == "sima":
        return registry.adult(person.first_name, person.last_name, "Mother", True)
    return Adult(person.first_name, person.last_name, "", "", "Father", True, person.email)


def _pupil(
    company: Company, number: int, child: Child, first_year: int, school_year: int, since: int
) -> Person:
    rng = random.Random(f"{company.slug} {number}")
    letters = _FORMS[company.slug]
    letter = rng.choice(letters[:_SIXTH_FORM_GROUPS] if child.year >= _SIXTH_FORM else letters)
    began = school_year - (child.year - first_year)
    year = max(first_year, child.year - (school_year - since))
    return Person(
        school=company.school,
        kind=Kind.PUPIL,
        first_name=child.first_name,
        last_name=child.last_name,
        upn=_upn(company.slug, number, school_year - child.year),
        admission_number=f"{number + 1000:06}",
        year_group=_code(year),
        tutor_group=f"{_code(year)}{letter}",
        date_of_birth=child.born,
        joined_on=date(began, 9, 1),
        search_key=search_key(child.first_name, child.last_name),
    )


def _upn(slug: str, number: int, allocated: int) -> str:
    """A number of the right shape, given in the year in which the child began school."""
    school = _ESTABLISHMENT[slug] + number // 1000
    rest = f"{_AUTHORITY}{school}{allocated % 100:02}{number % 1000:03}"
    return upn.check_letter(rest) + rest


def _code(year: int) -> str:
    return str(year) if year else "R"


def _keep(company: Company, pupils: list[tuple[Person, tuple[Child, Family]]]) -> None:
    """Let the stories choose among the pupils, but for the children of those on the chain."""
    for pupil, (child, family) in pupils:
        if family.of in ("", "pia"):
            company.pupils[child.year].append(pupil)
        company.special.setdefault(f"child of {family.of}", pupil)


def _tie(
    company: Company, families: list[Family], pupils: list[tuple[Person, tuple[Child, Family]]]
) -> None:
    """Enter the adults, and say whose parents and carers they are."""
    adults = [(adult, family) for family in families for adult in family.adults]
    entered = Person.objects.bulk_create(
        Person(
            school=company.school,
            kind=Kind.GUARDIAN,
            first_name=adult.first_name,
            last_name=adult.last_name,
            email=adult.email,
            phone=adult.phone,
            search_key=search_key(adult.first_name, adult.last_name),
        )
        for adult, _family in adults
        if not adult.insider
    )
    cast_names = {one.name for one in cast.CAST}
    company.parents = [one for one in entered if one.name not in cast_names]
    inside = {person.email: person for person in [*company.staff, *company.special.values()]}
    outside = iter(entered)
    found = [(inside[a.insider] if a.insider else next(outside), a, f) for a, f in adults]
    children: dict[int, list[Person]] = {}
    for pupil, (_child, family) in pupils:
        children.setdefault(id(family), []).append(pupil)
    Guardianship.objects.bulk_create(
        Guardianship(
            school=company.school,
            guardian=guardian,
            child=child,
            relationship=adult.relationship,
            parental_responsibility=adult.responsible,
        )
        for guardian, adult, family in found
        for child in children[id(family)]
    )
