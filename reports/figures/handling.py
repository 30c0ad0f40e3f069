"""How cases were handled, counted, and the rules between those counts. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from esafety.schools.calendar import SchoolCalendar
from esafety.suppression import Rule, total_of, union_of
from incidents.choices import OPEN, ImmediateAction, Status
from incidents.sheets.choices import SheetKind
from incidents.sheets.kinds.outside import Agency
from incidents.tasking.choices import TaskState
from reports.figures import school_days
from reports.figures.attached import ADVICE, LATE, NOT_REFERRED, UNSAID
from reports.figures.people import part_of
from reports.figures.reading import Case

ACKNOWLEDGED = {"day": 1, "week": 5}
"""School days until acknowledged, the last one of each band; then "later", and "not" yet."""
CLOSED = {"week": 5, "month": 20}
"""School days until closed, the last one of each band; then "later"."""
AGENCIES = (*(agency.value for agency in Agency), UNSAID)
# Told to the lead is what every report is; referrals and advice have their own table.
_ELSEWHERE = {ImmediateAction.TOLD_LEAD, ImmediateAction.ADVICE, ImmediateAction.REFERRED_LA,
              ImmediateAction.POLICE_CEOP}  # fmt: skip
ACTS = tuple(
    dict.fromkeys(
        [
            *(act.value for act in ImmediateAction if act not in _ELSEWHERE),
            *(kind.value for kind in SheetKind if kind != SheetKind.REFERRAL),
        ]
    )
)
_TASKS = {"open": (TaskState.OPEN.value, LATE), "done": ("done",), "cancelled": ("cancelled",)}


def count(cases: Sequence[Case], calendar: SchoolCalendar) -> dict[str, int]:
    """AI, repeats, times, referrals, actions and tasks: incidents, each once in each number; tasks
    themselves where the key says so."""
    return {
        "ai": sum(case.ai for case in cases),
        **_repeats(cases),
        **_times(cases, calendar),
        **_referrals(cases),
        **{f"act.{act}": sum(act in case.acts for case in cases) for act in ACTS},
        **_tasks(cases),
    }


def rules() -> list[Rule]:
    """All that a reader can know of these and of the counts that they are part of."""
    return [
        part_of("all", "ai"),
        part_of("all", "repeat"),
        part_of("children", "repeat"),
        *union_of("repeat", ["repeat.target", "repeat.offender"]),
        *(
            part_of(f"part.{part}", f"repeat.{part}", "part.both")
            for part in ("target", "offender")
        ),
        *total_of("all", ["taken.day", "taken.week", "taken.later", "taken.not"]),
        part_of("open", "taken.not"),
        *total_of("closed", ["ended.week", "ended.month", "ended.later"]),
        part_of("all", "referred"),
        *union_of("referred", [f"referral.{agency}" for agency in AGENCIES]),
        part_of("all", f"referral.{NOT_REFERRED}"),
        part_of("all", f"referral.{ADVICE}"),
        *(part_of("all", f"act.{act}") for act in ACTS),
        *total_of("tasks", ["task.open", "task.done", "task.cancelled"]),
        part_of("task.open", "task.late"),
    ]


def _repeats(cases: Sequence[Case]) -> dict[str, int]:
    again = Counter(part for case in cases for part in case.again)
    parts = {f"repeat.{part}": again[part] for part in ("target", "offender")}
    return {"repeat": sum(bool(case.again) for case in cases), **parts}


def _referrals(cases: Sequence[Case]) -> dict[str, int]:
    codes = Counter(code for case in cases for code in case.referrals)
    keys = (*AGENCIES, NOT_REFERRED, ADVICE)
    referred = sum(not case.referrals.isdisjoint(AGENCIES) for case in cases)
    return {"referred": referred, **{f"referral.{code}": codes[code] for code in keys}}


def _tasks(cases: Sequence[Case]) -> dict[str, int]:
    states = Counter(state for case in cases for state in case.tasks)
    found = {f"task.{name}": sum(states[s] for s in some) for name, some in _TASKS.items()}
    return {"tasks": states.total(), **found, "task.late": states[LATE]}


def _times(cases: Iterable[Case], calendar: SchoolCalendar) -> dict[str, int]:
    """School days from the report, in bands. What was closed and has no moment of its being
    acknowledged was acknowledged by then."""

    days = school_days.counter(calendar)
    taken, ended = Counter[str](), Counter[str]()
    for case in cases:
        if case.status == Status.CLOSED:
            ended[_band(CLOSED, days, case.submitted_at, case.closed_at)] += 1
        seen = case.acknowledged_at or (None if case.status in OPEN else case.closed_at)
        taken[_band(ACKNOWLEDGED, days, case.submitted_at, seen)] += 1
    return {
        **{f"taken.{band}": taken[band] for band in (*ACKNOWLEDGED, "later", "not")},
        **{f"ended.{band}": ended[band] for band in (*CLOSED, "later")},
    }


def _band(
    bands: dict[str, int],
    days: Callable[[datetime, datetime], int],
    start: datetime,
    end: datetime | None,
) -> str:
    if end is None:
        return "not"
    passed = days(start, end)
    return next((name for name, most in bands.items() if passed <= most), "later")
