"""How many of how many have signed, by agreement, and what is left to do; one query for all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from aup import audiences
from aup.choices import IN_ORDER, AskState, Audience
from aup.models import Agreement, AgreementVersion, Ask
from aup.queries.asking import asks, present, tied
from esafety.people.choices import YEAR_GROUPS, Kind
from esafety.people.models import Person

NOT_ASKED, NEW_VERSION = "not_asked", "new_version"


@dataclass(frozen=True)
class Covered:
    """One agreement: how many people it is for, and how many stand how.

    `states` has the states of the questions, `not_asked`, and `new_version` for those who were
    last asked before a larger change. `no_address` counts those still to sign who can be written
    to by nobody.
    """

    agreement: Agreement
    states: Counter[str] = field(default_factory=Counter)
    no_address: int = 0

    @property
    def people(self) -> int:
        return self.states.total()

    @property
    def signed(self) -> int:
        return sum(self.states[state] for state in IN_ORDER)


def coverage(on: date) -> list[Covered]:
    """Each agreement of the school with its people of a day, in the order they were made.

    The newest question to a person about the agreement that is theirs now decides.
    """
    agreements = list(Agreement.objects.select_related("school").order_by("pk"))
    counts: dict[str, Counter[str]] = {row.audience: Counter() for row in agreements}
    alone: Counter[str] = Counter()
    changed = _last_larger_change(on)
    for audience, state, number, reached, n in _grouped(on, "reached"):
        if audience not in counts:
            continue
        word = _standing(state, number, changed.get(audience, 1))
        counts[audience][word] += n
        if not reached and word not in IN_ORDER:
            alone[audience] += n
    return [Covered(row, counts[row.audience], alone[row.audience]) for row in agreements]


@dataclass(frozen=True)
class Listed:
    """One person of an agreement and how it stands with them: a state of the question, or
    NOT_ASKED or NEW_VERSION. `group`: a pupil's year and class, or what kind of person it is."""

    agreement: Agreement
    person: Person
    standing: str

    @property
    def group(self) -> str:
        if self.person.kind != Kind.PUPIL:
            return str(self.person.get_kind_display())
        year = str(self.person.get_year_group_display())
        return ", ".join(filter(None, [year, self.person.tutor_group]))


def listed(on: date, code: str = "") -> list[Listed]:
    """Each person of a day with how it stands with their agreement (of one agreement, or of all),
    by agreement, then year and class or kind, then surname. Three queries."""
    rows = Agreement.objects.select_related("school").order_by("pk")
    agreements = {row.audience: row for row in (rows.filter(code=code) if code else rows)}
    changed = _last_larger_change(on)
    people = with_standing(present(on).order_by()).filter(audience__in=agreements)
    found = [
        Listed(agreements[one.audience], one,
               _standing(one.asked_state, one.asked_number, changed.get(one.audience, 1)))
        for one in people
    ]  # fmt: skip
    return sorted(found, key=_place)


def _place(one: Listed) -> tuple[Any, ...]:
    years = [code for code, _label in YEAR_GROUPS]
    person = one.person
    year = years.index(person.year_group) if person.year_group in years else len(years)
    where = (person.kind != Kind.PUPIL, person.kind, year, person.tutor_group)
    return (one.agreement.pk, *where, person.last_name, person.first_name, person.pk)


def by_year(on: date) -> dict[tuple[str, str], Counter[str]]:
    """How people of a day stand, by whose agreement is theirs and by year group ("" for adults):
    the words of `Covered.states`."""
    found: dict[tuple[str, str], Counter[str]] = {}
    changed = _last_larger_change(on)
    for audience, state, number, year, n in _grouped(on, "year_group"):
        word = _standing(state, number, changed.get(audience, 1))
        found.setdefault((audience, year), Counter())[word] += n
    return found


def _standing(state: str | None, number: int | None, changed: int) -> str:
    if state is None or number is None:
        return NOT_ASKED
    return NEW_VERSION if number < changed else state


def _last_larger_change(on: date) -> dict[str, int]:
    """The number of the last version in force with a larger change, by whose agreement it is."""
    rows = AgreementVersion.objects.filter(material=True, effective_from__lte=on)
    found = rows.values_list("agreement__audience").annotate(number=Max("number")).order_by()
    return dict(found)


def _grouped(on: date, by: str) -> Iterable[tuple[str, str | None, int | None, Any, int]]:
    rows = with_standing(present(on).order_by()).exclude(audience="")
    names = ("audience", "asked_state", "asked_number", by)
    return rows.values_list(*names).annotate(n=Count("pk"))


def asked_people(agreement: Agreement, state: str, on: date) -> QuerySet[Ask]:
    """The newest question to each person of today whose agreement this is and who is counted in
    this state, by surname."""
    people = with_standing(present(on)).filter(audience=agreement.audience, asked_state=state)
    rows = asks().filter(pk__in=people.order_by().values("asked_pk"))
    found: QuerySet[Ask] = rows.order_by("subject__last_name", "subject__first_name", "pk")
    return found


def with_standing(people: QuerySet[Person]) -> QuerySet[Any]:
    """People with whose agreement is theirs, how the newest question about it stands, and whether
    anybody can be written to."""
    asked = Ask.objects.filter(
        subject=OuterRef("pk"), agreement__audience=OuterRef("audience")
    ).exclude(state=AskState.SUPERSEDED)
    newest = asked.order_by("-version__number", "-pk")
    parents = tied().filter(child=OuterRef("pk")).exclude(guardian__email="")
    works = Q(membership__isnull=False, membership__left_on__isnull=True,
              membership__user__is_active=True)  # fmt: skip
    adult = ~Q(kind=Kind.PUPIL) & (works | ~Q(email=""))
    return people.annotate(audience=_audience()).annotate(
        asked_pk=Subquery(newest.values("pk")[:1]),
        asked_state=Subquery(newest.values("state")[:1]),
        asked_number=Subquery(newest.values("version__number")[:1]),
        reached=Case(
            When(adult, then=Value(True)),
            When(Q(kind=Kind.PUPIL) & Exists(parents), then=Value(True)),
            default=Value(False),
        ),
    )


def _audience() -> Case:
    """`audiences.audience_of`, said to the database; a test holds the two together."""
    pupil = Q(kind=Kind.PUPIL)
    adults = [
        When(kind=kind, then=Value(found.value))
        for kind in Kind
        if kind != Kind.PUPIL and (found := audiences.audience_of(kind, "")) is not None
    ]
    return Case(
        *adults,
        When(pupil & Q(year_group__in=audiences.EARLY), then=Value(Audience.PUPILS_EARLY.value)),
        When(
            pupil & Q(year_group__in=audiences.PRIMARY), then=Value(Audience.PUPILS_PRIMARY.value)
        ),
        When(pupil & ~Q(year_group=""), then=Value(Audience.STUDENTS.value)),
        default=Value(""),
        output_field=CharField(),
    )
