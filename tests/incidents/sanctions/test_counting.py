"""Earlier misuse of the same person: what counts, and for whom."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from esafety.access.roles import Role
from incidents.choices import Status
from incidents.models import Exclusion, TriageSettings
from incidents.sanctions import queries
from incidents.sanctions.choices import Grid
from incidents.sanctions.services import Reasons
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.incidents.cases import entry_of, make_case, member
from tests.incidents.sanctions.acts import DAY, decide, grid_of, none_taken, pupil_case, sow


@pytest.fixture
def ada(oakfield, lena):
    sow(lena)
    return make_person(oakfield, "Ada Ash")


def did(school, by, who, misuse="offensive_message", grid=Grid.PUPILS, day=DAY, **extra):
    """An incident of that day with a decision; returns the incident."""
    incident, one = pupil_case(school, by, who, happened_on=day, **extra)
    n = queries.earlier(one, grid=grid, misuse=grid_of(one, grid).misuse(misuse), actor=by)
    decide(one, by, misuse, grid, none_taken(one, grid, misuse, n.occurrence))
    return incident


def counted(school, by, who, misuse="offensive_message", grid=Grid.PUPILS, day=None, **extra):
    """The references that count for a new incident of that person."""
    day = day or DAY + timedelta(days=10)
    _incident, one = pupil_case(school, by, who, happened_on=day, **extra)
    return found(one, by, misuse, grid).references


def found(one, by, misuse="offensive_message", grid=Grid.PUPILS):
    return queries.earlier(one, grid=grid, misuse=grid_of(one, grid).misuse(misuse), actor=by)


def test_the_same_misuse_counts_and_another_does_not(oakfield, lena, ada):
    same = did(oakfield, lena, ada)
    did(oakfield, lena, ada, "disrepute")
    did(oakfield, lena, make_person(oakfield, "Ben Beech"))

    assert counted(oakfield, lena, ada) == [same.reference]


def test_in_a_level_grid_the_same_level_and_above_counts(oakfield, lena, ada):
    did(oakfield, lena, ada, "games", Grid.LEVELS)
    same = did(oakfield, lena, ada, "others_account", Grid.LEVELS)
    above = did(oakfield, lena, ada, "hacking", Grid.LEVELS)
    did(oakfield, lena, ada, "using_pupil_account", Grid.PUPILS)

    refs = counted(oakfield, lena, ada, "inappropriate_email", Grid.LEVELS)
    assert refs == [same.reference, above.reference]


def test_only_what_happened_before_counts_and_not_what_was_recorded_before(oakfield, lena, ada):
    did(oakfield, lena, ada, day=DAY + timedelta(days=1))
    at = timezone.now()
    earlier = did(oakfield, lena, ada, submitted_at=at - timedelta(hours=2))
    did(oakfield, lena, ada, submitted_at=at + timedelta(hours=2))

    assert counted(oakfield, lena, ada, day=DAY, submitted_at=at) == [earlier.reference]


@pytest.mark.parametrize(
    ("over", "n"), [("academic_year", 2), ("term", 1), ("twelve_months", 3), ("ever", 4), (None, 2)]
)
def test_it_counts_over_the_time_that_the_school_sets(oakfield, lena, ada, over, n):
    for day in (date(2025, 1, 8), date(2026, 3, 3), date(2026, 9, 20), date(2027, 1, 8)):
        did(oakfield, lena, ada, day=day)
    if over:
        TriageSettings.objects.create(school=oakfield, count_over=over)

    assert len(counted(oakfield, lena, ada, day=date(2027, 1, 20))) == n


@pytest.mark.parametrize(
    "spoil",
    [
        lambda i, one: i.__class__.objects.filter(pk=i.pk).update(status=Status.NOT_INCIDENT),
        lambda i, one: one.__class__.objects.filter(pk=one.pk).update(part="witness"),
        lambda i, one: one.__class__.objects.filter(pk=one.pk).update(removed_at=timezone.now()),
    ],
)
def test_what_was_set_aside_or_corrected_does_not_count(oakfield, lena, ada, spoil):
    incident = did(oakfield, lena, ada)
    spoil(incident, incident.involved.get())

    assert counted(oakfield, lena, ada) == []


def test_a_merged_incident_does_not_count(oakfield, lena, ada):
    incident = did(oakfield, lena, ada)
    incident.status, incident.merged_into = Status.MERGED, make_case(oakfield)
    incident.save()

    assert counted(oakfield, lena, ada) == []


def test_a_replaced_decision_does_not_count(oakfield, lena, ada):
    incident = did(oakfield, lena, ada)
    one = incident.involved.get()
    former = one.decisions.get()
    again = Reasons(replaces=former, replaces_reason="It was another thing.")
    decide(
        one, lena, "disrepute", choices=none_taken(one, Grid.PUPILS, "disrepute", 1), reasons=again
    )

    assert counted(oakfield, lena, ada) == []
    assert counted(oakfield, lena, ada, "disrepute") == [incident.reference]


def test_a_typed_name_is_not_counted(oakfield, lena, ada):
    incident = make_case(oakfield, "investigating", lena, typed=[("Ada Ash", "child", "offender")])

    none = found(incident.involved.get(), lena)
    assert (none.counts, none.occurrence, none.references) == (False, 1, [])


def test_what_the_lead_may_not_see_is_neither_counted_nor_shown(oakfield, lena, hari, dee, ada):
    protected = did(oakfield, dee, ada, child_protection=True)
    names_lena = make_case(
        oakfield, "investigating", dee, people=[(ada, "offender"), (entry_of(lena), "witness")]
    )
    one = names_lena.involved.get(person=ada)
    decide(one, dee, choices=none_taken(one, Grid.PUPILS, "offensive_message", 1))
    _incident, new = pupil_case(oakfield, lena, ada, happened_on=DAY + timedelta(days=5))

    seen = found(new, lena)
    assert (seen.counted, seen.apart, seen.occurrence) == ((), (), 1)
    of_dee = found(new, dee)
    apart = {one.incident.reference for one in of_dee.apart}
    assert (of_dee.counted, apart) == ((), {protected.reference, names_lena.reference})


def test_a_number_never_tells_a_reader_of_an_incident_that_is_not_theirs(oakfield, lena, dee, ada):
    """The second-time responses on an ordinary case would tell the lead of the hidden one."""
    did(oakfield, dee, ada, "hacking", Grid.LEVELS, child_protection=True)
    _incident, new = pupil_case(oakfield, lena, ada, happened_on=DAY + timedelta(days=5))

    decision = decide(new, dee, "hacking", Grid.LEVELS, none_taken(new, Grid.LEVELS, "hacking", 1))
    assert (decision.occurrence, decision.earlier) == (1, [])
    _incident, narrow = pupil_case(
        oakfield, dee, ada, happened_on=DAY + timedelta(days=6), child_protection=True
    )
    both = found(narrow, dee, "hacking", Grid.LEVELS)
    assert both.occurrence == 3


def test_somebody_kept_out_of_the_earlier_case_learns_nothing_of_it(oakfield, lena, dee, ada):
    kept_out = make_member(oakfield, "Una Upas", Role.DEPUTY_LEAD, Role.STAFF)
    incident = did(oakfield, lena, ada)
    facts = {"kind": "excluded", "reason": "A relative.", "made_at": timezone.now()}
    Exclusion.objects.create(
        school=oakfield, incident=incident, member=member(kept_out), made_by=member(lena), **facts
    )
    _incident, new = pupil_case(oakfield, lena, ada, happened_on=DAY + timedelta(days=5))

    assert found(new, lena).counted == ()
    assert [one.incident for one in found(new, lena).apart] == [incident]
    assert found(new, kept_out).apart == ()


def test_over_several_days_the_last_of_them_counts(oakfield, lena, ada):
    last_year, until = date(2026, 8, 30), date(2026, 9, 3)
    both = did(oakfield, lena, ada, day=last_year, when="range", happened_until=until)
    did(oakfield, lena, ada, day=last_year)
    first = did(oakfield, lena, ada, day=date(2026, 9, 1))

    assert counted(oakfield, lena, ada) == [both.reference, first.reference]
