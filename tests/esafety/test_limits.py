"""Limits count in windows, hold no address, and never stand in the way when the cache is down."""

import pytest
from django.core.cache import cache

from esafety import limits

FEW = limits.Limit("few", 2, 60)


@pytest.fixture(autouse=True)
def at_nine(time_machine):
    cache.clear()
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def test_it_is_full_after_so_many_and_free_in_the_next_window(time_machine):
    for _time in range(2):
        assert not limits.is_full(FEW, "127.0.0.1")
        limits.count(FEW, "127.0.0.1")

    assert limits.is_full(FEW, "127.0.0.1")
    assert not limits.is_full(FEW, "127.0.0.2")
    assert not limits.is_full(limits.Limit("other", 2, 60), "127.0.0.1")
    time_machine.move_to("2026-11-03 09:01:00Z", tick=False)
    assert not limits.is_full(FEW, "127.0.0.1")


def test_a_household_is_one():
    for _time in range(2):
        limits.count(FEW, "2001:db8::1")

    assert limits.is_full(FEW, "2001:db8::ffff")
    assert not limits.is_full(FEW, "2001:db8:0:1::1")


def test_no_address_is_kept():
    limits.count(FEW, "127.0.0.1")

    assert "127.0.0.1" not in limits._key(FEW, "127.0.0.1")


def test_a_cache_that_is_down_limits_nothing(monkeypatch, caplog):
    class Down:
        def get(self, *_args):
            raise ConnectionError("redis://secret@127.0.0.1")

        add = get

    monkeypatch.setattr(limits, "cache", Down())
    limits.count(FEW, "127.0.0.1")

    assert not limits.is_full(FEW, "127.0.0.1")
    assert "the limit few is off: ConnectionError" in caplog.text
    assert "secret" not in caplog.text


def test_each_school_counts_by_itself_where_that_is_wanted():
    for _time in range(2):
        limits.count(FEW, "127.0.0.1", within=1)

    assert limits.is_full(FEW, "127.0.0.1", within=1)
    assert not limits.is_full(FEW, "127.0.0.1", within=2)
    assert not limits.is_full(FEW, "127.0.0.1")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (10, "1 minute"),
        (60, "1 minute"),
        (600, "10 minutes"),
        (5400, "90 minutes"),
        (3600, "1 hour"),
        (7200, "2 hours"),
    ],
)
def test_how_long_to_wait_is_said_by_the_limit_itself(seconds, words):
    assert limits.pause(limits.Limit("any", 1, seconds)) == words
