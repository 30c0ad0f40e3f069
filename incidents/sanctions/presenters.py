"""The words and links of decisions that a template cannot make simply. No queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.template.defaultfilters import date as as_date
from django.utils.translation import gettext as _

from incidents.choices import When
from incidents.models import Decision, Incident, InvolvedPerson, Measure
from incidents.presenters import link
from incidents.sanctions import suggestions
from incidents.sanctions.actions import Act
from incidents.sanctions.proposals import Misuse
from incidents.sanctions.queries import GridInForce
from incidents.tasking.choices import TaskState

_TONES = {TaskState.OPEN: "blue", TaskState.DONE: "green", TaskState.CANCELLED: "grey"}


def day_of(incident: Incident) -> str:
    """The day of an incident, and how sure it is."""
    first = str(as_date(incident.happened_on, "j F Y"))
    if incident.when == When.ABOUT:
        return _("about %(day)s") % {"day": first}
    if incident.when == When.RANGE and incident.happened_until:
        last = as_date(incident.happened_until, "j F Y")
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return first


def time_words(number: int) -> str:
    """Which time it is, in words."""
    words = {
        1: _("This counts as the first time."),
        2: _("This counts as the second time."),
        3: _("This counts as the third time."),
    }
    other = _("This counts as time number %(number)s.") % {"number": number}
    return words.get(number, other)


def task_words(act: Act, misuse: Misuse, incident: Incident) -> str:
    """What whoever gets the task needs to know: no name (the task says whom it is about), and the
    misuse only where the task cannot be done without it."""
    if not act.says_misuse:
        return str(act.words)
    return f"{misuse.words}, {day_of(incident)}.\n{act.words}"


@dataclass(frozen=True)
class Pick:
    """A misuse to choose."""

    words: str
    url: str
    hint: str = ""


@dataclass(frozen=True)
class GridToPick:
    """One grid on the page where the misuse is chosen."""

    title: str
    since: str
    suggested: tuple[Pick, ...]
    groups: tuple[tuple[str, tuple[Pick, ...]], ...]


def to_pick(grid: GridInForce, incident: Incident, number: int, types: Iterable[str]) -> GridToPick:
    """The misuse of one grid: what fits the incident's types first, then all of it."""

    def pick(one: Misuse) -> Pick:
        return Pick(
            one.words, link(incident, "decide", number, grid.code.value, one.code), one.level
        )

    found = {one.code: one for one in grid.misuses}
    fitting = [found[code] for code in suggestions.fitting(grid.code, types) if code in found]
    levels = groupby(found.values(), key=lambda one: one.level)
    return GridToPick(
        title=grid.title,
        since=str(as_date(grid.version.effective_from, "j F Y")),
        suggested=tuple(map(pick, fitting)),
        groups=tuple((level, tuple(map(pick, some))) for level, some in levels),
    )


@dataclass(frozen=True)
class EarlierLine:
    """One earlier incident: which, when, what it was, and what followed."""

    reference: str
    url: str
    day: str
    misuse: str
    followed: str


def earlier_line(decision: Decision) -> EarlierLine:
    taken = [measure.words for measure in decision.measures.all() if measure.taken]
    return EarlierLine(
        reference=decision.incident.reference,
        url=decision.incident.get_absolute_url(),
        day=day_of(decision.incident),
        misuse=with_level(decision),
        followed="; ".join(taken) or _("Nothing was taken."),
    )


def with_level(decision: Decision) -> str:
    """The misuse in words, with its level where the grid has levels."""
    words = decision.misuse_words
    return f"{decision.level}: {words}" if decision.level else words


@dataclass(frozen=True)
class MeasureLine:
    """One action of a decision: what was proposed, what was done about it, and how it stands."""

    words: str
    condition: str
    state: str
    tone: str
    reason: str
    task_url: str
    task_words: str
    added: bool  # taken without being proposed


def measure_line(measure: Measure, *, opens: bool) -> MeasureLine:
    """`opens`: whether the reader may open the task."""
    task = measure.task
    if not measure.taken:
        state, tone = _("Not taken"), "yellow"
    else:
        state = str(task.get_state_display()) if task else _("Taken")
        tone = _TONES[TaskState(task.state)] if task else "green"
    return MeasureLine(
        words=measure.words,
        condition=measure.condition,
        state=state,
        tone=tone,
        reason=measure.reason,
        task_url=task.get_absolute_url() if task and opens else "",
        task_words=_whose(measure) if task else "",
        added=measure.taken and not measure.proposed,
    )


def _whose(measure: Measure) -> str:
    task = measure.task
    if task is None:
        return ""
    who = task.owner.display_name if task.owner else str(task.get_owner_role_display())
    parts = [_("%(who)s, by %(day)s") % {"who": who, "day": as_date(task.due_on, "j F Y")}]
    if task.access_until:
        day = as_date(task.access_until, "j F Y")
        parts.append(_("access comes back on %(day)s") % {"day": day})
    if task.amount is not None:
        parts.append(f"£{task.amount}")
    return "; ".join(parts)


@dataclass(frozen=True)
class DecisionShown:
    """One decision as the record shows it."""

    number: int
    decision: Decision
    misuse: str
    version: str
    present: bool
    lines: tuple[MeasureLine, ...]
    earlier: tuple[Incident, ...]

    @property
    def open_tasks(self) -> list[MeasureLine]:
        return [line for line in self.lines if line.tone == _TONES[TaskState.OPEN]]


def shown(
    number: int, decision: Decision, seen: Sequence[Incident], *, opens: bool, present: bool
) -> DecisionShown:
    """`seen`: the incidents that the reader may see; of the earlier ones no other is named."""
    version = decision.version
    facts = {
        "grid": version.table.title,
        "number": version.number,
        "day": as_date(version.effective_from, "j F Y"),
    }
    return DecisionShown(
        number=number,
        decision=decision,
        misuse=with_level(decision),
        version=_("%(grid)s, version %(number)s, in force from %(day)s") % facts,
        present=present,
        lines=tuple(measure_line(measure, opens=opens) for measure in decision.measures.all()),
        earlier=tuple(one for one in seen if one.reference in decision.earlier),
    )


def who(one: InvolvedPerson) -> str:
    """The person with what tells them from a namesake."""
    detail = one.person.detail if one.person else ""
    return f"{one.name} ({detail})" if detail else one.name
