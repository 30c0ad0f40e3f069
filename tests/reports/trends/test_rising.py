"""When numbers justify a sentence."""

from datetime import date

import pytest

from reports.trends.rising import Change, are_comparable, said


def change(before, now):
    return Change("type", "bullying", "Bullying", before, now)


@pytest.mark.parametrize(("before", "now"), [(4, 9), (9, 4), (0, 5), (5, 10), (50, 79), (200, 250)])
def test_these_are_said(before, now):
    assert change(before, now).is_said


@pytest.mark.parametrize(("before", "now"), [(0, 4), (4, 8), (6, 11), (40, 55), (9, 9), (0, 0)])
def test_these_are_not(before, now):
    assert not change(before, now).is_said


def test_the_sentence_has_both_numbers():
    assert change(4, 9).sentence == "Up from 4 to 9."
    assert change(9, 4).sentence == "Down from 9 to 4."


def test_the_difference_has_its_sign():
    assert [change(*two).in_words for two in ((4, 9), (9, 4), (3, 3))] == ["+5", "−5", "0"]


def test_rises_and_falls_stand_apart_the_clearest_first():
    small, great, fall = change(4, 9), change(0, 20), change(12, 3)

    assert said([small, fall, great, change(1, 1)]) == ([great, small], [fall])


def test_ten_school_days_on_record_are_needed():
    day = date(2026, 10, 1)

    assert are_comparable(days=10, began_on=day, earlier_until=day)
    assert not are_comparable(days=9, began_on=day, earlier_until=day)
    assert not are_comparable(days=10, began_on=date(2026, 10, 2), earlier_until=day)
    assert not are_comparable(days=10, began_on=None, earlier_until=day)
    assert not are_comparable(days=10, began_on=day, earlier_until=None)
