"""Concerns as they are raised and messages as they are sent, for the tests of this topic."""

import re
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import transaction

from esafety.access.actor import Actor
from esafety.audit import types as audit_types
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.schools import queries as schools
from incidents.concerns import queries, telling
from incidents.concerns.services import raising
from incidents.concerns.words import DOORS
from incidents.models import Concern, Entry, Incident, InvolvedPerson, Message, Submission

HOME = "/oakfield/concern/"
WORDS = "Somebody sends horrid messages to me every night."


def system(school) -> Actor:
    return Actor.for_system("concern", school_id=school.pk)


def raise_one(school, *, seed=None, door="child", name="", reach="", **found):
    """A concern raised by the service; `found` are checked plain answers."""
    door, found = DOORS[door], {"description": WORDS, "name": name, **found}
    types, today = queries.types_for_concerns(), schools.local_today(school)
    return raising.raise_concern(
        school=school,
        source=door.source,
        ready=telling.ready(found, door, types, today),
        told=telling.told(found, door),
        name=name,
        reach=reach,
        seed=seed or uuid4(),
        by=system(school),
    )


def post(web, door="child", **typed):
    """What a browser posts; the page's own key unless one is given."""
    return web.post(f"{HOME}tell/{door}/", {"description": WORDS, "seed": uuid4(), **typed})


def code_on(answer) -> str:
    """The code on the page, or nothing."""
    found = re.search(r'app-concern-code">([^<]*)<', answer.content.decode())
    return found[1] if found else ""


def come_back(web, code, **more):
    return web.post(f"{HOME}back/", {"code": code, **more})


def rows():
    """Everything that raising and writing can leave."""
    models = (Incident, Submission, Concern, Entry, InvolvedPerson, Message, AuditEvent, Job)
    return [list(model.objects.order_by("pk").values()) for model in models]


@contextmanager
def audit_that_fails(monkeypatch):
    """The act inside cannot write its audit row, so it saves nothing."""
    before = rows()
    with monkeypatch.context() as patch:
        patch.setattr(audit_types, "_WORDS", {})
        with pytest.raises(audit_types.UnknownEventType), transaction.atomic():
            yield
    assert rows() == before
