"""Who has to be trained, and by when: declared here, nowhere else. Pure.

Staff: induction within 30 days of joining, then at least one training in each 365 days; what they
need, said each school year by the end of October. Governors: within 90 days of joining, then
within each two years. (Keeping children safe in education: training at induction and regularly
updated, at least yearly.)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esafety.schools.calendar import school_year
from policies.training.choices import Group, Kind

REMIND_BEFORE = (30, 7)
NEEDS = "needs"


@dataclass(frozen=True)
class Rule:
    """For whom, which sessions count, by when after joining and how often again (days)."""

    code: str
    label: str | Promise
    group: Group
    kinds: frozenset[Kind]
    first_within: int
    again_after: int | None


RULES = (
    Rule("induction", _("Induction"), Group.STAFF, frozenset({Kind.INDUCTION}), 30, None),
    Rule(
        "yearly",
        _("Yearly training"),
        Group.STAFF,
        frozenset({Kind.INDUCTION, Kind.YEARLY}),
        365,
        365,
    ),
    Rule("governors", _("Governors’ training"), Group.GOVERNORS, frozenset({Kind.GOVERNORS}), 90,
         730),
)  # fmt: skip
LABELS = {rule.code: rule.label for rule in RULES} | {NEEDS: _("Say what training you need")}


@dataclass(frozen=True)
class Facts:
    """What is known of one member: groups, day of joining, last day attended by kind, and the
    school years in which they said what they need."""

    groups: frozenset[Group]
    joined_on: date
    last: Mapping[str, date]
    needs: frozenset[int] = frozenset()


@dataclass(frozen=True, order=True)
class Line:
    """One thing a member has to do by a day."""

    on: date
    rule: str

    @property
    def label(self) -> str:
        return str(LABELS[self.rule])

    def is_due(self, today: date) -> bool:
        """From 30 days before its day on."""
        return self.on - timedelta(days=max(REMIND_BEFORE)) <= today

    def is_overdue(self, today: date) -> bool:
        return self.on < today


def lines(facts: Facts, today: date) -> list[Line]:
    """What the member has to do next under each rule that is theirs, the soonest first."""
    found = [line for rule in RULES if (line := _line(rule, facts, today)) is not None]
    if Group.STAFF in facts.groups and school_year(today) not in facts.needs:
        found.append(Line(max(_october(today), facts.joined_on + timedelta(days=30)), NEEDS))
    return sorted(found)


def step(line: Line, today: date) -> str:
    """Which reminder the day stands at: "30" or "7" days before, then a new one each week after;
    empty when none is due. Days that were missed are not made up for."""
    left = (line.on - today).days
    if left < 0:
        return f"late{-left // 7}"
    return next((str(days) for days in sorted(REMIND_BEFORE) if left <= days), "")


def _line(rule: Rule, facts: Facts, today: date) -> Line | None:
    if rule.group not in facts.groups:
        return None
    last = max((facts.last[k] for k in rule.kinds if k in facts.last), default=None)
    if last is None:
        # Who joined long before this was kept has had an induction, or needs none any more.
        if rule.again_after is None and (today - facts.joined_on).days > 365:
            return None
        return Line(facts.joined_on + timedelta(days=rule.first_within), rule.code)
    if rule.again_after is None:
        return None
    return Line(last + timedelta(days=rule.again_after), rule.code)


def _october(today: date) -> date:
    return date(school_year(today), 10, 31)
