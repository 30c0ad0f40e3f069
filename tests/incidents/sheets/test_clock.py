"""The clock of a data breach: 72 hours of real time, whatever day it is."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from incidents.models import Sheet
from incidents.sheets import presenters, queries, services, workflow
from incidents.sheets.choices import SheetKind
from incidents.sheets.facts import moment
from incidents.sheets.kinds import KINDS, kind_of
from tests.incidents.cases import make_case
from tests.incidents.sheets.papers import facts, write_sheet

LONDON = ZoneInfo("Europe/London")
BREACH = KINDS[SheetKind.BREACH]


def ends(day, clock):
    return BREACH.clock(facts("breach", aware_on=day, aware_at=clock), LONDON)


@pytest.mark.parametrize(
    ("day", "clock", "wanted"),
    [
        # Over a weekend.
        ("2026-11-20", "14:10", datetime(2026, 11, 23, 14, 10, tzinfo=UTC)),
        # Over the night when the clocks go back (25 October 2026): an hour earlier on the wall.
        ("2026-10-24", "12:00", datetime(2026, 10, 27, 11, 0, tzinfo=UTC)),
        # Over the night when they go forward (29 March 2026).
        ("2026-03-28", "12:00", datetime(2026, 3, 31, 12, 0, tzinfo=UTC)),
        # In the hour that comes twice: the first of the two, so the deadline is never later.
        ("2026-10-25", "01:30", datetime(2026, 10, 28, 0, 30, tzinfo=UTC)),
        # In the hour that does not come at all.
        ("2026-03-29", "01:30", datetime(2026, 4, 1, 1, 30, tzinfo=UTC)),
        # Over Christmas.
        ("2026-12-24", "16:00", datetime(2026, 12, 27, 16, 0, tzinfo=UTC)),
    ],
)
def test_it_ends_seventy_two_hours_later(day, clock, wanted):
    assert ends(day, clock) == wanted


def test_without_its_moment_there_is_no_clock():
    assert ends("2026-11-20", None) is None
    assert moment({}, ("on", "at"), LONDON) is None


@pytest.fixture
def case(oakfield, lena):
    return make_case(oakfield, "acknowledged", by=lena)


DECIDED = {
    "ico": "not_told",
    "ico_reason": "No risk to anybody.",
    "ico_by": "Hari Hazel",
    "ico_on": "2026-11-04",
    "ico_at": "09:00",
}


def test_it_is_settled_by_a_decision_either_way(case, lena):
    open_ = write_sheet(case, lena, "breach")
    told = write_sheet(case, lena, "breach", **DECIDED | {"ico": "told"})
    not_told = write_sheet(case, lena, "breach", **DECIDED)

    assert [one.settled for one in (open_, told, not_told)] == [False, True, True]
    assert open_.clock_at == datetime(2026, 11, 6, 14, 10, tzinfo=UTC)
    assert list(queries.unsettled()) == [open_]
    given = {"kind": SheetKind.BREACH, "number": 1, "revision": 1, "reason": "Decided."}
    services.correct(incident=case, by=lena, facts=facts("breach", **DECIDED), **given)
    assert list(queries.unsettled()) == []


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"ico_on": "2026-11-02"}, "ico_on", "before the school became aware"),
        ({"ico_on": "2026-11-07"}, "ico_delay", "more than 72 hours after"),
        ({"ico_on": "2026-11-07", "ico_delay": "Illness."}, "", ""),
        ({"ico_on": "2026-11-06", "ico_at": "14:10"}, "", ""),
        ({"ico": "open", "ico_on": "2026-11-02"}, "", ""),
    ],
)
def test_a_decision_fits_its_clock(changes, name, sentence):
    given = facts("breach", **{**DECIDED, **changes})
    found = workflow.problems(BREACH, given, LONDON)

    assert [one for one, _words in found] == ([name] if name else [])
    assert sentence in "".join(str(words) for _one, words in found)


@pytest.mark.parametrize(
    ("now", "state", "words"),
    [
        ("2026-11-04T10:00", "due", "Decide by 14:10, Friday 6 November 2026"),
        ("2026-11-06T10:00", "soon", "Decide by 14:10, Friday 6 November 2026"),
        ("2026-11-06T14:10", "overdue", "Overdue: to be decided by 14:10, Friday 6 November 2026"),
    ],
)
def test_the_clock_is_said_in_words(now, state, words):
    sheet = Sheet(clock_at=datetime(2026, 11, 6, 14, 10, tzinfo=UTC), settled=False)
    found = presenters.clock(sheet, LONDON, datetime.fromisoformat(now).replace(tzinfo=UTC))

    assert (found.state, found.words) == (state, words)


def test_a_decided_clock_is_met_and_other_sheets_have_none():
    now = datetime(2026, 11, 6, tzinfo=UTC)
    assert presenters.clock(Sheet(clock_at=now, settled=True), LONDON, now).state == "met"
    assert presenters.clock(Sheet(), LONDON, now) is None


def test_kinds_are_known_by_their_code_only():
    assert kind_of("breach") is BREACH
    assert kind_of("poem") is None
    assert {kind.code for kind in KINDS.values()} == set(SheetKind)
    for kind in KINDS.values():
        names = [one.name for one in kind.facts]
        assert len(names) == len(set(names))
        assert all(one.asked is None or one.asked.name in names for one in kind.facts)
        assert {name for pair in kind.moments for name in pair} <= set(names)
