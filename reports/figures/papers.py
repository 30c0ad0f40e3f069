"""The school's own work in a term, counted: training, registers, meetings, surveys, policies.

`plain` numbers are about paperwork and are printed as they are. `people` are numbers of people, of
entries about people, or of what an incident brought about, and are made safe like those of
incidents.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from esafety.schools.models import School
from esafety.suppression import Cover, Rule
from incidents.models import Incident
from policies.documents.models import PolicyRevision
from policies.meetings import queries as meetings
from policies.registers.declared import Register, named
from policies.registers.queries import figures as registers
from policies.reviews.choices import Why
from policies.reviews.models import Review, ReviewCall
from policies.surveys import queries as surveys
from policies.training import queries as training
from reports.figures.periods import Period

_INCIDENT = "incident:"
_REVIEWED = "policy.reviewed"
_CALLED = {why: f"policy.called.{why.value}" for why in Why}
CALLS = frozenset({_REVIEWED, *_CALLED.values()})
"""Reviews, and why they were called: printed of a term once, together."""


@dataclass
class Papers:
    """Numbers by key: those printed as they are, and those to be made safe, with the rules in which
    these hang together with one another or with plain ones."""

    plain: dict[str, int | str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)


def last_day(period: Period, today: date) -> date:
    """The period's last day or, while it goes on, today."""
    return min(period.until - timedelta(days=1), today) if period.until else today


def of(school: School, period: Period, today: date, incidents: QuerySet[Incident]) -> Papers:
    """What was done between the period's first day and its last, or today."""
    found, last = Papers(), last_day(period, today)
    _training(found, period.first, last)
    _registers(found, school, period.first, last)
    _meetings(found, period.first, last)
    _surveys(found, period.first, last)
    _policies(found, period.first, last, incidents)
    return found


def _training(found: Papers, first: date, last: date) -> None:
    told = training.figures(first, last)
    found.plain |= {f"training.session.{kind}": n for kind, n in told["sessions"].items()}
    found.people |= {"training.attended": told["attended"], "training.guests": told["guests"]}


def _registers(found: Papers, school: School, first: date, last: date) -> None:
    """Entries of a register that are each about a person are a number of people."""
    for one in registers.figures(school, first, last):
        declared, key = named(one.code), f"register.{one.code}"
        if is_about_people(declared):
            found.people[f"{key}.made"] = one.made
            continue
        where: dict[str, int] = {f"{key}.made": one.made, **_noughts(declared, key)}
        for name, answers in one.answers.items():
            where |= {f"{key}.{name}.{code}": n for code, n in answers.items()}
        where |= {f"{key}.state.{state}": n for state, n in one.states.items()}
        found.plain |= where
        if declared is not None and declared.weekly:
            found.plain[f"{key}.missing"] = one.missing_weeks


def _noughts(register: Register | None, key: str) -> dict[str, int]:
    """Every answer that a report tells of, chosen by nobody so far."""
    fields = register.counted if register is not None else []
    return {f"{key}.{field.name}.{code}": 0 for field in fields for code, _label in field.choices}


def is_about_people(register: Register | None) -> bool:
    """Whether each entry of the register is about somebody."""
    return register is None or bool(register.subject)


def _meetings(found: Papers, first: date, last: date) -> None:
    told = meetings.figures(first, last)
    found.plain |= {f"meeting.{kind}": n for kind, n in told["held"].items()}
    found.plain |= {f"meeting.{name}": told[name] for name in ("actions", "answered", "late")}


def _surveys(found: Papers, first: date, last: date) -> None:
    told = surveys.figures(first, last)
    found.plain["survey.closed"] = told["closed"]
    answers: dict[str, list[int | None]] = defaultdict(list)
    for one in told["surveys"]:
        answers[f"survey.{one['audience']}"].append(one["answers"])
    found.plain |= {
        key: Cover.HIDDEN.value if None in numbers else sum(filter(None, numbers))
        for key, numbers in answers.items()
    }


def _policies(found: Papers, first: date, last: date, incidents: QuerySet[Incident]) -> None:
    """What was changed, reviewed and called for. A call by an incident that the report may not
    count is in no number: it would tell that there is one. Those by other incidents are few, and
    each of them is an incident, so their number is made safe."""
    made = PolicyRevision.objects.filter(
        published_at__date__gte=first, published_at__date__lte=last, number__gt=1
    )
    material = Counter(made.values_list("material", flat=True))
    done = Review.objects.filter(done_at__date__gte=first, done_at__date__lte=last)
    calls = ReviewCall.objects.filter(called_at__date__gte=first, called_at__date__lte=last)
    held, rows = done.count(), list(calls.values_list("why", "reference"))
    asked = {ref for why, ref in rows if why == Why.INCIDENT}
    seen = _seen(asked, incidents)
    why = Counter(why for why, ref in rows if why != Why.INCIDENT or ref in seen)
    found.plain |= {
        "policy.changed": material.total(),
        "policy.material": material[True],
        _REVIEWED: held,
        **{key: why[each] for each, key in _CALLED.items() if each != Why.INCIDENT},
    }
    found.people[_CALLED[Why.INCIDENT]] = why[Why.INCIDENT]
    if held <= why.total():
        # As any reader may take it: no review is held that nothing called.
        terms = (*((key, 1) for key in _CALLED.values()), (_REVIEWED, -1))
        found.rules.append(Rule(terms, exact=False))


def _seen(refs: set[str], incidents: QuerySet[Incident]) -> set[str]:
    wanted = [ref.removeprefix(_INCIDENT) for ref in refs]
    rows = incidents.order_by().select_related(None).filter(reference__in=wanted)
    return (
        {f"{_INCIDENT}{ref}" for ref in rows.values_list("reference", flat=True)} if refs else set()
    )
