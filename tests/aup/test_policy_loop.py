"""Agreements that stand on a policy: counted from its change on."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from aup import policy_loop
from policies.reviews import loop
from policies.reviews.queries import loop as rounds
from policies.reviews.services import reviewing
from tests.aup.asked import asked, family, sign
from tests.policies.reviews.given import make_policy, revise

EARLIER = timedelta(hours=1)


def test_only_linked_agreements_count_and_only_what_was_signed_since(oakfield, lena, agreed):
    policy = make_policy(oakfield)
    child, [parent] = family(oakfield, year_group="1")
    family(oakfield, year_group="1")
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    assert policy_loop.signed_again(policy, long_ago) == []

    reviewing.link_agreements(policy=policy, agreements={"pupils-early"}, by=lena)
    sign(asked(oakfield, child), "parent", lena, person=parent)
    [part] = policy_loop.signed_again(policy, timezone.now() - EARLIER)
    assert (part.done, part.people) == (1, 2)
    assert "Signed again: " in str(part.label)
    assert policy_loop.signed_again(policy, timezone.now() + EARLIER)[0].done == 0


def test_it_is_on_the_policys_line_after_a_material_change(oakfield, lena, agreed):
    policy = make_policy(oakfield)
    family(oakfield, year_group="1")
    reviewing.link_agreements(policy=policy, agreements={"pupils-early"}, by=lena)
    revise(policy, at=timezone.now())
    [now] = rounds.rounds(policy)
    assert [(p.done, p.people) for p in now.parts] == [(0, 1)]


def test_every_agreement_can_be_linked(oakfield, agreed):
    assert {"staff", "visitors", "students"} <= set(loop.agreements())
