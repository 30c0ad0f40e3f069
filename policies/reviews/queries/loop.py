"""From what called a review to who has read or signed again, as one line. Counts, no names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from policies.documents import queries as documents
from policies.documents.models import Policy, PolicyRevision
from policies.reviews import loop
from policies.reviews.choices import Outcome, Why
from policies.reviews.loop import Part
from policies.reviews.models import Acknowledgement, PolicyAgreement, Review, ReviewCall
from policies.reviews.queries import reading, reviews


@dataclass(frozen=True)
class Round:
    """Once round the loop: calls, the review that was done, the revision that came of it, and who
    has read or signed since. Without a revision it is still open, or ended without a change."""

    calls: list[ReviewCall]
    review: Review | None = None
    revision: PolicyRevision | None = None
    parts: list[Part] = field(default_factory=list)

    @property
    def percent(self) -> int | None:
        """How many of a hundred have read or signed."""
        return loop.percent(self.parts)

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
    done: int
    people: int

    @property
    def percent(self) -> int | None:
        return 100 * self.done // self.people if self.people else None


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
            found.append(Round(mine, revised, revision, parts))
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
        found.append(Part(_("Staff and governors have read it"), done, len(people)))
    if revision.material and is_newest:
        found += loop.parts(policy, revision.published_at)
    return found


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
        done=sum(part.done for part in parts),
        people=sum(part.people for part in parts),
    )
