"""The words and links of tasks that a template cannot make simply. No queries here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from esafety.schools.calendar import SchoolCalendar
from incidents import clocks
from incidents.clocks import Clock
from incidents.models import Incident, Task, TriageSettings
from incidents.tasking.choices import Owner, TaskKind, TaskState
from incidents.tasking.words import owner_words
from incidents.tasking.workflow import Act

_BUTTONS = {
    Act.HAND_BACK: ("hand_back_task", gettext_lazy("Hand it back")),
    Act.REASSIGN: ("reassign_task", gettext_lazy("Give it to somebody else")),
    Act.CANCEL: ("cancel_task", gettext_lazy("It is no longer needed")),
    Act.REOPEN: ("reopen_task", gettext_lazy("Open the task again")),
}


@dataclass(frozen=True)
class Line:
    """One task in a list: its page where the reader may open it, and how it stands."""

    task: Task
    url: str
    owner: str
    clock: Clock


@dataclass(frozen=True)
class Fact:
    """One row of a summary list."""

    key: str
    value: str = ""
    href: str = ""


@dataclass(frozen=True)
class Button:
    """An act with a page of its own."""

    url: str
    words: Any


def link(task: Task, name: str = "task") -> str:
    """The address of a task's page."""
    return reverse(f"incidents:{name}", args=[task.school.slug, task.key])


def line(task: Task, calendar: SchoolCalendar, now: datetime, *, opens: bool = True) -> Line:
    """A task in a list, with its clock while it is open."""
    clock = clocks.clock_of_task(task, calendar, now) or _over(task)
    return Line(task, link(task) if opens else "", owner_words(task), clock)


def lines(
    tasks: Iterable[Task], calendar: SchoolCalendar, now: datetime, opens: set[int] | None = None
) -> list[Line]:
    """Tasks in a list; with `opens`, only those have a link."""
    return [line(one, calendar, now, opens=opens is None or one.pk in opens) for one in tasks]


def _over(task: Task) -> Clock:
    if task.state == TaskState.CANCELLED:
        return Clock("met", _("No longer needed"))
    day, today = timezone.localdate(task.done_at), timezone.localdate()
    words = date_format(day, "j F" if day.year == today.year else "j F Y")
    return Clock("met", _("Done on %(day)s") % {"day": words})


def buttons(task: Task, acts: set[Act]) -> list[Button]:
    """What may be done with the task besides answering it."""
    found = ((act, _BUTTONS[act]) for act in _BUTTONS if act in acts)
    return [Button(link(task, name), words) for _act, (name, words) in found]


def page(task: Task, calendar: SchoolCalendar, now: datetime, *, sees_case: bool) -> dict[str, Any]:
    """What the page of a task shows: what was asked, how it stands, and what was answered."""
    return {
        "task": task,
        "clock": line(task, calendar, now).clock,
        "asked": _asked(task, sees_case),
        "answered": _answered(task) if task.state == TaskState.DONE else [],
        "choose": _choose(task) if sees_case else "",
        "sees_case": sees_case,
    }


def _asked(task: Task, sees_case: bool) -> list[Fact]:
    case = task.incident
    record = case.get_absolute_url() if sees_case else ""
    about = task.about if task.about and not task.about.removed_at else None
    facts = [
        Fact(_("Incident"), case.reference, record),
        Fact(_("About"), about.name if about and (task.names_person or sees_case) else ""),
        Fact(_("What you need to know"), task.words),
        Fact(_("For"), owner_words(task)),
        Fact(_("Due on"), _day(task.due_on)),
        Fact(_("Given by"), task.given_by.display_name if task.given_by else ""),
    ]
    if task.state != TaskState.DONE:
        facts += _of_kind(task)
    return [fact for fact in facts if fact.value]


def _answered(task: Task) -> list[Fact]:
    facts = [
        Fact(_("Who was informed"), task.informed_who),
        Fact(_("How they were informed"), task.informed_how),
        Fact(_("When they were informed"), _moment(task.informed_at)),
        Fact(_("When access was removed"), _moment(task.access_removed_at)),
        *_of_kind(task),
        Fact(_("What was done"), task.outcome),
        Fact(_("Answered by"), task.done_by.display_name if task.done_by else ""),
        Fact(_("Answered on"), _moment(task.done_at)),
    ]
    return [fact for fact in facts if fact.value]


def _of_kind(task: Task) -> list[Fact]:
    """What was decided for a removal of access or a cost."""
    facts = []
    if task.kind == TaskKind.REMOVE_ACCESS and task.access_until:
        key = _("Access came back on") if task.access_ended_at else _("Access comes back on")
        facts.append(Fact(key, _day(task.access_until)))
    if task.amount is not None:
        facts.append(Fact(_("Amount"), f"£{task.amount}"))
    return facts


def _choose(task: Task) -> str:
    """Said while somebody holds a task for a role that nobody can have it as."""
    if not (task.owner_id and task.owner_role) or task.state != TaskState.OPEN:
        return ""
    if task.owner_role == Owner.CLASS_TEACHER:
        return _("Choose the class teacher or tutor, and give the task to them.")
    words = _("Nobody who is “%(role)s” can have this task. Choose somebody and give it to them.")
    return words % {"role": Owner(task.owner_role).label}


def case_link(incident: Incident, name: str) -> str:
    """The address of a page that hangs from the record."""
    return reverse(f"incidents:{name}", args=[incident.school.slug, incident.reference])


def settings_rows(settings: TriageSettings) -> list[Fact]:
    """The clocks as they run, in words."""
    hours, days = settings.acknowledge_hours, settings.head_after_days
    after_hours = ngettext("After %(n)d school hour", "After %(n)d school hours", hours)
    return [
        Fact(_("The lead is reminded of a report"), after_hours % {"n": hours}),
        Fact(_("The headteacher is reminded of it"), _after_days(days)),
        Fact(_("A case without an entry"), _after_days(settings.silent_days)),
        Fact(_("A task is due"), _after_days(settings.task_days)),
        Fact(_("Earlier misuse counts over"), str(settings.get_count_over_display())),
    ]


def _after_days(days: int) -> str:
    words = ngettext("After %(n)d school day", "After %(n)d school days", days)
    return words % {"n": days}


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def _moment(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i") if at else ""
