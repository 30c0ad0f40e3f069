"""From what called a review to who has read or signed again, as one line. Counts, no names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from policies.documents import queries as documents
from policies.documents.models import Policy, PolicyRevision
from policies.reviews import loop
from policies.reviews.choices import Outcome, Why
from policies.reviews.loop import Act, Part, Reached
from policies.reviews.models import (
    Acknowledgement,
    PolicyAgreement,
    Renewal,
    Review,
    ReviewCall,
)
from policies.reviews.queries import reading, reviews


@dataclass(frozen=True)
class Round:
    """Once round the loop: calls, the review that was done, the revision that came of it, and who
    has read or signed since. Without a revision it is still open, or ended without a change."""

    calls: list[ReviewCall]
    review: Review | None = None
    revision: PolicyRevision | None = None
    parts: list[Part] = field(default_factory=list)
    renewed: list[Any] | None = None
    """The agreements that are to be signed again, by title; None where nobody was asked."""

    @property
    def reached(self) -> dict[Act, Reached]:
        """How many have read and how many have signed again, apart."""
        return {act: loop.reached(self.parts, act) for act in Act}

    @property
    def is_open(self) -> bool:
        """Whether something is still to come: a review, or a revision."""
        if self.revision is not None:
            return False
        return self.review is None or self.review.outcome == Outcome.REVISE


@dataclass(frozen=True)
class Counts:
    """All rounds of a school in some time, for reports: counts only."""

    called: dict[str, int]
    reviewed: int
    changed: int
    material: int
    read: Reached
    signed: Reached


def rounds(policy: Policy) -> list[Round]:
    """The rounds of a policy, the newest first. Its first revision begins no round by itself."""
    calls = list(reviews.calls_of(policy).order_by("called_at", "pk"))
    done = list(reviews.reviews_of(policy).order_by("done_at"))
    revisions = list(documents.revisions(policy).order_by("number"))
    found: list[Round] = []
    for number, revision in enumerate(revisions):
        mine, calls = _split(calls, revision.published_at)
        recorded = [one for one in done if one.revision_number == revision.number - 1]
        kept = [one for one in recorded if one.outcome != Outcome.REVISE]
        found += [Round([], review=one) for one in kept]
        revised = next((one for one in reversed(recorded) if one not in kept), None)
        if number or mine or revised:
            is_newest = revision == revisions[-1]
            parts = _parts(policy, revision, is_newest=is_newest)
            found.append(Round(mine, revised, revision, parts, _renewed(revision)))
    newest = revisions[-1].number if revisions else 0
    found += _since(calls, [one for one in done if one.revision_number == newest])
    return found[::-1]


def _split(calls: list[ReviewCall], at: datetime) -> tuple[list[ReviewCall], list[ReviewCall]]:
    before = [one for one in calls if one.called_at <= at]
    return before, calls[len(before) :]


def _since(calls: list[ReviewCall], done: Iterable[Review]) -> list[Round]:
    """Rounds after the newest revision: those that ended without a change, and the open one."""
    found = []
    for review in done:
        mine, calls = _split(calls, review.done_at)
        found.append(Round(mine, review))
    return [*found, Round(calls)] if calls else found


def _parts(policy: Policy, revision: PolicyRevision, *, is_newest: bool) -> list[Part]:
    found = []
    if policy.acknowledged:
        people = set(reading.readers().values_list("pk", flat=True))
        rows = Acknowledgement.objects.filter(
            revision=revision, signature__withdrawal__isnull=True, member__in=people
        )
        done = rows.order_by().values("member").distinct().count()
        found.append(Part(_("Staff and governors have read it"), done, len(people), Act.READ))
    if revision.material and is_newest:
        found += loop.parts(policy, revision.published_at)
    return found


def to_sign_again(policy: Policy) -> set[str]:
    """The codes of the agreements that the newest revision's publisher chose to be signed again;
    where nobody was asked, of all that stand on the policy."""
    chosen = Renewal.objects.filter(revision__policy=policy).order_by("revision__number").last()
    newest = documents.current(policy)
    if chosen is not None and newest is not None and chosen.revision_id == newest.pk:
        return set(chosen.agreements)
    return agreements_of(policy)


def _renewed(revision: PolicyRevision) -> list[Any] | None:
    """The titles of what is to be signed again after a revision."""
    found = Renewal.objects.filter(revision=revision).first()
    if found is None:
        return None
    titles = loop.agreements()
    return [titles.get(code, code) for code in found.agreements]


def agreements_of(policy: Policy) -> set[str]:
    """The codes of the agreements that stand on a policy."""
    rows = PolicyAgreement.objects.filter(policy=policy)
    return set(rows.values_list("agreement", flat=True))


def counts(first: date, last: date) -> Counts:
    """What was called, reviewed and changed between two days (both included), and how many of how
    many have read or signed the newest material changes of that time. For the governors' report.
    """
    calls = ReviewCall.objects.filter(called_at__date__gte=first, called_at__date__lte=last)
    why = Counter(calls.values_list("why", flat=True))
    done = Review.objects.filter(done_at__date__gte=first, done_at__date__lte=last).count()
    made = PolicyRevision.objects.filter(
        published_at__date__gte=first, published_at__date__lte=last, number__gt=1
    )
    material = made.filter(material=True).select_related("policy__school")
    newest = {row.policy_id: row for row in material.order_by("number")}
    parts = [part for row in newest.values() for part in _parts(row.policy, row, is_newest=True)]
    return Counts(
        called={str(one): why[one] for one in Why},
        reviewed=done,
        changed=made.count(),
        material=material.count(),
        read=loop.reached(parts, Act.READ),
        signed=loop.reached(parts, Act.SIGNED),
    )
