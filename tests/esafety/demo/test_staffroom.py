"""The campaign of staff and governors on whatever day the demonstration is loaded."""

from datetime import date, timedelta

from esafety.demo import staffroom
from esafety.schools import queries as schools
from tests.factories.schools import make_terms


def test_whenever_it_is_loaded_all_answers_are_in(oakfield):
    """On any day of a year the campaign is the newest of which every day to answer is over."""
    for year in (2025, 2027):
        make_terms(oakfield, year)
    calendar, opened = schools.calendar_of(oakfield), set()
    for days in range(366):
        today = date(2026, 9, 1) + timedelta(days=days)
        opens_on, answered = staffroom._september(calendar, today)
        opened.add(opens_on)
        assert len(answered) == 15
        assert opens_on < answered[0] <= answered[-1] < today
    assert sorted(opened) == [date(2025, 9, 9), date(2026, 9, 9)]
