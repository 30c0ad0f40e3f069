"""The record's facts in words, and what a correction changes."""

from datetime import date, time

import pytest

from incidents import differences


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("place", "both", "Inside and outside school"),
        ("place", "moon", "moon"),
        ("when", "about", "Not sure, about"),
        ("outcome", "no_action", "No further action needed"),
        ("urgent", None, "No"),
        ("urgent", True, "Yes"),
        ("happened_on", date(2026, 11, 2), "2 November 2026"),
        ("happened_until", "2026-11-04", "4 November 2026"),
        ("happened_on", "in November", "in November"),
        ("happened_at_time", time(9, 5), "09:05"),
        ("happened_at_time", "09:05:00", "09:05"),
        ("happened_at_time", "noon", "noon"),
        ("platforms", ["x", "gone"], "X\ngone"),
        ("platforms", [], ""),
        ("types", ["Bullying", "Hacking"], "Bullying\nHacking"),
        ("description", "As told.", "As told."),
        ("description", "", ""),
        ("happened_until", None, ""),
    ],
)
def test_a_fact_in_words(field, value, words):
    assert differences.words(field, value) == words


def test_a_change_that_has_no_label_is_named_by_its_field():
    found = differences.labels_of([{"field": "place"}, {"field": "gone"}])

    assert found == ["Where it took place", "gone"]
