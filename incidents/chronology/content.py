"""What a chronology shows, in words: for the page, and masked for the PDF. No queries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aup.audiences import audience_of
from esafety.people.models import Person
from incidents import differences, presenters
from incidents.choices import Part, Status
from incidents.log import words
from incidents.models import Decision, Incident, InvolvedPerson, Task

Held = Callable[[Person, Any, date], list[str]]
Mask = Callable[[str, int], str]
"""A text and the id of its incident -> the text with the names of others masked."""


@dataclass(frozen=True)
class Case:
    """One incident of the person."""

    incident: int
    reference: str
    when: str
    types: str
    part: str
    state: str
    tone: str
    reported: str
    outcome: str
    agreements: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Happening:
    """One entry of the chronology of one incident."""

    incident: int
    reference: str
    title: str
    when: str
    entered: str
    by: str
    body: str
    strong: bool = False


@dataclass(frozen=True)
class Asked:
    """One task about the person."""

    incident: int
    reference: str
    title: str
    owner: str
    due: str
    state: str
    outcome: str


@dataclass(frozen=True)
class Decided:
    """One decision by the school's grid, with what was taken and what was departed from. The
    number of times is left out: it would count incidents that the reader may not see."""

    incident: int
    reference: str
    when: str
    misuse: str
    reasons: str
    taken: list[str]
    departed: list[str]
    by: str


@dataclass(frozen=True)
class Chronology:
    """Everything that is shown of one person; each entry of an incident is in it once."""

    cases: list[Case]
    happenings: list[Happening]
    tasks: list[Asked]
    decisions: list[Decided]

    def masked(self, mask: Mask) -> "Chronology":
        """The same with every text that people wrote masked; this one stays as it is."""
        own = {
            Case: ("reported", "outcome", "types"),
            Happening: ("by", "body"),
            Asked: ("title", "owner", "outcome"),
            Decided: ("misuse", "reasons", "taken", "departed", "by"),
        }
        changed = {
            name: [_masked(one, own[type(one)], mask) for one in rows]
            for name, rows in vars(self).items()
        }
        return Chronology(**changed)

    def as_json(self) -> dict[str, Any]:
        """As the print keeps it."""
        return asdict(self)


def _masked(one: Any, names: Sequence[str], mask: Mask) -> Any:
    def changed(value: Any) -> Any:
        if isinstance(value, list):
            return [mask(each, one.incident) for each in value]
        return mask(value, one.incident)

    return replace(one, **{name: changed(getattr(one, name)) for name in names})


def chronology(
    person: Person,
    incidents: Sequence[Incident],
    *,
    held: Held,
    tasks: Iterable[Task],
    decisions: Iterable[Decision],
) -> Chronology:
    """The whole chronology from rows already read."""
    references = {one.pk: one.reference for one in incidents}
    entries = [(entry, one) for one in incidents for entry in one.entries.all()]
    entries.sort(key=lambda pair: (pair[0].happened_at, pair[0].pk))
    return Chronology(
        cases=[_case(one, person, held) for one in incidents],
        happenings=[_happening(entry, one) for entry, one in entries],
        tasks=[_asked(one, references) for one in tasks],
        decisions=[_decided(one, references) for one in decisions],
    )


def _case(incident: Incident, person: Person, held: Held) -> Case:
    own = [one for one in incident.involved.all() if _is(one, person)]
    fields = ("summary", "outcome", "outcome_words")
    outcome = [differences.words(name, getattr(incident, name)) for name in fields]
    audience = audience_of(person.kind, own[0].year_group or person.year_group)
    return Case(
        incident=incident.pk,
        reference=incident.reference,
        when=words.when(vars(incident)),
        types=words.types([str(one) for one in incident.types.all()], incident.other_words),
        part=", ".join(dict.fromkeys(str(Part(one.part).label) for one in own)),
        state=str(Status(incident.status).label),
        tone=presenters.tone_of(incident.status),
        reported=incident.description,
        outcome="\n".join(filter(None, outcome)),
        agreements=held(person, audience, incident.happened_on),
    )


def _is(one: InvolvedPerson, person: Person) -> bool:
    return one.person_id == person.pk and one.removed_at is None


def _happening(entry: Any, incident: Incident) -> Happening:
    line = presenters.line(entry)
    happened, entered = moment(entry.happened_at), moment(entry.entered_at)
    return Happening(
        incident=incident.pk,
        reference=incident.reference,
        title=line.title,
        when=happened,
        entered=entered if entered != happened else "",
        by=line.by,
        body=line.body,
        strong=line.strong,
    )


def _asked(task: Task, references: Mapping[int, str]) -> Asked:
    owner = task.owner.display_name if task.owner else str(task.get_owner_role_display())
    return Asked(
        incident=task.incident_id,
        reference=references[task.incident_id],
        title=task.title,
        owner=owner,
        due=date_format(task.due_on, "j F Y"),
        state=str(task.get_state_display()),
        outcome=task.outcome,
    )


def _decided(decision: Decision, references: Mapping[int, str]) -> Decided:
    measures = list(decision.measures.all())
    departed = [
        _("%(what)s: %(why)s") % {"what": one.words, "why": one.reason}
        for one in measures
        if one.proposed != one.taken
    ]
    return Decided(
        incident=decision.incident_id,
        reference=references[decision.incident_id],
        when=moment(decision.decided_at),
        misuse=decision.misuse_words,
        reasons=decision.note,
        taken=[one.words for one in measures if one.taken],
        departed=departed,
        by=decision.decided_by.display_name,
    )


def moment(at: datetime) -> str:
    """A moment on the school's clock."""
    return date_format(timezone.localtime(at), "j F Y, H:i")
