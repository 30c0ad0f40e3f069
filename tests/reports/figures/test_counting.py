"""Counting cases, without a database."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from esafety.schools.calendar import SchoolCalendar, Span
from reports.figures import whole
from reports.figures.columns import column, kinds_shown
from reports.figures.counting import count, rules
from reports.figures.periods import Period
from reports.figures.reading import NO_KIND, Case, Child, Kind
from reports.figures.whole import Rows

HATE, BULLYING = Kind("content", 1, "hate", "Hate"), Kind("conduct", 2, "bullying", "Bullying")
CALENDAR = SchoolCalendar(
    ZoneInfo("Europe/London"),
    time(8, 30),
    time(15, 30),
    (Span(date(2026, 9, 2), date(2026, 12, 18)),),
    (),
)
ROWS = Rows([BULLYING])
AUTUMN = Period("2026-1", "Autumn 2026/27", date(2026, 9, 2), date(2027, 1, 4))


def at(day, hour):
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def case(**facts):
    given = {
        "happened_on": date(2026, 11, 2), "status": "submitted", "place": "inside", "outcome": "",
        "submitted_at": at(2, 9), "acknowledged_at": None, "closed_at": None,
        "ai": False, "kinds": frozenset({BULLYING}), **facts,
    }  # fmt: skip
    return Case(**given)


def closed(day=4, **facts):
    return case(
        status="closed", outcome="talk", acknowledged_at=at(2, 11), closed_at=at(day, 12), **facts
    )


def test_what_is_no_incident_or_was_merged_is_one_number_and_in_no_other():
    found = count(
        [case(), case(status="not_incident"), case(status="merged")], [BULLYING], CALENDAR
    )

    assert (found.cells["all"], found.cells["not_counted"]) == (1, 2)
    assert found.cells["type.bullying"] == 1


def test_an_incident_of_two_types_of_one_group_counts_once_in_the_group():
    bad = Kind("content", 3, "violence", "Violence")
    found = count([case(kinds=frozenset({HATE, bad}))], [HATE, bad], CALENDAR).cells

    assert (found["type.hate"], found["type.violence"], found["group.content"]) == (1, 1, 1)


def test_states_places_and_outcomes():
    found = count([case(place="both"), closed(place="outside")], [BULLYING], CALENDAR).cells

    assert (found["open"], found["closed"], found["outcome.talk"]) == (1, 1, 1)
    assert (found["place.both"], found["place.outside"], found["place.inside"]) == (1, 1, 0)


def test_a_year_group_that_is_not_known_has_a_row():
    found = count([case(children=(Child("8"), Child(""), Child("8")))], [BULLYING], CALENDAR).cells

    assert (found["children"], found["year.8"], found["year.unknown"]) == (3, 2, 1)


def test_a_median_needs_five_cases():
    four = count([closed()] * 4, [BULLYING], CALENDAR)
    five = count([closed()] * 5, [BULLYING], CALENDAR)

    assert (four.hours_to_acknowledge, four.days_to_close) == (None, None)
    assert (five.hours_to_acknowledge, five.days_to_close) == (2.0, 2.0)


def test_hours_run_only_while_the_school_is_open():
    slow = [case(status="acknowledged", submitted_at=at(2, 15), acknowledged_at=at(3, 9))] * 5

    assert count(slow, [BULLYING], CALENDAR).hours_to_acknowledge == 1.0


def test_the_counts_keep_their_rules():
    found = count(
        [case(kinds=frozenset({HATE, BULLYING})), closed(children=(Child("7"),))],
        [HATE, BULLYING],
        CALENDAR,
    )

    assert all(rule.miss(found.cells) == 0 for rule in rules([HATE, BULLYING]))


def test_kinds_shown_are_those_offered_and_those_used_in_the_order_of_the_groups():
    old = Kind("content", 9, "old", "Retired")

    assert kinds_shown([BULLYING, HATE], [case(kinds=frozenset({old}))]) == [HATE, old, BULLYING]
    assert kinds_shown([BULLYING], [case(kinds=frozenset({NO_KIND}))])[-1] is NO_KIND


def test_a_column_says_its_term_and_shows_medians_beside_their_number():
    found = column(AUTUMN, whole.count([closed()] * 9, ROWS, CALENDAR), ROWS)

    assert (found["term"], found["first"], found["until"]) == ("2026-1", "2026-09-02", "2027-01-04")
    assert found["cells"]["closed"] == 9
    assert found["medians"] == {"acknowledge": 2.0, "close": 2.0}


def test_medians_are_not_shown_where_they_would_tell_of_a_hidden_number():
    """Closed is hidden so that one open case cannot be worked out: no median says it is five."""
    found = column(AUTUMN, whole.count([case(), *[closed()] * 9], ROWS, CALENDAR), ROWS)

    assert found["cells"]["closed"] == "hidden"
    assert found["medians"] == {"acknowledge": "hidden", "close": "hidden"}


def test_a_column_of_few_cases_has_no_medians():
    found = column(AUTUMN, whole.count([closed()] * 2, ROWS, CALENDAR), ROWS)

    assert found["cells"]["all"] == "few"
    assert found["medians"] == {"acknowledge": "hidden", "close": "hidden"}


def test_a_median_is_not_shown_where_its_band_of_days_is_covered():
    """Of seven, four within a week and three later: the median would tell which are the four."""
    slow = closed(day=20)
    found = column(AUTUMN, whole.count([*[closed()] * 4, *[slow] * 3], ROWS, CALENDAR), ROWS)

    assert (found["cells"]["closed"], found["cells"]["ended.week"]) == (7, "few")
    assert found["medians"] == {"acknowledge": 2.0, "close": "hidden"}
