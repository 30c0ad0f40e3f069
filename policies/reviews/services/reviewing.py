"""The record of a review, step by step, and what follows from it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from policies.documents import queries as documents
from policies.documents.choices import State
from policies.documents.models import Policy
from policies.documents.services import lifecycle
from policies.reviews import permissions, workflow
from policies.reviews.choices import Outcome, Step
from policies.reviews.models import PolicyAgreement, Review, ReviewDraft
from policies.reviews.queries import reviews
from policies.reviews.services import calling


@transaction.atomic
def begin(*, policy: Policy, by: Actor) -> ReviewDraft:
    """Begin the record of a review, or go on with the one that is open. A policy that nobody has
    called for review yet comes under review with it."""
    permissions.check_can_review(by, policy)
    row = _held(policy)
    draft = reviews.draft_of(row)
    if draft is not None:
        return draft
    if row.state == State.PUBLISHED:
        calling.call_by_date(policy=row, by=by)
    elif row.state != State.REVIEW or documents.current(row) is None:
        raise Refused(_("Only a policy that is in force can be reviewed."))
    draft = ReviewDraft(
        school_id=row.school_id, policy=row, begun_at=timezone.now(), begun_by_ref=by.ref
    )
    draft.save(force_insert=True)
    audit.record(by=by, type="review.begun", object=str(row))
    if row.next_review_on is not None:
        notices.opened(by=by, object=f"{row}:{row.next_review_on.isoformat()}")
    return draft


@transaction.atomic
def write(*, draft: ReviewDraft, step: Step, facts: dict[str, Any], by: Actor) -> ReviewDraft:
    """Keep what one step says. Refused for a review that is finished, and for a next date that is
    not after today."""
    permissions.check_can_review(by, draft.policy)
    row = _open(draft)
    if set(facts) != set(workflow.FIELDS[step]):
        raise ValueError(f"Not the facts of the step {step}.")
    if step == Step.OUTCOME and facts["outcome"] == Outcome.WITHDRAW:
        facts = facts | {"next_on": None}
    _check_next(row, facts.get("next_on"))
    for name, value in facts.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.save()
    audit.record(by=by, type="review.changed", object=str(row.policy), data={"step": str(step)})
    return row


@transaction.atomic
def finish(*, draft: ReviewDraft, by: Actor) -> Review:
    """Finish the review: it never changes afterwards, and its outcome is done.

    Without a change the policy stays in force until the next date; to be revised, it stays under
    review until its next revision is published; a withdrawal needs who may withdraw policies.
    """
    permissions.check_can_review(by, draft.policy)
    row = _open(draft)
    workflow.check_finished(row)
    _check_next(row, row.next_on)
    made = _review(row, by)
    row.review = made
    row.save(update_fields=["review"])
    data = {"number": made.number, "outcome": made.outcome}
    audit.record(by=by, type="review.done", object=str(row.policy), data=data)
    _follow(made, by)
    return made


@transaction.atomic
def link_agreements(*, policy: Policy, agreements: set[str], by: Actor) -> Policy:
    """Say which agreements stand on a policy: a material change of it concerns who signs them."""
    permissions.check_can_review(by, policy)
    row = _held(policy)
    if row.state == State.WITHDRAWN:
        raise Refused(_("Nothing stands on a policy that was withdrawn."))
    rows = PolicyAgreement.objects.filter(policy=row)
    before = set(rows.values_list("agreement", flat=True))
    if before != agreements:
        rows.exclude(agreement__in=agreements).delete()
        for code in sorted(agreements - before):
            PolicyAgreement.objects.create(school_id=row.school_id, policy=row, agreement=code)
        data = {"agreements": sorted(agreements)}
        audit.record(by=by, type="review.agreements_linked", object=str(row), data=data)
    return row


def _review(row: ReviewDraft, by: Actor) -> Review:
    last, current = reviews.reviews_of(row.policy).first(), documents.current(row.policy)
    names = ("law", "technology", "incidents", "people", "outcome", "words", "next_on", "begun_at")
    made = Review(
        school_id=row.school_id,
        policy=row.policy,
        number=last.number + 1 if last else 1,
        revision_number=current.number if current else 0,
        done_at=timezone.now(),
        done_by_id=by.membership_id or 0,
        **{name: getattr(row, name) for name in names},
    )
    made.save(force_insert=True)
    return made


def _follow(review: Review, by: Actor) -> None:
    if review.outcome == Outcome.NO_CHANGE and review.next_on is not None:
        lifecycle.end_review(
            policy=review.policy, reason=review.words, next_review_on=review.next_on, by=by
        )
    elif review.outcome == Outcome.WITHDRAW:
        require(
            by,
            Permission.POLICY_APPROVE,
            _("Only who approves policies can withdraw one. Ask them to finish this review."),
        )
        lifecycle.withdraw(policy=review.policy, reason=review.words, by=by)


def _check_next(row: ReviewDraft, day: date | None) -> None:
    if day is not None and day <= schools.local_today(row.policy.school):
        raise Refused(_("The next date must be after today."))


def _open(draft: ReviewDraft) -> ReviewDraft:
    policy = _held(draft.policy)
    row: ReviewDraft = ReviewDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if row.review_id is not None:
        raise Refused(_("This review is finished."))
    row.policy = policy
    return row


def _held(policy: Policy) -> Policy:
    row: Policy = (
        Policy.objects.select_for_update(of=("self",)).select_related("school").get(pk=policy.pk)
    )
    return row
