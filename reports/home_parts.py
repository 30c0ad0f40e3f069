"""Words and links of the home page that a template cannot make simply. No queries."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.access.permissions import Permission as P
from esafety.schools.models import School
from incidents.work import Pile, Work


@dataclass(frozen=True)
class Heap:
    """Incidents that wait for the same thing, with their clocks."""

    title: str
    pile: Pile
    more: bool


@dataclass(frozen=True)
class Task:
    """Somewhere this role does its work."""

    title: str
    hint: str
    url: str


def piles(work: Work) -> list[Heap]:
    """What waits, the most pressing first; heaps with nothing in them are left out."""
    heaps = [
        Heap(_("Waiting to be acknowledged"), work.unacknowledged, work.more_unacknowledged),
        Heap(_("Quiet for too long"), work.stale, work.more_stale),
        Heap(_("Mine to handle"), work.mine, work.more_mine),
    ]
    return [heap for heap in heaps if heap.pile]


_TASKS = (
    (
        P.TASK_ANSWER,
        "incidents:tasks",
        gettext_lazy("Tasks"),
        gettext_lazy("What you are asked to do, and by when."),
    ),
    (
        P.INCIDENT_LOG,
        "incidents:log",
        gettext_lazy("Incident log"),
        gettext_lazy("Search, filter and print it."),
    ),
    (
        P.INCIDENT_LOG,
        "incidents:sanctions_report",
        gettext_lazy("Sanctions by the grid"),
        gettext_lazy("What was proposed, taken and departed from."),
    ),
    (
        P.INCIDENT_STAFF,
        "incidents:staff_concerns",
        gettext_lazy("Concerns about staff"),
        gettext_lazy("Allegations, and low-level concerns with their pattern."),
    ),
    (
        P.INCIDENT_CASE,
        "incidents:cases",
        gettext_lazy("Cases referred to me"),
        gettext_lazy("What somebody who handles an incident asks you to help with."),
    ),
    (
        P.PEOPLE_MANAGE,
        "people:directory",
        gettext_lazy("People"),
        gettext_lazy("Pupils, staff and governors: import, joining, leaving."),
    ),
    (
        P.AGREEMENT_MANAGE,
        "aup:reception",
        gettext_lazy("Reception"),
        gettext_lazy("Visitors who sign, and the tablet on which they do."),
    ),
    (
        P.MEMBERS_MANAGE,
        "schools:members",
        gettext_lazy("Members and roles"),
        gettext_lazy("Who can sign in, and as what."),
    ),
    (
        P.REPORT_READ,
        "reports:reports",
        gettext_lazy("Reports to the governors"),
        gettext_lazy("One for each term, in counts."),
    ),
    (
        P.TRAINING,
        "training:my_training",
        gettext_lazy("Training"),
        gettext_lazy("What is due for you, what you attended, your certificates."),
    ),
    (
        P.MEETING_ATTEND,
        "meetings:meetings",
        gettext_lazy("Meetings and log reviews"),
        gettext_lazy("Agendas, minutes and the actions they gave."),
    ),
    (
        P.SURVEY_MANAGE,
        "surveys:surveys",
        gettext_lazy("Surveys"),
        gettext_lazy("What pupils, parents and staff meet online, in counts."),
    ),
    (
        P.REGISTERS,
        "registers:registers",
        gettext_lazy("Registers"),
        gettext_lazy("Filtering, equipment, guests, who is responsible for what."),
    ),
    (P.AUDIT_VIEW, "audit:log", gettext_lazy("Audit log"), gettext_lazy("Who did and read what.")),
)


def tasks(school: School, actor: Actor) -> list[Task]:
    """The pages where this actor's roles do their work."""
    return [
        Task(str(title), str(hint), reverse(name, args=[school.slug]))
        for permission, name, title, hint in _TASKS
        if actor.can(permission)
    ]
