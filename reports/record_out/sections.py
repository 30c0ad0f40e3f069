"""The parts of a record that a copy can hold, each read and put into words for paper."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from esafety.access.actor import Actor
from incidents import agreements_panel, presenters, reading
from incidents.chronology.content import moment
from incidents.concerns import permissions as concerns
from incidents.concerns import presenters as messages
from incidents.concerns import queries as concern_queries
from incidents.models import Decision, Incident, Measure, Task
from incidents.sheets import presenters as sheets
from incidents.sheets import queries as sheet_queries
from incidents.sheets.choices import SheetKind
from incidents.sheets.kinds import KINDS
from incidents.tasking import queries as tasks
from incidents.walks import presenters as walks
from incidents.walks import queries as walk_queries


@dataclass(frozen=True)
class Item:
    """One entry of a part: what it is, a quiet line under it, and its words."""

    title: str
    quiet: str = ""
    body: str = ""


def _report(incident: Incident, _actor: Actor) -> Iterable[Item]:
    rows = presenters.beside(incident, reading.labels_of_types())
    return [Item(row.label, "", row.reported) for row in rows if row.reported]


def _corrections(incident: Incident, _actor: Actor) -> Iterable[Item]:
    rows = presenters.beside(incident, reading.labels_of_types())
    return [Item(row.label, "", row.corrected or _("taken out")) for row in rows if row.changed]


def _people(incident: Incident, _actor: Actor) -> Iterable[Item]:
    present, _removed = presenters.people(incident, {})
    return [
        Item(one.row.name, ", ".join([_kind(one), one.row.get_part_display()])) for one in present
    ]


def _kind(one: presenters.Named) -> str:
    year = one.detail if one.row.year_group else ""
    return ", ".join(filter(None, [str(one.row.get_kind_display()), year]))


def _outcome(incident: Incident, _actor: Actor) -> Iterable[Item]:
    return [Item(fact.key, "", fact.value) for fact in presenters.facts(incident) if fact.value]


def _actions(incident: Incident, _actor: Actor) -> Iterable[Item]:
    for action in presenters.actions(incident):
        for line in action.lines:
            yield Item(action.label, f"{moment(line.happened_at)}, {line.by}", line.body)


def _decisions(incident: Incident, _actor: Actor) -> Iterable[Item]:
    """Decisions in force; what a newer one took the place of stands in the chronology."""
    measures = Prefetch("measures", Measure.objects.order_by("pk"))
    rows = Decision.objects.filter(incident=incident, replaced_by__isnull=True)
    rows = rows.select_related("decided_by", "involved__person").prefetch_related(measures)
    for one in rows.order_by("decided_at", "pk"):
        taken = [m.words for m in one.measures.all() if m.taken]
        departed = [f"{m.words}: {m.reason}" for m in one.measures.all() if m.proposed != m.taken]
        words = [
            one.involved.name,
            *([_("Taken: %(what)s") % {"what": "; ".join(taken)}] if taken else []),
            *([_("Other than the grid: %(what)s") % {"what": "; ".join(departed)}]
              if departed else []),
            one.note,
        ]  # fmt: skip
        quiet = f"{moment(one.decided_at)}, {one.decided_by.display_name}"
        yield Item(one.misuse_words, quiet, "\n".join(filter(None, words)))


def _walks(incident: Incident, _actor: Actor) -> Iterable[Item]:
    for walk in walk_queries.walks_of(incident):
        found = walks.walked(incident, walk)
        for line in found.lines:
            words = "\n".join(filter(None, [line.answer, line.note, line.reason]))
            yield Item(f"{found.title}: {line.words}", f"{moment(line.at)}, {line.by}", words)


def _sheets(incident: Incident, _actor: Actor) -> Iterable[Item]:
    people = sheet_queries.numbered(incident)
    for sheet in sheet_queries.sheets_of(incident):
        kind = KINDS[SheetKind(sheet.kind)]
        rows = sheets.rows(kind, sheet.facts, people)
        words = "\n".join(f"{row.key}: {row.value}" for row in rows if row.value)
        yield Item(sheets.title(kind, sheet.number), moment(sheet.made_at), words)


def _tasks(incident: Incident, actor: Actor) -> Iterable[Item]:
    return [_task(one) for one in tasks.of_case(incident, actor) if one.incident_id == incident.pk]


def _task(one: Task) -> Item:
    owner = one.owner.display_name if one.owner else str(one.get_owner_role_display())
    day = date_format(one.due_on, "j F Y")
    facts = {"who": owner, "day": day, "state": one.get_state_display()}
    return Item(one.title, _("For %(who)s, due on %(day)s: %(state)s") % facts, one.outcome)


def _messages(incident: Incident, _actor: Actor) -> Iterable[Item]:
    if not concerns.can_be_read(incident):
        return []
    lines = messages.for_school(concern_queries.messages_of(incident))
    return [
        Item(one.title, ", ".join(filter(None, [moment(one.happened_at), one.by])), one.body)
        for one in lines
    ]


def _agreements(incident: Incident, actor: Actor) -> Iterable[Item]:
    found = agreements_panel.panel(incident, actor) or {"rows": []}
    return [Item(row["name"], str(row["words"]), str(row["version"])) for row in found["rows"]]


def _chronology(incident: Incident, _actor: Actor) -> Iterable[Item]:
    for entry in incident.entries.all():
        line = presenters.line(entry)
        yield Item(line.title, f"{moment(line.happened_at)}, {line.by}", line.body)


@dataclass(frozen=True)
class Section:
    """One part that can be chosen; `asked`: whether it is ticked to begin with."""

    title: str | Promise
    read: Callable[[Incident, Actor], Iterable[Item]]
    asked: bool = True


SECTIONS: dict[str, Section] = {
    "report": Section(lazy("The report as it was made"), _report),
    "corrections": Section(lazy("What the record says instead, where it was corrected"),
                           _corrections),
    "people": Section(lazy("People involved"), _people),
    "outcome": Section(lazy("Summary, investigation and outcome"), _outcome),
    "actions": Section(lazy("Immediate actions"), _actions),
    "decisions": Section(lazy("Decisions by the school’s grid"), _decisions, asked=False),
    "walks": Section(lazy("Decision charts walked"), _walks, asked=False),
    "sheets": Section(lazy("Sheets of the record"), _sheets, asked=False),
    "tasks": Section(lazy("Tasks"), _tasks, asked=False),
    "messages": Section(lazy("Messages with the reporter"), _messages, asked=False),
    "agreements": Section(lazy("Agreements in force on the day"), _agreements, asked=False),
    "chronology": Section(lazy("Chronology"), _chronology),
}  # fmt: skip
