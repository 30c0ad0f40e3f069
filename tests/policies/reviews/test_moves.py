"""Every standing of a review, every act, everybody: only what this table says can be done, by the
services and by a POST."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction

from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from policies.documents.choices import State
from policies.reviews import loop
from policies.reviews.choices import Step
from policies.reviews.models import ReviewDraft
from policies.reviews.services import calling, reviewing
from tests.policies.documents import walked
from tests.policies.documents.test_moves import KEEPERS, PEOPLE, WRITERS, people
from tests.policies.reviews.given import held

__all__ = ["people"]
NEXT = walked.today() + timedelta(days=200)
FACTS = {
    Step.CHANGES: {"law": "l", "technology": "t", "incidents": "i"},
    Step.PEOPLE: {"people": "p"},
    Step.OUTCOME: {"outcome": "no_change", "words": "w", "next_on": NEXT},
}
ALWAYS = {"call": KEEPERS, "begin": WRITERS, "link": WRITERS}
# Which acts change something in each standing, and by whom. Everything else is refused; beginning a
# record that is begun goes on with it and changes nothing.
ALLOWED = {
    "never published": {"link": WRITERS},
    "in force": ALWAYS,
    "under review": ALWAYS,
    "being recorded": {"call": KEEPERS, "link": WRITERS, "write": WRITERS},
    "all recorded": {"call": KEEPERS, "link": WRITERS, "write": WRITERS, "finish": WRITERS},
    "finished": ALWAYS,
    "withdrawn": {},
}
GOES_ON = {("being recorded", "begin"), ("all recorded", "begin")}


@pytest.fixture(autouse=True)
def _agreements(monkeypatch):
    monkeypatch.setattr(loop, "_AGREEMENTS", [lambda: {"staff": "Staff"}])


def standing(name, writer, approver):
    state = {"never published": State.DRAFT, "withdrawn": State.WITHDRAWN}.get(
        name, State.PUBLISHED
    )
    once = name == "withdrawn"
    policy = walked.in_state(state, writer, approver, once_published=once)
    if name == "under review":
        calling.call(policy=policy, why="other", words="w", by=writer)
    if name in ("being recorded", "all recorded", "finished"):
        draft = reviewing.begin(policy=policy, by=writer)
        if name != "being recorded":
            for step, facts in FACTS.items():
                draft = reviewing.write(draft=draft, step=step, facts=facts, by=writer)
        if name == "finished":
            reviewing.finish(draft=draft, by=writer)
    return walked.fresh(policy)


def draft_of(policy):
    return ReviewDraft.objects.filter(policy=policy).select_related("policy__school").last()


def by_service(policy, act, actor):
    draft = draft_of(policy)
    if act in ("write", "finish") and draft is None:
        raise Refused("There is no record.")
    if act == "call":
        calling.call(policy=policy, why="other", words="w", by=actor)
    elif act == "begin":
        reviewing.begin(policy=policy, by=actor)
    elif act == "link":
        reviewing.link_agreements(policy=policy, agreements={"staff"}, by=actor)
    elif act == "write":
        reviewing.write(draft=draft, step=Step.PEOPLE, facts={"people": "Others"}, by=actor)
    else:
        reviewing.finish(draft=draft, by=actor)


FORMS = {
    "call": ("call/", {"why": "other", "words": "w"}),
    "begin": ("begin/", {}),
    "link": ("agreements/", {"agreements": ["staff"]}),
    "write": ("record/people/", {"people": "Others"}),
    "finish": ("record/", {}),
}


def everything():
    return held(), AuditEvent.objects.filter(type__startswith="review.").count()


def changes(do):
    """Whether the act changed anything, tried and taken back; and what it answered."""
    before, mark, answer = everything(), transaction.savepoint(), None
    try:
        answer = do()
    except Refused:
        assert everything() == before
    changed = everything() != before
    transaction.savepoint_rollback(mark)
    return changed, answer


@pytest.mark.parametrize("name", ALLOWED)
def test_services_do_only_what_the_table_says(name, people):
    policy = standing(name, people["lena"], people["cora"])
    members = [who for who in PEOPLE if who != "system"]
    for act in FORMS:
        acts = {who: partial(by_service, policy, act, people[who]) for who in members}
        done = {who for who, do in acts.items() if changes(do)[0]}
        assert done == ALLOWED[name].get(act, set()), f"{act} of a review that is {name}"


@pytest.mark.parametrize("name", ALLOWED)
def test_posts_do_only_what_the_table_says(name, people, client_of):
    policy = standing(name, people["lena"], people["cora"])
    clients = {who: client_of(people[who]) for who in PEOPLE if who != "system"}
    for act, (page, sent) in FORMS.items():
        url, done = f"/oakfield/policies/{policy.code}/reviews/{page}", set()
        for who, client in clients.items():
            changed, answer = changes(partial(client.post, url, sent))
            done |= {who} if changed else set()
            assert answer.status_code in (200, 302, 403, 404, 409), (act, who)
            if (name, act) not in GOES_ON:
                assert (answer.status_code == 302) is changed, (act, who)
        assert done == ALLOWED[name].get(act, set()), f"{act} of a review that is {name}"
