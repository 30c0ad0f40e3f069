"""Who may have a task of a case, and until when it is due unless somebody says otherwise."""

from datetime import date

from django.utils import timezone

from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from incidents import visibility
from incidents.models import Incident
from incidents.tasking import queries as tasks


def may_have_tasks(incident: Incident) -> list[Membership]:
    """Present members who answer tasks and whom the case neither names nor shuts out, by name.

    The same rule as `tasking.queries.may_have`, for all of them with the same few queries.
    """
    able = [m for m in schools.current_members() if _answers(m)]
    named = visibility.Named(able, [incident.pk])
    barred = {m.pk for m in able if incident.pk in named.out(m)}
    free = (member for member in able if member.pk not in barred)
    return sorted(free, key=lambda member: (member.display_name.casefold(), member.pk))


def usual_due(incident: Incident) -> date:
    """The day on which a task given now is due: after the school's usual number of school days."""
    return _school_day(incident, tasks.settings_of(incident.school).task_days)


def next_school_day(incident: Incident) -> date:
    """The day on which what cannot wait is due, such as taking access away for a day."""
    return _school_day(incident, 1)


def _school_day(incident: Incident, days: int) -> date:
    calendar = schools.calendar_of(incident.school)
    return calendar.add_days(timezone.now(), days).astimezone(calendar.zone).date()


def _answers(member: Membership) -> bool:
    return schools.actor_of(member).can(Permission.TASK_ANSWER)
