"""The log written out whole: every column of Appendix J, for a file or for paper."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from esafety.schools.models import School
from incidents.choices import EntryKind, ImmediateAction, Outcome, Status
from incidents.log import words
from incidents.log.options import Options
from incidents.log.rows import Joined, Who, labels_of, people_of, type_labels
from incidents.models import Entry, Incident

MOST = 20_000
COLUMNS = {
    "reference": lazy("Reference"),
    "date": lazy("Date"),
    "last_day": lazy("Last day"),
    "time": lazy("Time"),
    "reported": lazy("Reported"),
    "name": lazy("Name"),
    "year_or_kind": lazy("Year or kind"),
    "part": lazy("T/O"),
    "nature": lazy("Nature of incident"),
    "place": lazy("Where"),
    "platforms": lazy("Social media"),
    "details": lazy("Details, including evidence"),
    "outcome": lazy("Outcome, including action taken"),
    "state": lazy("State"),
    "handler": lazy("Handled by"),
}
"""The columns of the file by the names that JSON gives them."""
WIDTHS = (16, 12, 12, 8, 18, 28, 18, 10, 36, 24, 24, 60, 50, 20, 22)
_CHUNK = 500
_FIELDS = (
    "pk", "reference", "when", "when_words", "happened_on", "happened_until", "happened_at_time",
    "submitted_at", "status", "place", "place_words", "other_words", "description", "platforms",
    "platform_words", "evidence", "evidence_held", "summary", "outcome", "outcome_words",
    "handler__display_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Whole:
    """One incident with its words in full, and everybody in its rows."""

    reference: str
    row: Mapping[str, Any]
    when: str
    types: str
    place: str
    platforms: str
    details: str
    outcome: str
    state: str
    handler: str
    people: tuple[Who, ...]


def wholes(incidents: QuerySet[Incident], options: Options) -> Iterator[Whole]:
    """The incidents in their order, read in chunks: three queries for each 500."""
    types = Incident.types.through.objects.filter(incident=OuterRef("pk"))
    held = Joined(types.values(code=F("incidenttype_id")))
    rows = incidents.values(*_FIELDS, type_ids=held).iterator(chunk_size=_CHUNK)
    while chunk := list(islice(rows, _CHUNK)):
        yield from _chunk(chunk, options)


def head() -> list[str]:
    """The columns of the file."""
    return [str(title) for title in COLUMNS.values()]


def lines(incidents: QuerySet[Incident], options: Options, school: School) -> Iterator[list[str]]:
    """The rows of the file: one per person involved per incident, each complete in itself."""
    zone = ZoneInfo(school.timezone)
    for case in wholes(incidents, options):
        row = case.row
        until, at = row["happened_until"], row["happened_at_time"]
        start = [
            case.reference,
            row["happened_on"].isoformat(),
            until.isoformat() if until else "",
            words.clock(at) if at else "",
            row["submitted_at"].astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        ]
        rest = [case.types, case.place, case.platforms, case.details, case.outcome, case.state]
        for who in case.people:
            yield [*start, who.name, who.detail, who.part, *rest, case.handler]


def _chunk(rows: Sequence[Mapping[str, Any]], options: Options) -> Iterator[Whole]:
    ids = [row["pk"] for row in rows]
    people, actions = people_of(ids), _actions(ids)
    types = [(str(t.pk), t.label) for t in options.types]
    states, outcomes = labels_of(Status), labels_of(Outcome)
    for row in rows:
        yield Whole(
            reference=row["reference"],
            row=row,
            when=_when(row),
            types=words.types(type_labels(row["type_ids"], types), row["other_words"]),
            place=words.place(row),
            platforms=words.platforms(row),
            details="\n".join(filter(None, [row["description"].strip(), words.evidence(row)])),
            outcome="\n".join(filter(None, [*_outcome(row, outcomes), *actions[row["pk"]]])),
            state=states[row["status"]],
            handler=row["handler__display_name"] or "",
            people=tuple(people[row["pk"]]) or (Who(_("Not known"), "", "", ""),),
        )


def _when(row: Mapping[str, Any]) -> str:
    return " ".join(filter(None, [words.when(row), row["when_words"] and f"({row['when_words']})"]))


def _outcome(row: Mapping[str, Any], outcomes: Mapping[str, str]) -> list[str]:
    return [outcomes.get(row["outcome"], ""), row["outcome_words"].strip()]


def _actions(ids: Sequence[int]) -> dict[int, list[str]]:
    """What was done about each incident (Appendix I), oldest first, with its day and details."""
    rows = (
        Entry.objects.filter(incident__in=ids, kind=EntryKind.ACTION)
        .order_by("happened_at", "pk")
        .values_list("incident_id", "action", "text", "happened_at")
    )
    names = labels_of(ImmediateAction)
    found: dict[int, list[str]] = defaultdict(list)
    for incident, action, text, at in rows:
        done = ": ".join(filter(None, [names.get(action, ""), text.strip()]))
        found[incident].append(f"{words.day(at)} {done}")
    return found
