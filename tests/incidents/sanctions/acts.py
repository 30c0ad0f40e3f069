"""Decisions for the tests: a school with its grids, a pupil, and what a lead chooses."""

from contextlib import contextmanager
from datetime import date

from esafety.schools import seeding
from incidents.choices import Status
from incidents.models import Decision, Measure, StaffConcern, Task
from incidents.sanctions import queries, services
from incidents.sanctions.choices import Grid
from incidents.sanctions.services import Choice, Reasons
from policies import tables
from policies.models import RuleTable, RuleTableVersion
from tests.factories.people import make_person
from tests.incidents.cases import held, make_case, member, refused

TABLES = (Decision, Measure, Task)
DAY = date(2026, 11, 2)
TOMORROW = date(2030, 1, 2)


def sow(by) -> None:
    """The tables of rules of a new school."""
    seeding.sow(by)


def pupil_case(school, by, person=None, *, part="offender", status=Status.INVESTIGATING, **extra):
    """An open incident of one pupil, and the pupil's row in it."""
    person = person or make_person(school, "Ada Ash")
    incident = make_case(school, status, by, people=[(person, part)], **extra)
    return incident, incident.involved.get()


def staff_case(school, by, name="Sam Sloe", **extra):
    """As `pupil_case`, about an adult who works here."""
    person = make_person(school, name, kind="staff")
    incident = make_case(school, Status.INVESTIGATING, by, people=[(person, "offender")], **extra)
    return incident, incident.involved.get()


def lado(one, by, *, considered=True, reason="It does not meet the threshold."):
    """What was written about "LADO considered?"."""
    from django.utils import timezone

    return StaffConcern.objects.create(
        school=one.school,
        incident=one.incident,
        involved=one,
        lado_considered=considered,
        lado_contacted=False if considered else None,
        lado_reason=reason if considered else "",
        made_at=timezone.now(),
        made_by=member(by),
    )


def grid_of(one, code=Grid.PUPILS):
    return next(grid for grid in queries.grids_for(one) if grid.code == code)


def all_taken(one, code, misuse, occurrence) -> list[Choice]:
    """Everything that is proposed is taken."""
    grid = grid_of(one, code)
    offers = grid.proposal(grid.misuse(misuse), occurrence).proposed
    return [
        Choice(offer.code, taken=True, access_until=TOMORROW, amount=10, words="To do.")
        for offer in offers
    ]


def none_taken(one, code, misuse, occurrence) -> list[Choice]:
    """Nothing that is proposed is taken, each with its reason."""
    grid = grid_of(one, code)
    offers = grid.proposal(grid.misuse(misuse), occurrence).proposed
    return [Choice(offer.code, reason="Dealt with at home.") for offer in offers]


def decide(one, by, misuse="offensive_message", grid=Grid.PUPILS, choices=None, **more):
    """A decision that takes what is proposed, unless said otherwise."""
    reasons = more.pop("reasons", Reasons())
    if choices is None:
        found = queries.earlier(one, grid=grid, misuse=grid_of(one, grid).misuse(misuse), actor=by)
        choices = all_taken(one, grid, misuse, reasons.occurrence or found.occurrence)
    facts = {
        "incident": one.incident,
        "involved": one,
        "by": by,
        "grid": grid,
        "misuse": misuse,
        "choices": choices,
        "seen": Decision.objects.filter(involved=one).count(),
        "reasons": reasons,
    }
    return services.decide(**(facts | more))


def new_version(by, code, rows, day, labels=None) -> RuleTableVersion:
    """Another version of a table, in force from a day."""
    from django.utils import timezone

    table = RuleTable.objects.get(code=code)
    return RuleTableVersion.objects.create(
        school_id=by.school_id,
        table=table,
        number=table.versions.count() + 1,
        effective_from=day,
        rows=rows,
        labels=labels or {},
        sha256=tables.digest(rows),
        made_at=timezone.now(),
        made_by_ref=by.ref,
    )


@contextmanager
def nothing_kept(*words):
    """The act inside is refused with a sentence that holds the words, and changes nothing."""
    before = held(*TABLES)
    with refused(*words):
        yield
    assert held(*TABLES) == before
