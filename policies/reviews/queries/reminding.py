"""Which review dates are to be reminded of now, and who is told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple, cast

from django.db.models import Exists, OuterRef, QuerySet

from esafety.access.roles import Role
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from policies.documents.choices import State
from policies.documents.models import Policy, PolicyRevision
from policies.reviews import reminders
from policies.reviews.models import ReviewReminder
from policies.reviews.reminders import Due, Who

_ROLES = {Who.LEAD: Role.LEAD, Who.HEAD: Role.HEAD}
_AHEAD = timedelta(days=-reminders.BEFORE[0])


class Waiting(NamedTuple):
    """A reminder that is to be sent now: of which policy (its pk), about which date."""

    policy: int
    on: date
    due: Due


def due(today: date) -> list[Waiting]:
    """Every reminder that is to be sent on a school day: two queries for a whole school, since
    they are asked once a minute. What is withdrawn or not yet published is not reminded of."""
    return _due(Policy.objects.exclude(state=State.WITHDRAWN), today)


def due_of(policy: int, today: date) -> Waiting | None:
    """The reminder of one policy, if one is to be sent."""
    rows = Policy.objects.exclude(state=State.WITHDRAWN).filter(pk=policy)
    return next(iter(_due(rows, today)), None)


def _due(rows: QuerySet[Policy], today: date) -> list[Waiting]:
    revisions = PolicyRevision.objects.filter(policy=OuterRef("pk"))
    near = rows.filter(Exists(revisions), next_review_on__lte=today + _AHEAD).order_by("pk")
    dates = list(near.values_list("pk", "next_review_on", "review_set_on"))
    done, found = _done([pk for pk, _on, _set in dates]), []
    for pk, date_of, set_on in dates:
        on = cast(date, date_of)  # who has none is not near
        now = reminders.due(on, today, since=set_on, done=done[pk, on])
        if now is not None:
            found.append(Waiting(pk, on, now))
    return found


def told(policy: Policy, step: int) -> list[Membership]:
    """Whom a reminder goes to: each once, in order. Where the policy has no owner who is still
    there it goes to the lead, where there is no lead to the head. One query."""
    there = list(schools.holders(*_ROLES.values(), also=policy.owner_id))
    found: dict[int, Membership] = {}
    wanted = reminders.recipients(step)
    for who in Who:
        if who in wanted or not found:
            found |= {one.pk: one for one in there if _is(one, who, policy)}
    return list(found.values())


def _is(member: Membership, who: Who, policy: Policy) -> bool:
    if who == Who.OWNER:
        return member.pk == policy.owner_id
    return _ROLES[who] in member.roles


def _done(policies: Iterable[int]) -> dict[tuple[int, date], set[int]]:
    rows = ReviewReminder.objects.filter(policy__in=list(policies)).order_by()
    found: dict[tuple[int, date], set[int]] = defaultdict(set)
    for policy, on, step in rows.values_list("policy", "review_on", "step"):
        found[policy, on].add(step)
    return found
