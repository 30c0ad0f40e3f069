"""The record of a review, step by step, and what follows from it."""

from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, transaction

from esafety.access.refused import Refused
from policies.reviews import workflow
from policies.reviews.choices import Step
from policies.reviews.models import PolicyAgreement, Review, ReviewCall, ReviewDraft
from policies.reviews.queries import reviews
from policies.reviews.services import calling, reviewing
from tests.policies.guidance.kept import audit_that_fails
from tests.policies.reviews.given import TODAY, held, make_policy

FACTS = {
    Step.CHANGES: {"law": " KCSIE 2026 ", "technology": "AI tools", "incidents": "Nothing"},
    Step.PEOPLE: {"people": "The lead and the DSL"},
    Step.OUTCOME: {"outcome": "no_change", "words": "It fits.", "next_on": date(2027, 11, 2)},
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def written(policy, by, **outcome):
    draft = reviewing.begin(policy=policy, by=by)
    for step, facts in FACTS.items():
        facts = facts | outcome if step == Step.OUTCOME else facts
        draft = reviewing.write(draft=draft, step=step, facts=facts, by=by)
    return draft


def test_beginning_opens_the_review_once(oakfield, lena, dee):
    policy = make_policy(oakfield)
    draft = reviewing.begin(policy=policy, by=lena)

    assert reviewing.begin(policy=policy, by=dee) == draft
    policy.refresh_from_db()
    assert (policy.state, ReviewCall.objects.get().why) == ("review", "due")
    assert str(draft) == "policy:phones:review-draft"
    assert workflow.first_open(draft) == Step.CHANGES


def test_a_review_that_was_called_is_begun_without_another_call(oakfield, lena):
    policy = make_policy(oakfield)
    calling.call(policy=policy, why="other", words="w", by=lena)
    reviewing.begin(policy=policy, by=lena)
    assert ReviewCall.objects.count() == 1


def test_a_policy_without_a_date_can_be_reviewed_when_it_is_called(oakfield, lena):
    policy = make_policy(oakfield, next_review_on=None)
    calling.call(policy=policy, why="other", words="w", by=lena)

    assert reviewing.begin(policy=policy, by=lena).policy_id == policy.pk


@pytest.mark.parametrize("facts", [{"revised": 0, "state": "draft"}, {"state": "approved"},
                                   {"revised": 0, "state": "review"}])  # fmt: skip
def test_only_what_is_in_force_is_reviewed(oakfield, lena, facts):
    with pytest.raises(Refused, match="in force"):
        reviewing.begin(policy=make_policy(oakfield, **facts), by=lena)


def test_without_a_change_it_stays_in_force_until_the_next_date(oakfield, lena):
    policy = make_policy(oakfield)
    done = reviewing.finish(draft=written(policy, lena), by=lena)

    policy.refresh_from_db()
    assert (policy.state, policy.next_review_on) == ("published", date(2027, 11, 2))
    assert (done.number, done.law, done.revision_number) == (1, "KCSIE 2026", 1)
    assert (str(done), reviews.draft_of(policy)) == ("policy:phones:review:1", None)
    second = reviewing.finish(draft=written(policy, lena), by=lena)
    assert second.number == 2


def test_to_be_revised_it_stays_under_review(oakfield, lena):
    policy = make_policy(oakfield)
    reviewing.finish(draft=written(policy, lena, outcome="revise"), by=lena)
    policy.refresh_from_db()
    assert policy.state == "review"


def test_who_approves_policies_withdraws_one(oakfield, lena, hari):
    policy = make_policy(oakfield)
    draft = written(policy, lena, outcome="withdraw", next_on=None)
    with pytest.raises(Refused, match="Only who approves"):
        reviewing.finish(draft=draft, by=lena)
    done = reviewing.finish(draft=draft, by=hari)
    policy.refresh_from_db()
    assert (policy.state, done.next_on) == ("withdrawn", None)


def test_nothing_may_be_missing(oakfield, lena):
    draft = reviewing.begin(policy=make_policy(oakfield), by=lena)
    for step, facts in FACTS.items():
        with pytest.raises(Refused, match="Something is missing"):
            reviewing.finish(draft=draft, by=lena)
        reviewing.write(draft=draft, step=step, facts=facts, by=lena)
    draft.refresh_from_db()
    assert workflow.missing(draft) == []
    assert workflow.first_open(draft) == Step.CHECK
    assert [workflow.after(step) for step in Step] == [
        Step.PEOPLE,
        Step.OUTCOME,
        Step.CHECK,
        Step.CHECK,
    ]
    draft.next_on = None
    assert workflow.missing(draft) == [Step.OUTCOME]


def test_the_next_date_is_after_today_also_when_it_is_finished(oakfield, lena):
    policy = make_policy(oakfield)
    with pytest.raises(Refused, match="after today"):
        written(policy, lena, next_on=date(2026, 11, 2))
    draft = written(policy, lena, next_on=date(2026, 11, 3))
    with time_machine.travel("2026-11-03 09:00Z"), pytest.raises(Refused, match="after today"):
        reviewing.finish(draft=draft, by=lena)


def test_what_is_finished_takes_nothing_more(oakfield, lena):
    draft = written(make_policy(oakfield), lena)
    reviewing.finish(draft=draft, by=lena)
    for act in (
        lambda: reviewing.finish(draft=draft, by=lena),
        lambda: reviewing.write(draft=draft, step=Step.PEOPLE, facts={"people": "x"}, by=lena),
    ):
        with pytest.raises(Refused, match="finished"):
            act()
    draft.refresh_from_db()
    with pytest.raises(Refused, match="finished"):
        workflow.check_finished(draft)
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Review.objects.update(words="other")


def test_each_step_takes_its_own_facts(oakfield, lena):
    draft = reviewing.begin(policy=make_policy(oakfield), by=lena)
    with pytest.raises(ValueError, match="Not the facts"):
        reviewing.write(draft=draft, step=Step.PEOPLE, facts={"law": "x"}, by=lena)


def test_agreements_are_linked_and_taken_off(oakfield, lena):
    policy = make_policy(oakfield)
    reviewing.link_agreements(policy=policy, agreements={"staff", "visitors"}, by=lena)
    reviewing.link_agreements(policy=policy, agreements={"staff"}, by=lena)
    reviewing.link_agreements(policy=policy, agreements={"staff"}, by=lena)
    assert [str(one) for one in PolicyAgreement.objects.all()] == ["policy:phones:staff"]


def acts(policy, draft, by):
    return {
        "begin": lambda: reviewing.begin(policy=policy, by=by),
        "write": lambda: reviewing.write(
            draft=draft, step=Step.PEOPLE, facts={"people": "x"}, by=by
        ),
        "finish": lambda: reviewing.finish(draft=draft, by=by),
        "link_agreements": lambda: reviewing.link_agreements(
            policy=policy, agreements={"staff"}, by=by
        ),
    }


@pytest.mark.parametrize("act", acts(None, None, None))
def test_others_may_not(oakfield, lena, tom, act):
    draft = written(make_policy(oakfield), lena)
    with pytest.raises(Refused, match="Only who writes"):
        acts(make_policy(oakfield, "other"), draft, tom)[act]()


@pytest.mark.parametrize("act", acts(None, None, None))
def test_a_failing_audit_write_saves_nothing(oakfield, lena, act, monkeypatch):
    draft, other = written(make_policy(oakfield), lena), make_policy(oakfield, "other")
    assert ReviewDraft.objects.count() == 1
    with audit_that_fails(monkeypatch, what=held):
        acts(other, draft, lena)[act]()
