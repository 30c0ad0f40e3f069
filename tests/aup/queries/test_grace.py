"""While newer words are asked for, an earlier signature counts until the last day."""

from datetime import date, timedelta

import pytest

from aup import queries
from aup.access_choices import Why
from aup.models import Ask
from aup.queries import access
from aup.services import asking
from tests.aup.asked import asked, decline, family, sign
from tests.aup.services.test_asking import newer

TODAY, LAST = date(2026, 11, 3), date(2026, 11, 20)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def signed(agreed, olu):
    """Ada's agreement was signed by Pia."""
    child, [pia] = family(agreed, year_group="1")
    ask = asked(agreed, child)
    sign(ask, "parent", olu, person=pia)
    return queries.asks().get(pk=ask.pk)


def asked_anew(ask, olu, due_on=LAST):
    [row] = asking.ask(version=newer(ask.version), people=[ask.subject], by=olu, due_on=due_on)
    return queries.asks().get(pk=row.pk)


def standing(ask, day=TODAY):
    """The access list, which `in_order` must agree with."""
    [one] = access.standings(access.on_the_list().filter(pk=ask.subject_id), day)
    assert queries.in_order(ask.subject, day) == one.may_use
    return one.why


def test_a_second_new_version_leaves_everybody_their_days(signed, olu):
    corrected = asked_anew(asked_anew(signed, olu), olu, LAST + timedelta(days=7))

    assert standing(corrected) == Why.GRACE
    assert standing(corrected, corrected.due_on) == Why.GRACE
    assert standing(corrected, corrected.due_on + timedelta(days=1)) == Why.PARENT_MISSING


def test_a_third_does_so_as_well(signed, olu):
    assert standing(asked_anew(asked_anew(asked_anew(signed, olu), olu), olu)) == Why.GRACE


def test_on_the_last_day_there_was_still_time(signed, olu, time_machine):
    second = asked_anew(signed, olu)
    time_machine.move_to("2026-11-20 23:00:00Z", tick=False)

    assert standing(asked_anew(second, olu, date(2026, 12, 1)), LAST) == Why.GRACE


def test_who_let_the_last_day_pass_gets_no_new_one(signed, olu, time_machine):
    second = asked_anew(signed, olu)
    time_machine.move_to("2026-11-21 09:00:00Z", tick=False)
    third = asked_anew(second, olu, date(2026, 12, 1))

    assert standing(third, date(2026, 11, 21)) == Why.PARENT_MISSING


def test_without_a_last_day_the_one_between_ends_it(signed, olu):
    assert standing(asked_anew(asked_anew(signed, olu, None), olu)) == Why.PARENT_MISSING


def test_who_refused_the_one_between_has_no_days(signed, olu):
    second = asked_anew(signed, olu)
    decline(second, "parent", olu, person=signed.subject.guardians.get().guardian)
    assert standing(second) == Why.DECLINED

    assert standing(asked_anew(second, olu)) == Why.PARENT_MISSING


def test_where_none_was_ever_signed_there_is_nothing_to_count(agreed, olu):
    child, _parents = family(agreed, year_group="1")
    first = queries.asks().get(pk=asked(agreed, child, due_on=LAST).pk)

    third = asked_anew(asked_anew(first, olu), olu)

    assert standing(third) == Why.PARENT_MISSING
    assert Ask.objects.count() == 3
