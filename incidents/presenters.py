"""The words and links of one incident's record that a template cannot make simply. No queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from esafety.people.choices import YEAR_GROUPS
from esafety.schools.models import Membership
from incidents import differences
from incidents.choices import EntryKind, ImmediateAction, Part, PersonKind, Status
from incidents.log.words import TONES
from incidents.models import Entry, Incident, InvolvedPerson


def tone_of(status: str) -> str:
    """The tag's colour for a state; the word beside it says the same."""
    return TONES[Status(status)]


def link(incident: Incident, name: str, *more: Any) -> str:
    """The address of a page that hangs from the record."""
    return reverse(f"incidents:{name}", args=[incident.school.slug, incident.reference, *more])


@dataclass(frozen=True)
class Line:
    """One line of the chronology."""

    title: str
    happened_at: datetime
    entered_at: datetime
    by: str
    body: str
    strong: bool


def line(entry: Entry) -> Line:
    """An entry in words: what, when, when written down, by whom, and what changed."""
    changes = [_change(one) for one in entry.changes]
    return Line(
        title=_title(entry),
        happened_at=entry.happened_at,
        entered_at=entry.entered_at,
        by=_by(entry),
        body="\n\n".join(words for words in (entry.text, *changes) if words),
        strong=entry.kind in (EntryKind.MOVE, EntryKind.SUBMITTED),
    )


def _title(entry: Entry) -> str:
    if entry.kind == EntryKind.MOVE:
        return str(Status(entry.to_status).label)
    if entry.kind == EntryKind.ACTION:
        return str(ImmediateAction(entry.action).label)
    if entry.changes:
        fields = ", ".join(differences.labels_of(entry.changes))
        words = (
            _("Corrected: %(fields)s")
            if entry.kind == EntryKind.CORRECTION
            else _("Written: %(fields)s")
        )
        return words % {"fields": fields}
    return str(EntryKind(entry.kind).label)


def _by(entry: Entry) -> str:
    writer = entry.entered_by.display_name if entry.entered_by else _("the system")
    if entry.done_by_words and entry.done_by_words != writer:
        return _("%(who)s (written down by %(writer)s)") % {
            "who": entry.done_by_words,
            "writer": writer,
        }
    return writer


def _change(one: Mapping[str, str]) -> str:
    label = differences.LABELS.get(one["field"], one["field"])
    if not one["before"]:
        return _("%(label)s: %(after)s") % {"label": label, "after": one["after"]}
    facts = {"label": label, "before": one["before"], "after": one["after"] or _("taken out")}
    return _("%(label)s: was “%(before)s”, is now “%(after)s”") % facts


@dataclass(frozen=True)
class Row:
    """One fact of the report beside what the record says."""

    label: str
    reported: str
    corrected: str

    @property
    def changed(self) -> bool:
        return self.reported != self.corrected


def beside(incident: Incident, labels: Mapping[str, str]) -> list[Row]:
    """The report's answers beside the record's, in the order of the form (Appendices H and I)."""
    told = _told(incident, labels)
    types = [str(one) for one in incident.types.all()]
    rows = []
    for field, label in differences.REPORTED.items():
        value = types if field == "types" else getattr(incident, field)
        now = differences.words(field, value)
        row = Row(str(label), told.get(field, now), now)
        if row.reported or row.corrected:
            rows.append(row)
    people = list(incident.involved.all())
    now = _lines(
        _person_words(one.name, one.kind, one.part) for one in people if not one.removed_at
    )
    return [*rows, Row(_("People involved"), _told_people(incident, people, now), now)]


def _answers(incident: Incident) -> Mapping[str, Any]:
    submission = getattr(incident, "submission", None)
    return submission.answers if submission else {}


def _told(incident: Incident, labels: Mapping[str, str]) -> dict[str, str]:
    """The report's answers in words; the report has two boxes where the record has one place."""
    answers = dict(_answers(incident))
    if not answers:
        return {}
    places = answers.get("places", [])
    answers["place"] = "both" if len(places) > 1 else "".join(places)
    answers["happened_at_time"] = answers.get("time")
    answers["types"] = [name for code, name in labels.items() if code in answers.get("types", [])]
    return {field: differences.words(field, answers.get(field)) for field in differences.REPORTED}


