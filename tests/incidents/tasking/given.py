"""Tasks in any state, and what their rows hold, for the tests of tasks."""

from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from esafety.access.roles import Role
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.notices.models import Notice
from esafety.schools.models import Membership, RoleGrant
from incidents.models import Task, TriageSettings
from incidents.tasking import audit_trail  # noqa: F401
from incidents.tasking import jobs as task_jobs  # noqa: F401
from incidents.tasking.choices import TaskKind, TaskState
from incidents.tasking.services import giving
from tests.incidents import cases
from tests.incidents.cases import make_case, member

FAR = date(2030, 1, 7)


def give(incident, by, **facts) -> Task:
    """A task given by the service."""
    facts = {"kind": TaskKind.DO, "title": "Talk with the class", "words": "", **facts}
    if not facts.keys() & {"owner", "owner_role"}:
        facts["owner"] = member(by)
    with transaction.atomic():
        return giving.add(incident=incident, by=by, **facts)


def make_task(incident, owner=None, *, state=TaskState.OPEN, **facts) -> Task:
    """A task written straight to the database; `owner` and `given_by` are actors."""
    now = timezone.now()
    done = {"done_at": now, "done_by": facts.pop("done_by", member(owner) if owner else None)}
    own = {"outcome": "It was done.", **done} if state == TaskState.DONE else {}
    if owner is not None:
        own["owner"] = member(owner)
    if facts.get("given_by"):
        facts["given_by"] = member(facts["given_by"])
    usual = {"kind": TaskKind.DO, "title": "Talk with the class", "due_on": FAR, "given_at": now}
    return Task.objects.create(
        school=incident.school,
        key=uuid4(),
        incident=incident,
        state=state,
        **(usual | own | facts),
    )


def open_case(school, by, **extra):
    return make_case(school, "investigating", by=by, **extra)


def notices_of(actor) -> list[str]:
    """The kinds of the member's notices, oldest first."""
    found = Notice.objects.filter(member=actor.membership_id).order_by("pk")
    return list(found.values_list("kind", flat=True))


def held() -> list:
    return cases.held() + [
        list(model.objects.order_by("pk").values()) for model in (Task, Notice, TriageSettings)
    ]


@contextmanager
def refused(*words):
    """As cases.refused; no task, no notice and no setting changes either."""
    before = held()
    with cases.refused(*words):
        yield
    assert held() == before


@contextmanager
def audit_that_fails(monkeypatch):
    """As cases.audit_that_fails, over the tables of tasks as well."""
    before = held()
    with cases.audit_that_fails(monkeypatch):
        yield
    assert held() == before


def work(kind: str = ""):
    """Do all jobs that are due, and those they make; with `kind`, only those that begin so."""
    for _round in range(3):
        due = Job.objects.filter(pk__in=jobs.due(), kind__startswith=kind)
        for job in due.order_by("created_at"):
            assert jobs.run(str(job.pk))


def leave(actor) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(pk=actor.membership_id).update(left_on=yesterday)


def take_role(actor, role: Role) -> None:
    RoleGrant.objects.filter(membership=actor.membership_id, role=role).update(
        ended_at=timezone.now(), ended_by="system:tests"
    )
