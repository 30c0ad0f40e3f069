"""Publishing, reviewing and withdrawing."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from esafety.access.refused import Refused
from policies.documents import hooks, queries, wording
from policies.documents.choices import State
from policies.documents.services import lifecycle, writing
from tests.policies.documents import walked
from tests.policies.documents.held import LATER, refuses


def test_a_revision_keeps_all_that_was_known_that_day(lena, cora):
    policy = walked.made(lena)
    walked.asked(policy, lena)
    lifecycle.close_consultation(policy=policy, words="w", by=lena)
    walked.published(policy, lena, cora)
    revision = queries.current(policy)

    assert (revision.number, revision.comment, revision.material) == (1, "All of it", True)
    assert revision.author_ref == lena.ref
    assert revision.approved_by_ref == cora.ref
    assert revision.published_by_ref == lena.ref
    assert revision.facts["title"] == "Visits policy"
    assert revision.facts["consulted"] == "All staff"
    assert revision.sha256 == wording.sha256(revision.text)
    assert str(revision) == "policy:visits-policy:1"
    assert queries.draft_of(policy) is None
    assert walked.fresh(policy).next_review_on == walked.today() + timedelta(days=365)


def test_a_revision_never_changes(in_force):
    revision = queries.current(in_force)

    for act in (revision.save, revision.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_who_registered_is_called_inside_the_publication(lena, cora, policy, monkeypatch):
    called = []
    monkeypatch.setattr(hooks, "_ON_PUBLISHED", [])

    @hooks.on_published
    def note(*, policy, revision, by):
        called.append((str(policy), revision.number, by.ref))

    walked.published(policy, lena, cora)
    assert called == [("policy:visits-policy", 1, lena.ref)]


def test_what_a_hook_raises_undoes_the_publication(lena, cora, policy, monkeypatch):
    def refuse(*, policy, revision, by):
        raise Refused("Not now.")

    monkeypatch.setattr(hooks, "_ON_PUBLISHED", [refuse])
    walked.approved(walked.proposed(policy, lena), cora)
    refuses("Not now", lifecycle.publish, policy=policy, next_review_on=LATER, by=lena)


def test_the_next_review_comes_after_today(lena, cora, in_force):
    today = walked.today()
    other = walked.made(lena, number="OAK-9")
    walked.approved(walked.proposed(other, lena), cora)
    refuses("after today", lifecycle.publish, policy=other, next_review_on=today, by=lena)
    lifecycle.open_review(policy=in_force, reason="r", by=lena)
    refuses(
        "after today",
        lifecycle.end_review,
        policy=in_force,
        reason="r",
        next_review_on=today,
        by=lena,
    )


def test_a_review_without_a_change(lena, in_force):
    lifecycle.open_review(policy=in_force, reason="It is time", by=lena)
    assert walked.fresh(in_force).review_reason == "It is time"

    row = lifecycle.end_review(policy=in_force, reason="Still right", next_review_on=LATER, by=lena)

    assert (row.state, row.next_review_on, row.review_reason) == (State.PUBLISHED, LATER, "")
    assert queries.revisions(row).count() == 1


def test_a_begun_text_keeps_a_review_from_ending(lena, in_force):
    lifecycle.open_review(policy=in_force, reason="r", by=lena)
    writing.begin(policy=in_force, by=lena)
    refuses(
        "has been begun",
        lifecycle.end_review,
        policy=in_force,
        reason="r",
        next_review_on=LATER,
        by=lena,
    )


def test_withdrawn_it_is_out_of_force_and_kept(lena, cora, tom, in_force):
    row = lifecycle.withdraw(policy=in_force, reason="Merged", by=cora)

    assert (row.withdrawn_words, row.next_review_on) == ("Merged", None)
    assert row not in queries.visible_to(tom)
    assert row in queries.visible_to(lena)
    assert queries.current(row).number == 1


def test_a_withdrawn_draft_keeps_no_text(lena, policy):
    lifecycle.withdraw(policy=policy, reason="Not needed", by=lena)

    assert queries.draft_of(policy) is None


def test_the_author_of_an_untouched_starter_is_the_setup(starter, lena, cora):
    walked.published(starter, lena, cora)

    assert queries.current(starter).author_ref == "system:setup"
