"""Which review dates are to be reminded of now, and who is told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import cast

from django.db.models import Max, QuerySet

from esafety.access.roles import Role
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from policies.documents import queries as documents
from policies.documents.models import Policy
from policies.reviews import reminders
from policies.reviews.models import Review, ReviewReminder
from policies.reviews.reminders import Due, Who

_ROLES = {Who.LEAD: Role.LEAD, Who.HEAD: Role.HEAD}
_AHEAD = timedelta(days=-reminders.BEFORE[0])


def dated() -> QuerySet[Policy]:
    """Policies in force with a review date: what is withdrawn or not yet published has none."""
    return documents.published().filter(next_review_on__isnull=False)


def due(today: date) -> list[tuple[Policy, Due]]:
    """Every reminder that is to be sent on a school day: three queries for any number."""
    return _due(dated(), today)


def due_of(policy: int, today: date) -> tuple[Policy, Due] | None:
    """The reminder of one policy, if one is to be sent."""
    return next(iter(_due(dated().filter(pk=policy), today)), None)


def _due(rows: QuerySet[Policy], today: date) -> list[tuple[Policy, Due]]:
    near = list(rows.filter(next_review_on__lte=today + _AHEAD))
    done, since = _done(near), _since(near)
    found = []
    for policy in near:
        on = cast(date, policy.next_review_on)  # who has none is not near
        now = reminders.due(on, today, since=since[policy.pk], done=done[policy.pk, on])
        if now is not None:
            found.append((policy, now))
    return found


def told(policy: Policy, step: int) -> list[Membership]:
    """Whom a reminder goes to: each once, in order. Where the policy has no owner who is still
    there it goes to the lead, where there is no lead to the head."""
    found: dict[int, Membership] = {}
    wanted = reminders.recipients(step)
    for who in Who:
        if who in wanted or not found:
            found |= {member.pk: member for member in _holders(policy, who)}
    return list(found.values())


def _holders(policy: Policy, who: Who) -> list[Membership]:
    if who != Who.OWNER:
        return list(schools.holders(_ROLES[who]))
    return list(schools.current_members().filter(pk=policy.owner_id or 0))


def _done(policies: Iterable[Policy]) -> dict[tuple[int, date], set[int]]:
    rows = ReviewReminder.objects.filter(policy__in=[one.pk for one in policies])
    found: dict[tuple[int, date], set[int]] = defaultdict(set)
    for policy, on, step in rows.values_list("policy", "review_on", "step"):
        found[policy, on].add(step)
    return found


def _since(policies: list[Policy]) -> dict[int, date]:
    """The day on which each date was set: of the newest revision, or of a review after it."""
    rows = Review.objects.filter(policy__in=[one.pk for one in policies]).order_by()
    last = dict(rows.values_list("policy").annotate(last=Max("done_at")))
    return {one.pk: _later(one, last) for one in policies}


def _later(policy: Policy, last: dict[int, object]) -> date:
    published = policy.current_at.date()  # type: ignore[attr-defined]
    review = last.get(policy.pk)
    return max(published, review.date()) if review else published  # type: ignore[attr-defined]
