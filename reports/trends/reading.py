"""Incidents counted in the database, by term and by what they are. Numbers and codes alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Min, Q, QuerySet, Value, When
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from incidents.choices import Place
from incidents.log.filters import NOT_COUNTED
from incidents.models import Incident
from reports.trends.spans import Spans

UNKNOWN = "unknown"
Key = tuple[str, str]


@dataclass
class Tally:
    """How many incidents there are, by what is counted: ("type", code) and so on.

    `terms` has one number for each term; `early` one for each of the two compared, up to the same
    school day. `began_on` is the day of the oldest incident on record, without any filter.
    """

    many: int
    terms: dict[Key, list[int]] = field(default_factory=dict)
    early: dict[Key, list[int]] = field(default_factory=dict)
    began_on: date | None = None

    def add(self, key: Key, bucket: int, number: int) -> None:
        """`bucket` is twice the place of the term, and one more for the days not compared."""
        place, late = divmod(bucket, 2)
        self.terms.setdefault(key, [0] * self.many)[place] += number
        if not late:
            self.early.setdefault(key, [0, 0])[place - self.many] += number

    def of(self, key: Key) -> list[int]:
        return self.terms.get(key, [0] * self.many)

    def compared(self, key: Key) -> list[int]:
        """The number in the earlier term and in the chosen one, up to the same school day."""
        return self.early.get(key, [0, 0])

    def codes(self, name: str) -> set[str]:
        """What has a number at all."""
        return {code for one, code in self.terms if one == name}


def tally(seen: QuerySet[Incident], found: QuerySet[Incident], spans: Spans) -> Tally:
    """The incidents `found` (of those `seen`) counted: six queries, however many there are."""
    counted = Tally(many=len(spans.terms))
    counted.began_on = seen.order_by().aggregate(first=Min("happened_on"))["first"]
    rows = found.order_by().select_related(None).exclude(status__in=NOT_COUNTED)
    rows = rows.filter(_within(spans)).annotate(bucket=_bucket(spans))
    _count_plain(counted, rows)
    _count_platforms(counted, rows)
    for name, column in (("type", "types__code"), ("group", "types__group")):
        _count(counted, name, rows.filter(types__isnull=False), column)
    people = rows.filter(involved__removed_at__isnull=True).exclude(involved__year_group="")
    _count(counted, "year", people, "involved__year_group")
    return counted


def _within(spans: Spans) -> Q:
    ends = Q(happened_on__lte=spans.terms[-1].last) if spans.terms[-1].last else Q()
    return Q(happened_on__gte=spans.terms[0].first) & ends


def _bucket(spans: Spans) -> Case:
    """The number of the bucket that holds the day: see Tally.add."""
    cases = []
    last = len(spans.terms) - 1
    for place in range(last, -1, -1):
        first = spans.terms[place].first
        if place >= last - 1 and spans.until:
            end = spans.until[place - last - 1]
            cases.append(When(happened_on__gt=end, happened_on__gte=first, then=2 * place + 1))
            cases.append(When(happened_on__gte=first, then=2 * place))
        else:
            cases.append(When(happened_on__gte=first, then=2 * place + 1))
    return Case(*cases, default=Value(1), output_field=IntegerField())


def _count_plain(counted: Tally, rows: QuerySet[Incident]) -> None:
    """All, by place, by weekday and by hour, in one query."""
    facts = rows.annotate(
        weekday=ExtractIsoWeekDay("happened_on"), hour=ExtractHour("happened_at_time")
    )
    groups = facts.values_list("bucket", "place", "weekday", "hour").annotate(n=Count("pk"))
    for bucket, place, weekday, hour, number in groups:
        counted.add(("all", "all"), bucket, number)
        counted.add(("weekday", str(weekday)), bucket, number)
        counted.add(("hour", UNKNOWN if hour is None else str(hour)), bucket, number)
        for each in _places(place):
            counted.add(("place", each), bucket, number)


def _places(place: str) -> Sequence[str]:
    """What happened in both places counts in each, as the log's filter has it."""
    inside, outside = Place.INSIDE.value, Place.OUTSIDE.value
    return (inside, outside, place) if place == Place.BOTH else (place,)


def _count_platforms(counted: Tally, rows: QuerySet[Any]) -> None:
    """By the lists of platforms as they stand, taken apart here: few lists are in use."""
    for bucket, codes, number in rows.values_list("bucket", "platforms").annotate(n=Count("pk")):
        for code in Counter(codes) or [UNKNOWN]:
            counted.add(("platform", code), bucket, number)


def _count(counted: Tally, name: str, rows: QuerySet[Any], column: str) -> None:
    """Incidents, each once, by a column of what hangs from them."""
    groups = rows.values_list("bucket", F(column)).annotate(n=Count("pk", distinct=True))
    for bucket, code, number in groups:
        counted.add((name, code), bucket, number)
