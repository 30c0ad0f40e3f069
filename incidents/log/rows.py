"""What a row of the log shows: incidents read in a handful of queries, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Subquery, TextField
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from incidents.choices import EntryKind, ImmediateAction, Outcome, Part, PersonKind, Status
from incidents.log import words
from incidents.log.options import Options
from incidents.models import Entry, Incident, InvolvedPerson

_CUT = 260  # what the page reads of a long text, of which it shows less
PLAIN = (
    "pk",
    "when",
    "happened_until",
    "happened_at_time",
    "status",
    "outcome",
    "other_words",
    "handler__display_name",
    "staff_subject",
    "child_protection",
)


@dataclass(frozen=True, slots=True)
class Who:
    """One person's row: name, what tells them from a namesake, and the part."""

    name: str
    detail: str
    part: str
    part_title: str


@dataclass(frozen=True, slots=True)
class Case:
    """One incident on the page, with a row for each person involved."""

    reference: str
    url: str
    when: str
    state: str
    tone: str
    marks: tuple[str, ...]
    types: str
    details: str
    outcome: str
    handler: str
    first: Who
    others: tuple[Who, ...]

    @property
    def height(self) -> int:
        return 1 + len(self.others)


class Joined(Subquery):
    """The one column ("code") of a subquery as a text, joined by commas."""

    output_field = TextField()

    template = "(SELECT STRING_AGG(joined.code::text, ',') FROM (%(subquery)s) joined)"

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        """SQLite's own word for joining."""
        joined = "(SELECT GROUP_CONCAT(joined.code, ',') FROM (%(subquery)s) joined)"
        return self.as_sql(compiler, connection, template=joined)


def columns() -> dict[str, Any]:
    """What the page reads beside PLAIN: the long texts' beginnings, the types and the actions."""
    types = Incident.types.through.objects.filter(incident=OuterRef("pk"))
    actions = Entry.objects.filter(incident=OuterRef("pk"), kind=EntryKind.ACTION).order_by()
    return {
        "description_start": Left("description", _CUT),
        "evidence_start": Left("evidence", _CUT),
        "outcome_start": Left("outcome_words", _CUT),
        "type_ids": Joined(types.values(code=F("incidenttype_id"))),
        "action_codes": Joined(actions.exclude(action="").values(code=F("action"))),
    }


def people_of(ids: Sequence[int]) -> dict[int, list[Who]]:
    """Who is in the log's rows of these incidents, in the order they were named: one query."""
    rows = (
        InvolvedPerson.objects.filter(incident__in=ids, removed_at__isnull=True)
        .order_by("pk")
        .values_list(
            "incident_id", "typed_name", "kind", "part", "year_group",
            "person__first_name", "person__last_name",
        )
    )  # fmt: skip
    kinds, parts = labels_of(PersonKind), labels_of(Part)
    letters = {part: str(letter) for part, letter in words.LETTERS.items()}
    found: dict[int, list[Who]] = defaultdict(list)
    for incident, typed, kind, part, year, first, last in rows:
        name = (
            f"{first} {last}".strip() if first is not None else typed or kinds[PersonKind.UNKNOWN]
        )
        detail = _year(year) if year else ("" if kind == PersonKind.UNKNOWN else kinds[kind])
        title = parts[part] if part in words.SPELT_OUT else ""
        found[incident].append(Who(name, detail, letters[part], title))
    return found


def cases(found: Sequence[Mapping[str, Any]], options: Options, base_url: str) -> list[Case]:
    """The rows of a page as they are shown; `base_url` ends where a reference begins."""
    people = people_of([row["pk"] for row in found])
    types = [(str(t.pk), t.label) for t in options.types]
    states, outcomes, actions = labels_of(Status), labels_of(Outcome), labels_of(ImmediateAction)
    nobody = Who(_("Not known"), "", "", "")
    return [
        Case(
            reference=row["reference"],
            url=f"{base_url}{row['reference']}/",
            when=words.when(row),
            state=states[row["status"]],
            tone=words.TONES[row["status"]],
            marks=words.marks(row),
            types=words.types(type_labels(row["type_ids"], types), row["other_words"]),
            details=_details(row),
            outcome=_outcome(row, outcomes, actions),
            handler=row["handler__display_name"] or "",
            first=(people[row["pk"]] or [nobody])[0],
            others=tuple(people[row["pk"]][1:]),
        )
        for row in found
    ]


def type_labels(joined: str | None, types: Iterable[tuple[str, str]]) -> list[str]:
    """The labels of joined type ids, in the school's order."""
    held = set((joined or "").split(","))
    return [label for pk, label in types if pk in held]


def _details(row: Mapping[str, Any]) -> str:
    details = words.short(row["description_start"])
    if row["evidence_start"]:
        details += "\n" + _("Evidence: %(what)s") % {"what": words.short(row["evidence_start"], 80)}
    return details


def _outcome(
    row: Mapping[str, Any], outcomes: Mapping[str, str], actions: Mapping[str, str]
) -> str:
    label = outcomes.get(row["outcome"], "")
    lines = [". ".join(filter(None, [label, words.short(row["outcome_start"], 110)]))]
    lines += [actions[code] for code in _codes(row["action_codes"])]
    return "\n".join(filter(None, lines))


def _codes(joined: str | None) -> list[str]:
    """Joined codes, each once, in the order of the form."""
    held = set((joined or "").split(","))
    return [code for code in ImmediateAction.values if code in held]


def labels_of(choices: Any) -> dict[str, str]:
    """The codes of an enum with their words."""
    return {value: str(label) for value, label in choices.choices}


def _year(code: str) -> str:
    return f"{_('Year')} {code}" if code.isdigit() else code
