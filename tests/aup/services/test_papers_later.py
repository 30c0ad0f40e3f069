"""A form on paper does not undo what the same person answered after the day on it."""

import uuid
from datetime import date

import pytest

from aup import queries
from aup.choices import AskState
from aup.models import Answer
from aup.services import class_papers
from aup.services.class_papers import Form, FormRefused
from aup.services.papers import LaterAnswer
from esafety.languages import ENGLISH
from esafety.signatures.choices import Part
from esafety.signatures.models import Signature
from tests.aup.linked import household, used
from tests.aup.services.test_by_link import declines, signs, withdraws
from tests.aup.services.test_papers import enter, entry, state
from tests.factories.people import make_guardian

BEFORE, SAME_DAY = date(2026, 10, 29), date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def family(oakfield, agreed):
    return household(oakfield, years=("4",))


def class_page(ask, *entries, by, day):
    form = Form(ask, entries, ENGLISH)
    return class_papers.enter_class(forms=[form], day=day, once_key=uuid.uuid4(), by=by)


def test_an_older_refusal_does_not_undo_a_later_yes(family, olu):
    pia, [ask] = family
    signs(used(pia), ask)

    with pytest.raises(LaterAnswer, match=r"Pia Ash .* 3 November 2026") as refused:
        enter(ask, entry(ask, pia, signed=False), by=olu, day=BEFORE)
    with pytest.raises(FormRefused, match="3 November 2026") as in_class:
        class_page(ask, entry(ask, pia, signed=False), by=olu, day=BEFORE)

    assert refused.value.part == in_class.value.part == Part.PARENT
    assert state(ask) == AskState.SIGNED


@pytest.mark.parametrize("later", ["refused", "taken back"])
def test_an_older_yes_does_not_undo_a_later_no(family, olu, later):
    pia, [ask] = family
    link = used(pia)
    if later == "taken back":
        signs(link, ask)
    act = declines if later == "refused" else withdraws
    act(link, ask)
    before = state(ask)

    for way in (enter, class_page):
        with pytest.raises((LaterAnswer, FormRefused), match="3 November 2026"):
            way(ask, entry(ask, pia), by=olu, day=BEFORE)

    assert state(ask) == before != AskState.SIGNED


def test_a_later_form_counts_by_the_day_that_stands_on_it(family, olu, time_machine):
    pia, [ask] = family
    enter(ask, entry(ask, pia, signed=False), by=olu, day=date(2026, 11, 2))

    with pytest.raises(LaterAnswer, match="2 November 2026"):
        enter(ask, entry(ask, pia), by=olu, day=date(2026, 11, 1))
    enter(ask, entry(ask, pia), entry(ask, ask.subject, "own"), by=olu, day=date(2026, 11, 2))

    assert state(ask) == AskState.SIGNED


def test_the_day_of_an_answer_is_the_schools(family, olu, time_machine):
    pia, [ask] = family
    time_machine.move_to("2026-07-01 23:30:00Z", tick=False)  # 00:30 on 2 July in England
    signs(used(pia), ask)

    with pytest.raises(LaterAnswer, match="2 July 2026"):
        enter(ask, entry(ask, pia, signed=False), by=olu, day=date(2026, 7, 1))


def test_a_form_of_the_same_day_and_one_of_somebody_else_are_entered(family, olu):
    pia, [ask] = family
    pit = make_guardian(ask.subject, "Pit Ash")
    signs(used(pia), ask)

    enter(ask, entry(ask, pit, signed=False), by=olu, day=BEFORE)
    assert state(ask) == AskState.DISAGREED
    enter(ask, entry(ask, pia, signed=False), by=olu, day=SAME_DAY)

    assert state(ask) == AskState.DECLINED


def test_a_form_sent_twice_is_once_also_after_a_later_answer(family, olu):
    pia, [ask] = family
    key = uuid.uuid4()
    enter(ask, entry(ask, pia), by=olu, day=BEFORE, key=key)
    declines(used(pia), ask)

    enter(ask, entry(ask, pia), by=olu, day=BEFORE, key=key)

    assert Signature.objects.count() == 1
    assert Answer.objects.count() == 2


def test_the_part_of_a_pupil_is_asked_of_the_pupil(family, olu):
    pia, [ask] = family
    signs(used(pia), ask, "own")

    with pytest.raises(LaterAnswer) as refused:
        enter(ask, entry(ask, ask.subject, "own", signed=False), by=olu, day=BEFORE)
    enter(ask, entry(ask, pia), by=olu, day=BEFORE)

    assert refused.value.part == Part.OWN
    assert queries.missing(ask) == []
