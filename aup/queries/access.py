"""Who may and who may not use the school's systems on a day, and why: for a whole school in a few
queries. The rule is `asking.in_order` for those present; here it is asked of everybody at once.

Says nothing of incidents, and reads none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from aup import audiences, states
from aup.access_choices import Why
from aup.choices import IN_ORDER, AskState, Audience, ParentsNeeded
from aup.models import AccessChange, Agreement, Answer, Ask
from aup.queries.asking import settings_of, still_counts, tied, with_gone
from aup.states import Said
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.signatures.choices import Part

KEPT_AFTER_LEAVING = timedelta(days=365)
"""How long a program is told of somebody that they left."""
_FEW = 500

_BY_STATE = {
    AskState.SIGNED: Why.SIGNED,
    AskState.WITNESSED: Why.WITNESSED,
    AskState.DECLINED: Why.DECLINED,
    AskState.DISAGREED: Why.DISAGREED,
    AskState.NO_REPLY: Why.NO_REPLY,
    AskState.SUPERSEDED: Why.SUPERSEDED,
    AskState.WITHDRAWN: Why.WITHDRAWN,
}
_BY_PARTS: dict[tuple[Part, ...], Why] = {
    (Part.OWN,): Why.CHILD_MISSING,
    (Part.PARENT,): Why.PARENT_MISSING,
}


@dataclass(frozen=True)
class Standing:
    """One line of the access list. `since` is the day from which the reason holds, where there is
    one; `until` the last day on which an old signature still counts."""

    person: Person
    may_use: bool
    why: Why
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class _Asked:
    """One question, as far as it decides."""

    pk: int
    state: str
    asked_at: datetime
    changed_at: datetime
    due_on: date | None


def on_the_list() -> QuerySet[Person]:
    """Everybody of whom the list can speak: all but parents and carers, by surname."""
    rows: QuerySet[Person] = Person.objects.exclude(kind=Kind.GUARDIAN)
    return rows.order_by("last_name", "first_name", "pk")


def here(rows: QuerySet[Person], on: date) -> QuerySet[Person]:
    """Those of them who are at the school on a day."""
    gone, to_come = Q(left_on__isnull=False, left_on__lte=on), Q(joined_on__gt=on)
    return rows.exclude(gone).exclude(to_come)


def told_to_programs(on: date) -> QuerySet[Person]:
    """Those present, and those who left in the year before, so that their accounts can be ended."""
    long_gone = Q(left_on__isnull=False, left_on__lte=on - KEPT_AFTER_LEAVING)
    return on_the_list().exclude(long_gone).exclude(joined_on__gt=on)


def standings(people: QuerySet[Person], on: date | None = None) -> list[Standing]:
    """How it stands with each of the people, in their order: at most six queries for any number."""
    day, rows = on or timezone.localdate(), list(people)
    school = _School(_those(people, rows), rows)
    return [_standing(person, school, day) for person in rows]


def standing_of(person: Person, on: date | None = None) -> Standing:
    """How it stands with somebody who was read a moment ago."""
    school = _School([person.pk], [person])
    return _standing(person, school, on or timezone.localdate())


def latest_change(person: Person) -> tuple[bool, str] | None:
    """What the list last said about somebody, as `latest_changes`; None before it first did."""
    rows = AccessChange.objects.filter(person=person).order_by("-pk")
    found: tuple[bool, str] | None = rows.values_list("may_use", "why").first()
    return found


def latest_changes(people: Iterable[int]) -> dict[int, tuple[bool, str]]:
    """What the list last said about each of these people: may use, and the code of why."""
    rows = AccessChange.objects.filter(person__in=list(people)).order_by()
    newest = rows.values("person").annotate(newest=Max("pk")).values("newest")
    said = AccessChange.objects.filter(pk__in=newest)
    return {person: (may, why) for person, may, why in said.values_list("person", "may_use", "why")}


def changes(*, after: int = 0, since: datetime | None = None) -> QuerySet[AccessChange]:
    """Changes of the list in the order they were committed, with their people."""
    rows = AccessChange.objects.select_related("person").filter(pk__gt=after).order_by("pk")
    return rows.filter(changed_at__gte=since) if since is not None else rows


def newest_change() -> int:
    """The number of the last change, 0 before the first."""
    last = AccessChange.objects.order_by("pk").values_list("pk", flat=True).last()
    return last or 0


class _School:
    """What decides, read once for all the people."""

    def __init__(self, who: Any, rows: list[Person]) -> None:
        self._who, self._rows = who, rows
        self._agreements: dict[str, Agreement] = {}
        for one in Agreement.objects.order_by("-pk"):
            self._agreements[one.audience] = one  # the first one made counts
        self._asks = self._read_asks()

    def agreement_of(self, person: Person) -> Agreement | None:
        audience = audiences.audience_of(person.kind, person.year_group)
        return self._agreements.get(audience) if audience else None

    def asks_of(self, person: Person, agreement: Agreement) -> list[_Asked]:
        """The questions about an agreement, newest version first."""
        return self._asks.get((person.pk, agreement.pk), [])

    def parts(
        self, person: Person, agreement: Agreement, ask: _Asked
    ) -> tuple[AskState, list[Part]]:
        """The state that follows from the answers of now, and the parts nobody has signed."""
        needed = audiences.PARTS[Audience(agreement.audience)]
        said, parents = self._said.get(ask.pk, []), self._parents.get(person.pk, [])
        return (
            states.state_of(needed, said, parents=parents),
            states.missing_parts(needed, said, parents=parents),
        )

    @cached_property
    def _said(self) -> dict[int, list[Said]]:
        """Answers to questions that the state alone does not explain: read where there is one."""
        unsettled = [AskState.ASKED, AskState.SUPERSEDED]
        rows = Answer.objects.filter(ask__subject__in=self._who, ask__state__in=unsettled)
        found: dict[int, list[Said]] = defaultdict(list)
        columns = ("ask", "part", "kind", "person", "gone")
        answers = with_gone(rows).order_by("pk").values_list(*columns)
        for ask, part, kind, who, gone in self._read(answers):
            found[ask].append(Said(Part(part), kind, who or 0, gone))
        return found

    @cached_property
    def _parents(self) -> dict[int, list[int]]:
        """Who must all sign, by child: read where an answer is weighed."""
        found: dict[int, list[int]] = defaultdict(list)
        if settings_of(self._rows[0].school_id).parents_needed == ParentsNeeded.ONE:
            return found
        pairs = tied().filter(child__in=self._who).order_by("pk").values_list("child", "guardian")
        for child, guardian in self._read(pairs):
            found[child].append(guardian)
        return found

    def _read(self, rows: QuerySet[Any, Any]) -> Iterable[Any]:
        """A whole school piece by piece; a few at once, which is one way to the server less."""
        return rows.iterator() if len(self._rows) > _FEW else rows

    def _read_asks(self) -> dict[tuple[int, int], list[_Asked]]:
        found: dict[tuple[int, int], list[_Asked]] = defaultdict(list)
        rows = Ask.objects.filter(subject__in=self._who)
        rows = rows.order_by("-version__effective_from", "-pk")
        columns = rows.values_list(
            "subject", "agreement", "pk", "state", "asked_at", "changed_at", "due_on"
        )
        for subject, agreement, *facts in self._read(columns):
            found[subject, agreement].append(_Asked(*facts))
        return found


def _those(people: QuerySet[Person], rows: list[Person]) -> Any:
    """A few by their numbers; a whole school by the question itself."""
    if len(rows) > _FEW and not people.query.is_sliced:
        return people.order_by().values("pk")
    return [person.pk for person in rows]


def _standing(person: Person, school: _School, day: date) -> Standing:
    if person.left_on is not None and person.left_on <= day:
        return Standing(person, False, Why.LEFT, since=person.left_on)
    if person.joined_on is not None and person.joined_on > day:
        return Standing(person, False, Why.NOT_JOINED, since=None)
    agreement = school.agreement_of(person)
    if agreement is None:
        return Standing(person, False, Why.NO_AGREEMENT, since=person.joined_on)
    asks = school.asks_of(person, agreement)
    if not asks:
        return Standing(person, False, Why.NOT_ASKED, since=person.joined_on)
    return _of_asks(person, agreement, asks, school, day)


def _of_asks(
    person: Person, agreement: Agreement, asks: list[_Asked], school: _School, day: date
) -> Standing:
    newest, state = asks[0], AskState(asks[0].state)
    if state != AskState.ASKED:
        since = _day(newest.changed_at)
        return Standing(person, state in IN_ORDER, _BY_STATE[state], since=since)
    in_time = newest.due_on is not None and day <= newest.due_on
    if in_time and still_counts(asks[1:], lambda ask: school.parts(person, agreement, ask)[0]):
        since = _day(newest.asked_at)
        return Standing(person, True, Why.GRACE, since=since, until=newest.due_on)
    _state, missing = school.parts(person, agreement, newest)
    of_a_child = agreement.audience in audiences.PUPILS
    why = _BY_PARTS.get(tuple(missing), Why.NOT_SIGNED) if of_a_child else Why.NOT_SIGNED
    return Standing(person, False, why, since=_day(newest.changed_at))


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def batches(people: Iterable[int], size: int = 2500) -> Iterator[list[int]]:
    """The numbers in lists that one query can name."""
    numbers = sorted(set(people))
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
