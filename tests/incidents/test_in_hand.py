"""What waits while somebody is away: their open cases and tasks."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from esafety.notices import queries as notices
from incidents import in_hand
from incidents.models import Task
from tests.factories.incidents import make_incident
from tests.incidents.cases import member


def make_task(incident, **extra) -> Task:
    facts = {"title": "Ring home", "due_on": date(2026, 11, 20), "given_at": timezone.now()}
    return Task.objects.create(
        school=incident.school, incident=incident, key=uuid4(), **facts, **extra
    )


def test_open_cases_and_tasks_are_in_hand_and_others_not(oakfield, lena, dee):
    mine, theirs = member(lena), member(dee)
    case = make_incident(oakfield, status="investigating", handler=mine)
    make_incident(oakfield, status="not_incident", handler=mine)
    make_incident(oakfield, status="investigating", handler=theirs)
    task = make_task(case, owner=mine)
    make_task(case, owner=theirs)
    make_task(case, owner_role="lead")

    assert in_hand.cases_of(mine) == [case.audit_ref]
    assert in_hand.tasks_of(mine) == [f"task:{task.key}"]


def test_who_stands_in_finds_what_exists_for_them(oakfield, lena, dee, tom):
    case = make_incident(oakfield, status="investigating", handler=member(lena))

    assert [one.object for one in notices.waiting_for(member(lena), dee)] == [case.audit_ref]
    assert notices.waiting_for(member(lena), tom) == []
