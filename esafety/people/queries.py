"""Reads of the directory, in the school in scope."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from esafety.jobs.models import Job
from esafety.people.choices import YEAR_GROUPS, Kind
from esafety.people.models import Guardianship, PeopleImport, Person
from esafety.people.names import fold

LONGEST_SEARCH = 100


def people() -> QuerySet[Person]:
    """Everyone in the directory, with what their page and address need."""
    found: QuerySet[Person] = Person.objects.select_related("school")
    return found


def pupils() -> QuerySet[Person]:
    """Every pupil, present or not."""
    return people().filter(kind=Kind.PUPIL)


def search(*, q: str, kinds: Iterable[str] = (), limit: int = 10) -> list[Person]:
    """People whose name has, for every word of `q`, a word that begins with it; leavers last.

    `kinds` empty means everyone. Somebody on the staff who has a child here is found as a parent
    or carer as well. No more than one school's rows are read, through the index on the key.
    """
    wanted = fold(q[:LONGEST_SEARCH]).split()
    if not wanted:
        return []
    found = _of_kinds(people().filter(_named(wanted)), set(kinds))
    gone = Case(When(left_on__lte=timezone.localdate(), then=Value(1)), default=Value(0))
    return list(found.order_by(gone, "last_name", "first_name", "pk")[:limit])


def directory(
    *, kind: str = "", year: str = "", tutor: str = "", leavers: bool = False, q: str = ""
) -> QuerySet[Person]:
    """The directory by surname; present people, or only those who have left."""
    found = people().filter(
        _left(timezone.localdate()) if leavers else ~_left(timezone.localdate())
    )
    if kind:
        found = _of_kinds(found, {kind})
    if year:
        found = found.filter(kind=Kind.PUPIL, year_group=year)
    if tutor:
        found = found.filter(kind=Kind.PUPIL, tutor_group=tutor)
    if q:
        words = fold(q[:LONGEST_SEARCH]).split()
        found = found.filter(_named(words)) if words else found.none()
    return found.order_by("last_name", "first_name", "pk")


def _left(day: date) -> Q:
    return Q(left_on__isnull=False, left_on__lte=day)


def _named(words: list[str]) -> Q:
    """Every word begins a word of the folded name."""
    begins = (Q(search_key__startswith=word) | Q(search_key__contains=f" {word}") for word in words)
    return reduce(and_, begins)


def _of_kinds(found: QuerySet[Person], kinds: set[str]) -> QuerySet[Person]:
    if not kinds:
        return found
    chosen = Q(kind__in=kinds)
    if Kind.GUARDIAN in kinds:
        present = Guardianship.objects.filter(ended_on__isnull=True)
        chosen |= Q(pk__in=present.values("guardian"))
    return found.filter(chosen)


def tutor_groups() -> list[str]:
    """The tutor groups that present pupils are in."""
    pupils = Person.objects.filter(kind=Kind.PUPIL).exclude(tutor_group="")
    present = pupils.exclude(_left(timezone.localdate()))
    return list(present.order_by("tutor_group").values_list("tutor_group", flat=True).distinct())


def year_groups() -> list[tuple[str, str]]:
    """The year groups of this school with their words, in order: those that its pupils are in,
    and those that left were in. A filter offers no others."""
    pupils = Person.objects.filter(kind=Kind.PUPIL).exclude(year_group="")
    here = set(pupils.order_by().values_list("year_group", flat=True).distinct())
    return [(code, str(label)) for code, label in YEAR_GROUPS if code in here]


def guardians_of(child: Person) -> list[Guardianship]:
    """Who is or was parent or carer of the child: present ones first."""
    rows = Guardianship.objects.filter(child=child).select_related("guardian__school")
    return sorted(rows, key=lambda row: (row.ended_on is not None, row.pk))


def children_of(guardian: Person) -> list[Guardianship]:
    """Whose parent or carer somebody is or was: present ones first."""
    rows = Guardianship.objects.filter(guardian=guardian).select_related("child__school")
    return sorted(rows, key=lambda row: (row.ended_on is not None, row.pk))


def guardianships() -> QuerySet[Guardianship]:
    """Every tie between a parent or carer and a child, with both."""
    found: QuerySet[Guardianship] = Guardianship.objects.select_related("guardian", "child__school")
    return found


def upn_holder(upn: str) -> Person | None:
    """The pupil with this UPN."""
    holder: Person | None = Person.objects.filter(upn=upn).first() if upn else None
    return holder


def imports() -> QuerySet[PeopleImport]:
    """Files read in, newest first, without their rows."""
    found: QuerySet[PeopleImport] = PeopleImport.objects.select_related("school", "made_by")
    return found.order_by("-made_at", "-pk")


def job_of(people_import: PeopleImport) -> Job | None:
    """The job that applies a confirmed file."""
    number = people_import.result.get("job")
    job: Job | None = Job.objects.filter(pk=number).first() if number else None
    return job
