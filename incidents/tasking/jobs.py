"""Jobs of tasks and clocks. What is due is looked for about once a minute; no rules here."""

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.schools.models import School
from incidents.models import Task
from incidents.tasking import alarms, notices, queries
from incidents.tasking.alarms import Alarm
from incidents.tasking.services import answering


@periodically
def look_at_clocks(school: School) -> None:
    """One job for each alarm whose moment has come; two workers make the same one."""
    now = timezone.now()
    for alarm in alarms.due(school, now):
        with transaction.atomic():
            jobs.enqueue(
                kind="clock.due",
                school_id=school.pk,
                payload=alarm.payload,
                once_key=alarm.key,
            )
    for task in queries.access_ends(school):
        # Ending is safe to do twice. The hour lets a task be looked at again that was said to be
        # no longer needed and then opened again between this look and the job.
        key = f"access:{task.key}:{now:%Y%m%d%H}"
        with transaction.atomic():
            jobs.enqueue(
                kind="task.end_access",
                school_id=school.pk,
                payload={"task": str(task.key)},
                once_key=key,
            )


@handler("clock.due")
def due(job: Job) -> None:
    """Work out now whom the alarm is for, and make one job for each of them."""
    alarm = Alarm(**job.payload)
    with transaction.atomic():
        for member in alarms.members(alarm):
            jobs.enqueue(
                kind="clock.tell",
                school_id=job.school_id,
                payload=alarm.payload | {"member": member.pk},
                once_key=f"{alarm.key}:{member.pk}",
            )


@handler("clock.tell")
def tell(job: Job) -> None:
    """Remind one member, if it still holds and they are still one of those it is for."""
    facts = dict(job.payload)
    pk, alarm = facts.pop("member"), Alarm(**facts)
    with transaction.atomic():
        for member in alarms.members(alarm):
            if member.pk == pk:
                notices.remind(alarm, member)


@handler("task.end_access")
def end_access(job: Job) -> None:
    """End a removal of access on its date."""
    task = Task.objects.select_related("incident").get(key=job.payload["task"])
    by = Actor.for_system("clocks", school_id=job.school_id)
    answering.end_access(task=task, by=by)
