"""What notices about tasks and clocks say, and which page they lead to. No name, no word of a
case: who reads one over a shoulder learns that something waits, and no more."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.notices import kinds
from esafety.notices import services as notices
from esafety.schools.models import Membership, School
from incidents.models import Task
from incidents.tasking.alarms import Alarm


def tell(task: Task, kind: str, members: Iterable[Membership], *, but: Actor | None = None) -> None:
    """A notice about a task for each of the members, except for the one who acts."""
    for member in members:
        if but is None or member.pk != but.membership_id:
            ref = f"task:{task.key}"
            notices.tell(member=member, kind=kind, object=ref, school_id=task.school_id)


def remind(alarm: Alarm, member: Membership) -> None:
    """The notice of an alarm: to each member once ever, and to who stands in for them."""
    notices.tell(
        member=member,
        kind=alarm.kind,
        object=alarm.object,
        school_id=member.school_id,
        urgent=alarm.urgent,
        once_key=alarm.key,
    )


def task_page(school: School, ref: str) -> str:
    """The page of a task."""
    return reverse("incidents:task", args=[school.slug, ref.partition(":")[2]])


def record(school: School, ref: str) -> str:
    """The record of an incident."""
    return reverse("incidents:record", args=[school.slug, ref.partition(":")[2]])


kinds.register("task.given", _("There is a task for you"), task_page)
kinds.register("task.answered", _("A task that you gave was answered"), task_page)
kinds.register("task.handed_back", _("A task was handed back to you"), task_page)
kinds.register("task.overdue", _("A task is past its date"), task_page)
kinds.register("task.access_ended", _("Network access comes back today"), task_page)
kinds.register("clock.unacknowledged", _("A report waits to be acknowledged"), record)
kinds.register("clock.silent", _("A case has had no entry for a while"), record)
kinds.register("clock.breach", _("The time to decide about a data breach runs out"), record)
