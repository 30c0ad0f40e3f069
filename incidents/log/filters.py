"""The log's filters as codes, and the conditions they stand for (Appendix J)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import Contains

from incidents.choices import OPEN, Place, Status
from incidents.log.options import Options
from incidents.models import Incident, InvolvedPerson

OPEN_STATES = "open"
OVER_STATES = "over"
COUNTED_STATES = "counted"
NOT_COUNTED = (Status.NOT_INCIDENT, Status.MERGED)
"""Reports found not to be incidents, and those merged into another, are in no figure."""
NOBODY = "nobody"
_DAYS = ("since", "until")


@dataclass(frozen=True)
class Filters:
    """What was asked of the log. All codes and ids, but for `text`: that is never stored here."""

    type: str = ""
    group: str = ""
    person: str = ""
    year: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    term: str = ""
    place: str = ""
    platform: str = ""
    weekday: str = ""
    hour: str = ""
    handler: str = ""
    sort: str = ""
    text: str = ""

    def codes(self) -> dict[str, str]:
        """The filters in use as codes for an address or a stored row, without the text."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: str(value) for name, value in values.items() if value and name != "text"}

    @classmethod
    def from_codes(cls, codes: Mapping[str, str]) -> "Filters":
        """The filters again, from what `codes` gave."""
        known = {field.name for field in fields(cls)} - {*_DAYS, "text"}
        values: dict[str, Any] = {name: codes[name] for name in known if name in codes}
        values |= {name: date.fromisoformat(codes[name]) for name in _DAYS if name in codes}
        return cls(**values)


def narrow(incidents: QuerySet[Incident], filters: Filters, options: Options) -> QuerySet[Incident]:
    """The incidents that fit every filter but the text; `incidents` come from `visible_to`."""
    for name, condition in _CONDITIONS.items():
        value = getattr(filters, name)
        if value:
            incidents = incidents.filter(condition(value, options))
    return incidents


def _with_type(ids: list[int]) -> Q:
    rows = Incident.types.through.objects.filter(incident=OuterRef("pk"), incidenttype__in=ids)
    return Q(Exists(rows))


def _with_person(**facts: Any) -> Q:
    """Somebody in the log's rows fits; who was taken out of them does not count."""
    rows = InvolvedPerson.objects.filter(incident=OuterRef("pk"), removed_at__isnull=True, **facts)
    return Q(Exists(rows))


def _state(value: str, _options: Options) -> Q:
    if value == OPEN_STATES:
        return Q(status__in=OPEN)
    if value == OVER_STATES:
        return Q(status__in=[status for status in Status if status not in OPEN])
    if value == COUNTED_STATES:
        return ~Q(status__in=NOT_COUNTED)
    return Q(status=value)


def _term(code: str, options: Options) -> Q:
    term = options.term(code)
    if term is None:
        return Q(pk=None)
    ends = Q(happened_on__lte=term.last) if term.last else Q()
    return Q(happened_on__gte=term.first) & ends


def _place(value: str, _options: Options) -> Q:
    """Inside and outside each hold what happened in both."""
    return Q(place__in={value, Place.BOTH.value})


def _platform(code: str, _options: Options) -> Q:
    """The code is a whole word of the list, in quotation marks as the list is written down."""
    return Q(Contains(Cast("platforms", TextField()), f'"{code}"'))


def _handler(value: str, _options: Options) -> Q:
    return Q(handler__isnull=True) if value == NOBODY else Q(handler=int(value))


_CONDITIONS: dict[str, Callable[[Any, Options], Q]] = {
    "type": lambda code, options: _with_type(options.type_ids(code=code)),
    "group": lambda group, options: _with_type(options.type_ids(group=group)),
    "person": lambda pk, _options: _with_person(person=int(pk)),
    "year": lambda year, _options: _with_person(year_group=year),
    "state": _state,
    "since": lambda day, _options: Q(happened_on__gte=day),
    "until": lambda day, _options: Q(happened_on__lte=day),
    "term": _term,
    "place": _place,
    "platform": _platform,
    "weekday": lambda day, _options: Q(happened_on__iso_week_day=int(day)),
    "hour": lambda hour, _options: Q(happened_at_time__hour=int(hour)),
    "handler": _handler,
}
