"""Reviews in the demonstration: one is called, comes to a new revision, and people read it."""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.demo import policies
from esafety.demo.company import Company
from esafety.demo.stage import Acts
from policies.documents import queries as documents
from policies.documents.services import writing
from policies.guidance.models import Guidance
from policies.guidance.services import keeping
from policies.reviews.choices import Outcome, Step
from policies.reviews.queries import reading as queries
from policies.reviews.readings import Item
from policies.reviews.services import calendars, calling, reading, reviewing

CALLED = "passwords-access-policy"
"""The policy whose review incidents of the demonstration call."""
_HAVE_READ = 0.7
_STEPS = {
    Step.CHANGES: {
        "law": "The filtering and monitoring standards were updated in September.",
        "technology": "Most staff now sign in to a tool that writes by itself.",
        "incidents": "Twice somebody used the account of another person.",
    },
    Step.PEOPLE: {"people": "The eSafety lead, the DSL and the network manager."},
}


def reviews(company: Company, now: datetime) -> Iterator[Acts]:
    """The plays of one school."""
    yield _register(company, now)
    yield _readers(company, now)
    if not company.is_primary:
        yield _round(company, now)


def _register(company: Company, now: datetime) -> Acts:
    """The guidance register is checked, but for the law itself."""
    yield now - timedelta(days=12)
    lead = policies.lead_of(company)
    for row in Guidance.objects.exclude(code__in=["uk-gdpr", "online-safety-act"]):
        day = timezone.localdate() + timedelta(days=230)
        keeping.note_check(guidance=row, words="No newer edition.", next_check_on=day, by=lead)


def _round(company: Company, now: datetime) -> Acts:
    """Once round the loop, from a call to most people having read the new text."""
    lead = policies.lead_of(company)
    yield now - timedelta(days=40)
    policy = documents.policies().get(code=CALLED)
    calling.call(
        policy=policy, why="technology", words="Sign-in without a password has come.", by=lead
    )
    yield now - timedelta(days=26)
    draft = reviewing.begin(policy=policy, by=lead)
    for step, facts in _STEPS.items():
        reviewing.write(draft=draft, step=step, facts=facts, by=lead)
    outcome: dict[str, Any] = {
        "outcome": Outcome.REVISE.value,
        "words": "The rule on tools is missing.",
        "next_on": timezone.localdate() + timedelta(days=14),
    }
    draft = reviewing.write(draft=draft, step=Step.OUTCOME, facts=outcome, by=lead)
    reviewing.finish(draft=draft, by=lead)
    reviewing.link_agreements(policy=policy, agreements={"staff"}, by=lead)
    yield now - timedelta(days=15)
    text = writing.begin(policy=policy, by=lead)
    words = text.text.replace("tells the password to nobody", "tells it to nobody and to no tool")
    writing.change(policy=policy, text=words, revision=text.revision, by=lead)
    policies.publish(company, policy, days=350, comment="Tools are named.")
    yield now - timedelta(days=9)
    _read(company, "policy", CALLED)
    calendars.make(by=lead)


def _readers(company: Company, now: datetime) -> Acts:
    """Most of the people who can sign in have read the online safety policy and Part one."""
    yield now - timedelta(days=11)
    _read(company, "policy", "online-safety")
    _read(company, "guidance", "kcsie")


def _read(company: Company, kind: str, code: str) -> None:
    readers = [a for a in company.actors.values() if a.can(Permission.POLICY_ACKNOWLEDGE)]
    for by in readers[: round(len(readers) * _HAVE_READ)]:
        item = queries.item_of(by, kind, code, timezone.localdate())
        if item is not None:
            _sign(by, item)


def _sign(by: Actor, item: Item) -> None:
    reading.acknowledge(
        item=item,
        name=by.display_name,
        statement="I have read this and understood it.",
        second_factor=False,
        ip="127.0.0.1",
        browser="",
        once_key=uuid.uuid4(),
        by=by,
    )
