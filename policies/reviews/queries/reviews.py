"""Calls, records and review dates of policies."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from esafety.access.actor import Actor
from esafety.audit import objects
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from policies.documents import queries as documents
from policies.documents.choices import State
from policies.documents.models import Policy
from policies.guidance import citing
from policies.reviews.choices import Why
from policies.reviews.models import Review, ReviewCall, ReviewDraft

_FAR = timedelta(days=90)


def calls_of(policy: Policy) -> QuerySet[ReviewCall]:
    """Every call for a review of a policy, newest first."""
    rows: QuerySet[ReviewCall] = ReviewCall.objects.filter(policy=policy)
    return rows.order_by("-called_at", "-pk")


def seen_references(actor: Actor, calls: list[ReviewCall]) -> set[str]:
    """Those of the references that exist for the actor; of the others nothing is told but why."""
    wanted = {call.reference for call in calls if call.reference}
    return objects.seen(actor, wanted) & wanted if wanted else set()


def may_know(call: ReviewCall, member: Membership) -> bool:
    """Whether a member may be told of the call: an incident that does not exist for them has
    called nothing."""
    if call.why != Why.INCIDENT:
        return True
    return bool(seen_references(schools.actor_of(member), [call]))


def callers(calls: list[ReviewCall]) -> dict[str, str]:
    """The names of the members who called, by their references."""
    return documents.names_of({call.called_by_ref for call in calls})


def reviews_of(policy: Policy) -> QuerySet[Review]:
    """Every finished review of a policy, newest first."""
    rows: QuerySet[Review] = Review.objects.filter(policy=policy)
    return rows.select_related("done_by").order_by("-number")


def draft_of(policy: Policy) -> ReviewDraft | None:
    """The record that is being written, if there is one."""
    rows = ReviewDraft.objects.filter(policy=policy, review__isnull=True)
    found: ReviewDraft | None = rows.select_related("policy__school").first()
    return found


def with_dates(actor: Actor) -> QuerySet[Policy]:
    """Policies in force that the actor sees and that have a review date."""
    rows = documents.visible_to(actor).exclude(state=State.WITHDRAWN)
    return rows.filter(next_review_on__isnull=False)


def due_between(actor: Actor, first: date, last: date) -> QuerySet[Policy]:
    """Those whose review falls between two days, both included."""
    rows = with_dates(actor).filter(next_review_on__gte=first, next_review_on__lte=last)
    return rows.order_by("next_review_on", "pk")


def overdue(actor: Actor, today: date) -> QuerySet[Policy]:
    """Those whose review date has passed."""
    return with_dates(actor).filter(next_review_on__lt=today).order_by("next_review_on", "pk")


def coming_up(actor: Actor, today: date) -> QuerySet[Policy]:
    """Those overdue, those due within 90 days, and those under review already, for example because
    new guidance or an incident called it."""
    soon = Q(next_review_on__lte=today + _FAR) | Q(state=State.REVIEW)
    rows = with_dates(actor).filter(soon)
    return rows.order_by("next_review_on", "pk")


def may_be_called() -> QuerySet[Policy]:
    """Policies of which an incident can call a review: those in force."""
    return documents.published()


def citing_policies(code: str) -> list[Policy]:
    """Policies in force whose newest revision cites an entry of the guidance register."""
    found = []
    for policy in documents.published():
        revision = documents.current(policy)
        if revision is not None and code in citing.codes_in(revision.source):
            found.append(policy)
    return found


def cited_by(policy: Policy) -> list[str]:
    """The codes of the guidance that a policy's newest revision cites."""
    revision = documents.current(policy)
    return citing.codes_in(revision.source) if revision else []
