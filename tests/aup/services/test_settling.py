"""A question follows when others must sign it: a tie has ended, the school wants more or fewer."""

from datetime import date

import pytest
from django.db import DatabaseError

from aup import queries
from aup.access_choices import Why
from aup.models import AgreementSettings, Ask
from aup.queries import access, as_of, by_link, campaigns
from aup.services import access as access_services
from aup.services import settling, signing_settings
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.people.models import Guardianship
from esafety.people.services import guardians, joining
from tests.aup.asked import asked, decline, family, sign

TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def hourly(agreed):
    """The job that looks at the whole school."""
    by = Actor.for_system("access-list", school_id=agreed.pk)
    return lambda: access_services.refresh_all(by=by)


@pytest.fixture
def split(agreed, olu):
    """Ada and Pia signed, Pit refused."""
    child, [pia, pit] = family(agreed, parents=("Pia Ash", "Pit Ash"))
    ask = asked(agreed, child)
    sign(ask, "own", olu, person=child)
    sign(ask, "parent", olu, person=pia)
    decline(ask, "parent", olu, person=pit)
    assert access.standing_of(child).why == Why.DISAGREED
    return ask, pia, pit


def tie_of(person):
    return Guardianship.objects.get(guardian=person)


def state_of(ask):
    return Ask.objects.get(pk=ask.pk).state


def choose(olu, parents_needed):
    facts = {"ask_birth_date": False, "reminder_days": [3], "link_days": 30}
    signing_settings.change(parents_needed=parents_needed, ask_new_people=True, by=olu, **facts)


def test_a_refusal_ends_with_parental_responsibility(olu, split, hourly):
    ask, _pia, pit = split
    guardians.end(guardianship=tie_of(pit), by=olu)

    assert hourly() > 0

    assert state_of(ask) == "signed"
    assert access.standing_of(ask.subject).may_use
    event = AuditEvent.objects.get(type="agreement.settled")
    assert (event.object, event.data) == (str(ask), {"state": "signed"})
    hourly()
    assert AuditEvent.objects.filter(type="agreement.settled").count() == 1


@pytest.mark.parametrize("how", ["responsibility", "left"])
def test_so_it_does_where_the_tie_stays(olu, split, hourly, how):
    ask, _pia, pit = split
    if how == "left":
        joining.leave(person=pit, by=olu, left_on=TODAY)
    else:
        guardians.change(
            guardianship=tie_of(pit), by=olu, relationship="", parental_responsibility=False
        )

    hourly()

    assert state_of(ask) == "signed"


def test_until_the_hour_the_next_answer_counts_it_no_more(olu, split):
    ask, pia, pit = split
    guardians.end(guardianship=tie_of(pit), by=olu)

    sign(ask, "parent", olu, person=pia)

    assert state_of(ask) == "signed"


def test_a_refusal_counts_again_with_the_responsibility(olu, split, hourly):
    ask, _pia, pit = split
    guardians.end(guardianship=tie_of(pit), by=olu)
    hourly()

    guardians.add(by=olu, child=ask.subject, guardian=pit, parental_responsibility=True)
    hourly()

    assert state_of(ask) == "disagreed"


def test_what_a_parent_signed_who_is_gone_stays_signed(agreed, olu, hourly):
    """A child whose mother has died goes on with what she signed."""
    child, [pia, pit] = family(agreed, year_group="1", parents=("Pia Ash", "Pit Ash"))
    ask = asked(agreed, child)
    sign(ask, "parent", olu, person=pia)
    guardians.end(guardianship=tie_of(pia), by=olu)
    hourly()
    assert state_of(ask) == "signed"

    decline(ask, "parent", olu, person=pit)

    assert state_of(ask) == "declined"  # nobody of today disagrees with him


def test_a_refusal_that_ended_leaves_the_question_open(agreed, olu, hourly):
    child, [pia, pit] = family(agreed, year_group="1", parents=("Pia Ash", "Pit Ash"))
    ask = asked(agreed, child)
    decline(ask, "parent", olu, person=pit)
    guardians.end(guardianship=tie_of(pit), by=olu)

    hourly()

    assert state_of(ask) == "asked"
    row = queries.asks().get(pk=ask.pk)
    assert campaigns.missing_in([row]) == {ask.pk: ["parent"]}
    assert by_link.turn(pia, row, TODAY).left == ("parent",)


def test_where_all_sign_the_last_one_missing_may_go(agreed, olu, hourly):
    AgreementSettings.objects.create(school=agreed, parents_needed="all")
    child, [pia, pit] = family(agreed, year_group="1", parents=("Pia Ash", "Pit Ash"))
    ask = asked(agreed, child)
    sign(ask, "parent", olu, person=pia)
    guardians.end(guardianship=tie_of(pit), by=olu)

    hourly()

    assert state_of(ask) == "signed"
    assert access.standing_of(child).may_use


def test_the_schools_choice_is_followed_at_once(agreed, olu):
    choose(olu, "all")
    child, [pia, _pit] = family(agreed, year_group="1", parents=("Pia Ash", "Pit Ash"))
    ask = asked(agreed, child)
    sign(ask, "parent", olu, person=pia)
    assert state_of(ask) == "asked"

    choose(olu, "one")

    assert state_of(ask) == "signed"
    assert access.latest_change(child) == (True, "signed")
    choose(olu, "all")
    assert state_of(ask) == "signed"  # all had signed who had to


def test_who_has_left_is_let_be(olu, split, hourly):
    ask, _pia, pit = split
    guardians.end(guardianship=tie_of(pit), by=olu)
    joining.leave(person=ask.subject, by=olu, left_on=TODAY)

    hourly()

    assert state_of(ask) == "disagreed"


def test_without_an_audit_row_nothing_follows(olu, split, monkeypatch):
    ask, _pia, pit = split
    guardians.end(guardianship=tie_of(pit), by=olu)

    def fail(**_facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        settling.settle(by=olu)

    assert state_of(ask) == "disagreed"


def test_many_are_looked_at_with_the_same_few_queries(agreed, olu, django_assert_max_num_queries):
    for _child in range(5):
        child, [pia] = family(agreed)
        sign(asked(agreed, child), "parent", olu, person=pia)

    with django_assert_max_num_queries(5):
        assert settling.settle(by=olu) == []


def test_the_record_of_an_incident_goes_by_the_day_on_which_the_tie_ended(olu, split, time_machine):
    ask, _pia, pit = split
    time_machine.move_to("2026-11-10 09:00:00Z", tick=False)
    guardians.end(guardianship=tie_of(pit), by=olu)

    signed = as_of.Signed([ask.subject])

    def on(day):
        [held] = signed.on(ask.subject, "pupils_primary", date(2026, 11, day))
        return held.signed

    assert (on(9), on(10)) == (False, True)