def _told_people(incident: Incident, people: Iterable[InvolvedPerson], now: str) -> str:
    told = _answers(incident).get("people")
    if told is None:
        return now
    names = {str(one.person_id): one.name for one in people if one.person_id}
    rows = (
        _person_words(
            names.get(str(one.get("person")), one.get("name", "")), one["kind"], one["part"]
        )
        for one in told
    )
    return _lines(rows)


def _person_words(name: str, kind: str, part: str) -> str:
    who = name or str(PersonKind(kind).label)
    return f"{who}, {PersonKind(kind).label}, {Part(part).label}"


def _lines(rows: Iterable[str]) -> str:
    return "\n".join(sorted(rows))


@dataclass(frozen=True)
class Named:
    """Somebody involved, with the members whom the typed name could mean."""

    number: int
    row: InvolvedPerson
    maybe: list[Membership]

    @property
    def detail(self) -> str:
        """What tells the person from a namesake: the year as it was, or the job."""
        if self.row.year_group:
            return str(_year(self.row.year_group))
        return self.row.person.detail if self.row.person else _("Name as it was typed")

    @property
    def could_be(self) -> str:
        return ", ".join(member.display_name for member in self.maybe)


def _year(code: str) -> str:
    return str(dict(YEAR_GROUPS).get(code, code))


def people(
    incident: Incident, maybe: Mapping[int, list[Membership]]
) -> tuple[list[Named], list[Named]]:
    """Who is involved, and who was taken off the record."""
    found = enumerate(incident.involved.all(), start=1)
    rows = [Named(number, one, maybe.get(one.pk, [])) for number, one in found]
    return [n for n in rows if not n.row.removed_at], [n for n in rows if n.row.removed_at]


@dataclass(frozen=True)
class Action:
    """One immediate action of Appendix I, and each time it was taken."""

    label: str
    lines: list[Line]


def actions(incident: Incident) -> list[Action]:
    """The immediate actions of Appendix I in the form's order."""
    taken: dict[str, list[Line]] = {}
    for entry in incident.entries.all():
        if entry.action:
            taken.setdefault(entry.action, []).append(line(entry))
    return [Action(str(one.label), taken.get(one, [])) for one in ImmediateAction]


def page(
    incident: Incident, *, maybe: Mapping[int, list[Membership]], labels: Mapping[str, str]
) -> dict[str, Any]:
    """What the record's template shows of the incident itself."""
    present, removed = people(incident, maybe)
    done = actions(incident)
    return {
        "incident": incident,
        "tone": tone_of(incident.status),
        "facts": facts(incident),
        "rows": beside(incident, labels),
        "people": present,
        "removed": removed,
        "asked": [one for one in (*present, *removed) if one.maybe],
        "taken": [one for one in done if one.lines],
        "not_taken": [one for one in done if not one.lines],
        "lines": [line(entry) for entry in incident.entries.all()],
    }


@dataclass(frozen=True)
class Fact:
    """One row of a summary list."""

    key: str
    value: str


def facts(incident: Incident) -> list[Fact]:
    """The last part of Appendix I: summary, investigation, outcome with its reasons."""
    fields = ("summary", "investigation", "outcome", "outcome_words")
    return [
        Fact(str(differences.LABELS[name]), differences.words(name, getattr(incident, name)))
        for name in fields
    ]


@dataclass(frozen=True)
class Anchor:
    """One part of the page, for the list beside it."""

    label: str
    url: str
    current: bool = False


def contents(parts: Iterable[Any]) -> list[Anchor]:
    """The parts of the record's page; `parts` are those of the topics (record_parts.Shown)."""
    early = [one.part for one in parts if one.part.early]
    later = [one.part for one in parts if not one.part.early]
    return [
        Anchor(_("Summary and outcome"), "#summary"),
        *(Anchor(str(part.title), f"#{part.anchor}") for part in early),
        Anchor(_("What was reported"), "#reported"),
        Anchor(_("People involved"), "#people"),
        Anchor(_("Immediate actions"), "#actions"),
        *(Anchor(str(part.title), f"#{part.anchor}") for part in later),
        Anchor(_("Chronology"), "#chronology"),
    ]
