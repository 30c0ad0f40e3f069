"""A pupil who moves to another agreement, and one who was entered in the wrong year for a day."""

from datetime import date

import pytest

from aup import queries
from aup.access_choices import Why
from aup.choices import AskState
from aup.models import Answer, Ask, Letter
from aup.queries import access, by_link, paper
from aup.services import asking, starters
from esafety.audit.models import AuditEvent
from tests.aup.asked import asked, sign
from tests.aup.linked import household
from tests.aup.rounds import clock, pupil, running
from tests.aup.services.test_asking import newer
from tests.aup.services.test_starters import ask_newcomers

TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def moves(child, year):
    child.year_group = year
    child.save()


def states_of(child):
    rows = Ask.objects.filter(subject=child).order_by("agreement")
    return {ask.agreement.audience: str(ask.state) for ask in rows}


def test_the_agreement_that_is_theirs_now_is_shown_whatever_the_days_of_the_versions(agreed, olu):
    pia, [early] = household(agreed, years=("2",))
    child = early.subject
    [later] = asking.ask(version=newer(early.version), people=[child], by=olu)
    sign(later, "parent", olu, person=pia)
    moves(child, "3")
    asked_now = asked(agreed, child)
    assert asked_now.version.effective_from < later.version.effective_from

    assert [turn.ask for turn in by_link.turns(pia, TODAY)] == [asked_now]
    assert paper.asks_named("Ada Ash") == [asked_now]


def test_of_one_agreement_the_newest_version_is_shown_and_of_none_the_last(agreed, olu):
    pia, [early] = household(agreed, years=("2",))
    [later] = asking.ask(version=newer(early.version), people=[early.subject], by=olu)
    assert [turn.ask for turn in by_link.turns(pia, TODAY)] == [later]

    moves(early.subject, "3")

    assert [turn.ask for turn in by_link.turns(pia, TODAY)] == [later]
    assert paper.asks_named("Ada Ash") == [later]


@pytest.fixture
def kit(agreed, olu):
    """Kit of year 2 was asked, and so was another child of year 3, in two campaigns."""
    pupil(agreed, "Old Oak", year="3", joined_on=date(2020, 9, 1))
    running(olu)
    kit = pupil(agreed, "Kit Key", "Kay Key", year="2", joined_on=date(2020, 9, 1))
    running(olu, "pupils_early")
    return kit


def test_a_wrong_year_put_right_is_asked_for_the_first_agreement_again(agreed, olu, kit):
    before = Ask.objects.get(subject=kit)
    moves(kit, "3")
    ask_newcomers(agreed, TODAY)
    assert states_of(kit) == {"pupils_early": "superseded", "pupils_primary": "asked"}

    moves(kit, "2")
    assert ask_newcomers(agreed, TODAY) == 1
    assert ask_newcomers(agreed, TODAY) == 0

    assert states_of(kit) == {"pupils_early": "asked", "pupils_primary": "superseded"}
    again = queries.asks().get(pk=before.pk)
    assert (again.campaign_id, again.due_on) == (before.campaign_id, before.due_on)
    assert access.standing_of(kit).why == Why.PARENT_MISSING
    kay = kit.guardians.get().guardian
    assert [turn.ask for turn in by_link.turns(kay, TODAY)] == [again]
    assert paper.asks_named("Kit Key") == [again]
    assert Letter.objects.filter(person=kay, campaign=before.campaign).count() == 1
    event = AuditEvent.objects.get(type="agreement.asked", object=str(before))
    assert event.data == {"version": 1}

    sign(again, "parent", olu, person=kay)
    assert access.standing_of(kit).may_use


def test_a_campaign_asks_whoever_was_put_right(agreed, olu, kit):
    moves(kit, "3")
    ask_newcomers(agreed, TODAY)
    moves(kit, "2")

    row = running(olu, "pupils_early")

    assert [ask.subject for ask in Ask.objects.filter(campaign=row)] == [kit]
    assert states_of(kit)["pupils_early"] == "asked"


def test_what_was_answered_before_still_counts(agreed, olu):
    pupil(agreed, "Old Oak", year="7", joined_on=date(2020, 9, 1))
    running(olu, "students")
    kit = pupil(agreed, "Kit Key", "Kay Key", year="6", joined_on=date(2020, 9, 1))
    running(olu)
    ask = queries.asks().get(subject=kit)
    sign(ask, "own", olu, person=kit)
    moves(kit, "7")
    ask_newcomers(agreed, TODAY)
    moves(kit, "6")
    ask_newcomers(agreed, TODAY)

    assert access.standing_of(kit).why == Why.PARENT_MISSING
    assert Answer.objects.count() == 1


def test_what_a_newer_version_replaced_is_not_opened_again(agreed, olu, kit):
    ask = queries.asks().get(subject=kit)
    [later] = asking.ask(version=newer(ask.version), people=[kit], by=olu)

    assert asking.ask(version=ask.version, people=[kit], by=olu) == []

    states = dict(Ask.objects.filter(subject=kit).values_list("pk", "state"))
    assert states == {ask.pk: AskState.SUPERSEDED, later.pk: AskState.ASKED}


def test_without_an_audit_row_nothing_is_opened_again(agreed, olu, kit, monkeypatch):
    moves(kit, "3")
    ask_newcomers(agreed, TODAY)
    moves(kit, "2")

    def fail(**_facts):
        raise RuntimeError

    monkeypatch.setattr(starters.asking.audit, "record", fail)
    version = queries.in_force("pupils-early", TODAY)
    with pytest.raises(RuntimeError):
        asking.ask(version=version, people=[kit], by=clock(agreed))

    assert states_of(kit)["pupils_early"] == "superseded"
