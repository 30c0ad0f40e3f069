"""Calling a review: by hand, by an incident, by new guidance."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.notices import services as notices
from policies.documents.choices import State
from policies.documents.models import Policy
from policies.documents.services import lifecycle
from policies.guidance.models import GuidanceEdition
from policies.reviews import permissions
from policies.reviews.choices import BY_HAND, Why
from policies.reviews.models import ReviewCall
from policies.reviews.queries import reminding, reviews

CALLED = "review.called"


@transaction.atomic
def call(*, policy: Policy, why: Why | str, words: str, by: Actor) -> ReviewCall:
    """Call a review by hand, with the reason in words. What is published stays in force."""
    permissions.check_can_call(by, policy)
    if why not in BY_HAND:
        raise Refused(_("Choose why the review is called."))
    if not words.strip():
        raise Refused(_("Say why the review is called."))
    return _call(policy, Why(why), by, words=words.strip())


@transaction.atomic
def call_by_incident(*, policy: Policy, incident: str, by: Actor) -> ReviewCall:
    """Call a review for an incident, named by its reference alone ("incident:OAK-7K3P-9X"); the
    same incident calls it once. Whoever answers the incident's task may do so."""
    if not reviews.may_be_called().filter(pk=policy.pk).exists():
        raise Refused(_("Choose a policy that is in force."))
    row = _held(policy)
    before = reviews.calls_of(row).filter(reference=incident).first()
    return before or _call(row, Why.INCIDENT, by, reference=incident)


@transaction.atomic
def call_by_guidance(*, edition: GuidanceEdition, by: Actor) -> list[ReviewCall]:
    """Call the review of every policy in force that cites the entry of a new edition."""
    words = _("A new edition of “%(title)s”: %(edition)s.") % {
        "title": edition.guidance.title,
        "edition": edition.edition,
    }
    return [
        _call(policy, Why.GUIDANCE, by, reference=str(edition), words=words)
        for policy in reviews.citing_policies(edition.guidance.code)
    ]


@transaction.atomic
def call_by_date(*, policy: Policy, by: Actor) -> ReviewCall:
    """Note that a review began because its date has come."""
    permissions.check_can_review(by, policy)
    return _call(policy, Why.DUE, by)


def _call(
    policy: Policy, why: Why, by: Actor, *, reference: str = "", words: str = ""
) -> ReviewCall:
    row = _held(policy)
    if not reviews.may_be_called().filter(pk=row.pk).exists():
        raise Refused(_("Only a policy that is in force can be reviewed."))
    made = ReviewCall(
        school_id=row.school_id,
        policy=row,
        why=why,
        reference=reference,
        words=words,
        called_at=timezone.now(),
        called_by_ref=by.ref,
    )
    made.save(force_insert=True)
    data = {"why": str(why), "reference": reference}
    audit.record(by=by, type="review.called", object=str(row), data=data)
    if row.state == State.PUBLISHED:
        # The call is somebody's act, recorded above; that it opens the review is the system's.
        system = Actor.for_system(permissions.CALLING, school_id=row.school_id)
        said = Why.OTHER if why == Why.INCIDENT else why
        lifecycle.open_review(policy=row, reason=words or str(said.label), by=system)
    for member in reminding.told(row, 0):
        if member.pk != by.membership_id and why != Why.DUE and reviews.may_know(made, member):
            notices.tell(member=member, kind=CALLED, object=str(row), school_id=row.school_id)
    return made


def _held(policy: Policy) -> Policy:
    row: Policy = (
        Policy.objects.select_for_update(of=("self",)).select_related("school").get(pk=policy.pk)
    )
    return row
