"""Invented cases of a small school, with everything on them that is counted. No database."""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from esafety.schools.calendar import SchoolCalendar, Span
from incidents.choices import Outcome, Part, Place
from incidents.sheets.choices import BullyingRole
from reports.figures.attached import Measured, Verdict
from reports.figures.reading import Case, Child, Kind

TYPES = {
    "content": ["hate", "violence"], "contact": ["grooming", "sexting"],
    "conduct": ["bullying", "hacking", "posting"], "commerce": ["scam"], "any": ["other"],
}  # fmt: skip
KINDS = [Kind(g, 0, t, t) for g, members in TYPES.items() for t in members]
ACTIONS = ["warning", "parents", "access"]
CALENDAR = SchoolCalendar(
    ZoneInfo("Europe/London"),
    time(8, 30),
    time(15, 30),
    (Span(date(2026, 9, 2), date(2026, 12, 18)),),
    (),
)
_SENT = datetime(2026, 9, 3, 9, tzinfo=UTC)


def some_cases(seed: int, number: int) -> list[Case]:
    """Cases that lean to a few types and years; the same seed gives the same ones."""
    rnd = random.Random(seed)
    lean = [rnd.random() ** 3 + 0.01 for _ in range(20)]
    return [_case(rnd, lean) for _ in range(number)]


def _case(rnd: random.Random, lean: list[float]) -> Case:
    status = rnd.choices(["submitted", "investigating", "closed"], [1, 1, 5])[0]
    at = _SENT + timedelta(days=rnd.randrange(90))
    children = tuple(_child(rnd, lean) for _ in range(rnd.choice([0, 1, 1, 2])))
    parts = {child.part for child in children}
    again = [p for p in ("target", "offender") if {p, "both"} & parts and rnd.random() < 0.3]
    return Case(
        happened_on=at.date(),
        status=status,
        place=rnd.choice(Place.values),
        outcome=rnd.choice(Outcome.values) if status == "closed" else "",
        submitted_at=at,
        acknowledged_at=None if status == "submitted" else at + timedelta(hours=rnd.randrange(90)),
        closed_at=at + timedelta(days=rnd.randrange(40)) if status == "closed" else None,
        ai=rnd.random() < 0.1,
        kinds=frozenset(rnd.choices(KINDS, lean[: len(KINDS)], k=rnd.choice([1, 1, 2]))),
        children=children,
        again=frozenset(again),
        referrals=frozenset([rnd.choice(["la", "police", "advice", "not_referred"])])
        if rnd.random() < 0.2
        else frozenset(),
        acts=frozenset(rnd.sample(["parents", "other", "search"], rnd.choice([0, 1, 2]))),
        tasks=tuple(rnd.choices(["open", "late", "done", "cancelled"], k=rnd.choice([0, 0, 1]))),
        verdicts=(_verdict(rnd),) if rnd.random() < 0.3 else (),
    )


def _child(rnd: random.Random, lean: list[float]) -> Child:
    year = rnd.choices(["7", "8", "9", "10", ""], lean[10:15])[0]
    return Child(year, rnd.choice(Part.values), rnd.choice(["", "", *BullyingRole.values]))


def _verdict(rnd: random.Random) -> Verdict:
    made = []
    for code in rnd.sample(ACTIONS, 2):
        proposed = rnd.random() < 0.7
        taken = proposed if rnd.random() < 0.8 else not proposed
        made.append(Measured("pupil-actions", code, code, proposed, taken))
    return Verdict(tuple(made))
