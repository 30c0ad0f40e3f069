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
from aup.queries.asking import asks, present
from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person

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
    for audience, state, number, reached, n in _grouped(on):
        if audience not in counts:
            continue
        word = _standing(state, number, changed.get(audience, 1))
        counts[audience][word] += n
        if not reached and word not in IN_ORDER:
            alone[audience] += n
    return [Covered(row, counts[row.audience], alone[row.audience]) for row in agreements]


def _standing(state: str | None, number: int | None, changed: int) -> str:
    if state is None or number is None:
        return NOT_ASKED
    return NEW_VERSION if number < changed else state


def _last_larger_change(on: date) -> dict[str, int]:
    """The number of the last version in force with a larger change, by whose agreement it is."""
    rows = AgreementVersion.objects.filter(material=True, effective_from__lte=on)
    found = rows.values_list("agreement__audience").annotate(number=Max("number")).order_by()
    return dict(found)


def _grouped(on: date) -> Iterable[tuple[str, str | None, int | None, bool, int]]:
    rows = with_standing(present(on).order_by()).exclude(audience="")
    names = ("audience", "asked_state", "asked_number", "reached")
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
    tied = Guardianship.objects.filter(
        child=OuterRef("pk"), ended_on__isnull=True, parental_responsibility=True
    ).exclude(guardian__email="")
    works = Q(membership__isnull=False, membership__left_on__isnull=True,
              membership__user__is_active=True)  # fmt: skip
    adult = ~Q(kind=Kind.PUPIL) & (works | ~Q(email=""))
    return people.annotate(audience=_audience()).annotate(
        asked_pk=Subquery(newest.values("pk")[:1]),
        asked_state=Subquery(newest.values("state")[:1]),
        asked_number=Subquery(newest.values("version__number")[:1]),
        reached=Case(
            When(adult, then=Value(True)),
            When(Q(kind=Kind.PUPIL) & Exists(tied), then=Value(True)),
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
