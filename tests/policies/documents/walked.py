"""A policy taken to each of its states, by the people who may."""

from datetime import timedelta

from django.utils import timezone

from policies.documents import queries
from policies.documents.choices import ApprovingBody, Cycle, How, Marking, State
from policies.documents.models import Policy
from policies.documents.services import lifecycle, writing

TEXT = "## 1. Scope\n\nEverybody keeps to it.\n\n- at school\n- on trips\n"


def today():
    return timezone.localdate()


def details(**others):
    return {
        "title": "Visits policy",
        "number": "OAK-POL-100",
        "owner": None,
        "body": ApprovingBody.GOVERNING_BODY,
        "cycle": Cycle.YEARLY,
        "cycle_months": None,
        "marking": Marking.NONE,
        "public": False,
        "acknowledged": False,
    } | others


def made(by, text=TEXT, **others):
    policy = writing.make(**details(**others), by=by)
    writing.change(policy=policy, text=text, revision=1, by=by)
    return fresh(policy)


def fresh(policy):
    return Policy.objects.select_related("school").get(pk=policy.pk)


def revision(policy):
    draft = queries.draft_of(policy)
    return draft.revision if draft else 1


def asked(policy, by, roles=("staff",), days=14):
    closes = today() + timedelta(days=days)
    lifecycle.open_consultation(
        policy=policy,
        revision=revision(policy),
        asked="All staff",
        roles=roles,
        closes_on=closes,
        by=by,
    )
    return fresh(policy)


def proposed(policy, by):
    lifecycle.propose(
        policy=policy, revision=revision(policy), comment="All of it", material=True, by=by
    )
    return fresh(policy)


def approval(policy, **others):
    return {
        "policy": policy,
        "revision": revision(policy),
        "body": ApprovingBody.GOVERNING_BODY,
        "on": today(),
        "how": How.MEETING,
        "words": "Minute 7",
    } | others


def approved(policy, by):
    lifecycle.approve(**approval(policy), by=by)
    return fresh(policy)


def published(policy, writer, approver):
    approved(proposed(policy, writer), approver)
    lifecycle.publish(policy=policy, next_review_on=today() + timedelta(days=365), by=writer)
    return fresh(policy)


def in_state(state, writer, approver, *, once_published=False, **others):
    """A policy in that state, for the first time or after a first revision."""
    policy = made(writer, **others)
    if once_published or state in (State.PUBLISHED, State.REVIEW):
        policy = published(policy, writer, approver)
    if state == State.PUBLISHED:
        return policy
    if policy.state == State.PUBLISHED and state != State.WITHDRAWN:
        lifecycle.open_review(policy=policy, reason="It is time", by=writer)
        draft = writing.begin(policy=policy, by=writer)
        text = f"{TEXT}\nAnd more.\n"
        writing.change(policy=policy, text=text, revision=draft.revision, by=writer)
    if state == State.CONSULTATION:
        asked(policy, writer)
    elif state == State.APPROVED:
        approved(proposed(policy, writer), approver)
    elif state == State.WITHDRAWN:
        lifecycle.withdraw(policy=policy, reason="No longer needed", by=approver)
    return fresh(policy)
