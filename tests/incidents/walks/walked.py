"""Walks on incidents, for the tests of this topic."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from esafety.access.refused import Refused
from esafety.audit import types as audit_types
from incidents.models import ImageGuard, Task, Walk, WalkStep
from incidents.walks import queries
from incidents.walks.choices import Answer, How, Prompt
from incidents.walks.services import guarding, walking
from incidents.walks.workflow import position
from tests.incidents.cases import held, make_case

ALL_NO = dict.fromkeys(Prompt, Answer.NO)
IMAGES = ("sexting_or_abuse_images",)


def begun(school, by, chart="chart-illegal", **extra) -> Walk:
    """A chart begun on an acknowledged incident."""
    incident = make_case(school, "acknowledged", by=by, **extra)
    return walking.begin(incident=incident, by=by, chart=chart)


def say(walk, by, node, answer, **more) -> WalkStep:
    return walking.answer(walk=walk, by=by, node=node, answer=answer, **more)


def do(walk, by, node, how=How.DONE, **more) -> WalkStep:
    return walking.take(walk=walk, by=by, node=node, how=how, **more)


def now(walk):
    """Where the walk stands."""
    fresh = queries.walk_of(walk.incident, walk.chart)
    return position(queries.chart_of(fresh), fresh.steps.all())


def guard(incident, by, **facts) -> ImageGuard:
    facts.setdefault("answers", ALL_NO)
    facts.setdefault("read", ImageGuard.objects.filter(incident=incident).count())
    return guarding.answer(incident=incident, by=by, **facts)


def rows() -> list:
    return [*held(), *held(Walk, WalkStep, ImageGuard, Task)]


@contextmanager
def refused(words: str):
    """The act inside is refused with a whole sentence that holds the words; nothing changes."""
    before = rows()
    with pytest.raises(Refused, match=words) as found:
        yield
    assert found.value.sentence.endswith(".")
    assert rows() == before


@contextmanager
def audit_that_fails(monkeypatch):
    """The act inside cannot write its audit row, so it saves nothing."""
    before = rows()
    with monkeypatch.context() as patch:
        patch.setattr(audit_types, "_WORDS", {})
        with pytest.raises(audit_types.UnknownEventType), transaction.atomic():
            yield
    assert rows() == before
