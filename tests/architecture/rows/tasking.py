"""A task is its owner's and theirs who handle the case; the clocks are settings."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from incidents.models import Task
from tests.architecture.row import HANDLE, LEADERS, SETTINGS, STAFF, Row, of

_OWNED = of("nat lena dee hari", hidden="sima tom cora olu")

TABLE: dict[str, Row] = {
    "incidents:tasks": of(*STAFF.opens, "cora"),
    "incidents:task": _OWNED,
    "incidents:hand_back_task": of("nat", hidden="lena dee hari sima tom cora olu"),
    **{
        f"incidents:{name}_task": of("lena dee hari", hidden="cora")
        for name in ("reassign", "cancel", "reopen")
    },
    "incidents:add_task": HANDLE,
    "incidents:clocks": SETTINGS,
    "incidents:change_clocks": LEADERS,
}


def args(world: Any) -> dict[str, list[object]]:
    """Nat has a task of the world's incident, which names nobody on the staff."""
    now = timezone.now()
    task = Task.objects.create(
        school=world.school,
        key=uuid4(),
        incident=world.incident,
        title="Remove access",
        owner=world.member("nat"),
        due_on=now.date(),
        given_at=now,
    )
    slug = world.school.slug
    names = ("task", "hand_back_task", "reassign_task", "cancel_task", "reopen_task")
    return {
        **{f"incidents:{name}": [slug, task.key] for name in names},
        "incidents:add_task": [slug, world.incident.reference],
        **{f"incidents:{name}": [slug] for name in ("tasks", "clocks", "change_clocks")},
    }
