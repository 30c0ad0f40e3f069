"""What a member has in hand: open cases they handle and open tasks of theirs. Who stands in for
them is told once when they go away, as far as it exists for that one (esafety.notices)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.notices import in_hand, kinds
from esafety.schools.models import Membership, School
from incidents.choices import OPEN
from incidents.models import Incident, Task
from incidents.tasking.choices import TaskState

CASE, TASK = "case.in_hand", "task.in_hand"


def cases_of(member: Membership) -> Iterable[str]:
    """The open cases that the member handles, as references."""
    rows = Incident.objects.filter(handler=member.pk, status__in=OPEN).order_by("pk")
    return [one.audit_ref for one in rows]


def tasks_of(member: Membership) -> Iterable[str]:
    """The member's own open tasks, as references."""
    rows = Task.objects.filter(owner=member.pk, state=TaskState.OPEN).order_by("due_on", "pk")
    return [f"task:{key}" for key in rows.values_list("key", flat=True)]


def _record(school: School, ref: str) -> str:
    return reverse("incidents:record", args=[school.slug, ref.partition(":")[2]])


def _task(school: School, ref: str) -> str:
    return reverse("incidents:task", args=[school.slug, ref.partition(":")[2]])


kinds.register(CASE, _("An open case"), _record)
kinds.register(TASK, _("An open task"), _task)
in_hand.register(CASE, cases_of)
in_hand.register(TASK, tasks_of)
