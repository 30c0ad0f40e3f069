"""A class may report together, a flood is slowed, and no door is ever shut for a whole school."""

import time_machine

from incidents.concerns import limits

NOON = "2026-11-04T12:00:30Z"
HERE, THERE = "192.0.2.1", "198.51.100.7"


@time_machine.travel(NOON, tick=False)
def test_a_class_and_more_behind_one_address_and_then_no_more():
    for _n in range(limits.RAISED_BY_ADDRESS.most):
        assert limits.may_raise(1, HERE)
        limits.count_raised(1, HERE)

    assert limits.RAISED_BY_ADDRESS.most >= 2 * 30
    assert not limits.may_raise(1, HERE)
    assert limits.may_raise(1, THERE)
    assert limits.may_raise(2, HERE)


def test_it_is_over_in_five_minutes():
    with time_machine.travel(NOON, tick=False) as clock:
        for _n in range(limits.RAISED_BY_ADDRESS.most):
            limits.count_raised(1, HERE)
        clock.shift(300)
        assert limits.may_raise(1, HERE)


@time_machine.travel(NOON, tick=False)
def test_many_addresses_together_are_a_flood_as_well():
    for number in range(limits.RAISED_IN_SCHOOL.most):
        limits.count_raised(1, f"192.0.2.{number}")

    assert not limits.may_raise(1, THERE)


@time_machine.travel(NOON, tick=False)
def test_an_ipv6_network_is_one_address():
    for number in range(limits.RAISED_BY_ADDRESS.most):
        limits.count_raised(1, f"2001:db8::{number:x}")

    assert not limits.may_raise(1, "2001:db8::ffff:1")
    assert limits.may_raise(1, "2001:db8:0:1::1")


@time_machine.travel(NOON, tick=False)
def test_wrong_codes_slow_their_address_and_many_slow_the_school():
    for _n in range(limits.WRONG_BY_ADDRESS.most):
        assert not limits.is_slow(1, HERE)
        limits.count_wrong(1, HERE)

    assert limits.is_slow(1, HERE)
    assert not limits.is_slow(1, THERE)
    for number in range(limits.WRONG_IN_SCHOOL.most):
        limits.count_wrong(1, f"203.0.113.{number}")
    assert limits.is_slow(1, THERE)
    assert not limits.is_slow(2, THERE)


def test_a_note_counts_for_its_code_and_school_after_ten_seconds_and_for_half_an_hour():
    with time_machine.travel(NOON, tick=False) as clock:
        note = limits.ticket(1, "7K3P9X2MDH4T")
        assert not limits.has_waited(1, "7K3P9X2MDH4T", note)
        clock.shift(limits.WAIT_SECONDS)
        assert limits.has_waited(1, "7K3P9X2MDH4T", note)
        assert not limits.has_waited(1, "7K3P9X2MDH4T", note, limits.SEND_AGAIN_SECONDS)
        assert not limits.has_waited(1, "7K3P9X2MDH4V", note)
        assert not limits.has_waited(2, "7K3P9X2MDH4T", note)
        assert not limits.has_waited(1, "7K3P9X2MDH4T", note + "x")
        assert not limits.has_waited(1, "7K3P9X2MDH4T", "")
        clock.shift(1801)
        assert not limits.has_waited(1, "7K3P9X2MDH4T", note)


@time_machine.travel(NOON, tick=False)
def test_who_has_waited_is_shut_out_by_nobody_who_sends_much():
    for _n in range(limits.RAISED_BY_ADDRESS.most):
        limits.count_raised(1, HERE)
    assert limits.may_raise(1, HERE, waited=True)

    for number in range(limits.RAISED_IN_SCHOOL.most):
        limits.count_raised(1, f"192.0.2.{number}")
    assert limits.may_raise(1, HERE, waited=True)
    assert not limits.may_raise(1, THERE)


def test_only_a_flood_stops_everybody_and_for_five_minutes_at_most():
    with time_machine.travel(NOON, tick=False) as clock:
        for number in range(limits.FLOOD.most):
            limits.count_raised(1, f"2001:db8:{number:x}::1")

        assert not limits.may_raise(1, THERE, waited=True)
        assert limits.may_raise(2, THERE)
        clock.shift(300)
        assert limits.may_raise(1, THERE)


def test_a_cache_that_is_down_costs_no_report(settings, caplog):
    broken = "django.core.cache.backends.db.DatabaseCache"  # its table is not there; no database
    settings.CACHES = {"default": {"BACKEND": broken, "LOCATION": "nowhere"}}

    limits.count_raised(1, HERE)

    assert limits.may_raise(1, HERE)
    assert "the limit raised-address is off" in caplog.text
    assert HERE not in caplog.text
