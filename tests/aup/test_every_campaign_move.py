"""Every state of a campaign x every act x every role, through the services and through the pages:
what may be done leads where the table says, anything else changes no table."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction

from aup.campaign_workflow import CampaignAct
from aup.choices import CampaignState
from aup.models import Agreement, Campaign
from aup.services import campaigns
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from tests.aup.rounds import FIRST, LAST, ask_all, prepared, pupil
from tests.aup.tables import tables
from tests.aup.test_campaign_workflow import MOVES
from tests.aup.test_every_transition import MANAGES, undone
from tests.factories.schools import make_member

S, A = CampaignState, CampaignAct
LATER = LAST + timedelta(days=7)
FACTS = {"title": "Winter", "groups": {}, "opens_on": FIRST, "closes_on": LAST}
URL = "/oakfield/agreements/campaigns/"
TYPED = {
    "title": "Winter",
    **{f"opens_on_{n}": part for n, part in enumerate((FIRST.day, FIRST.month, FIRST.year))},
    **{f"closes_on_{n}": part for n, part in enumerate((LATER.day, LATER.month, LATER.year))},
}


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def rows(agreed, olu):
    """A campaign in each state, with a child of its own to ask."""
    found = {}
    for state, tutor in zip(S, ("4A", "4B", "4C", "4D"), strict=True):
        pupil(agreed, f"{tutor} Ash", "Pia Ash", tutor=tutor)
        row = prepared(olu, groups={"tutor_groups": [tutor]})
        if state != S.DRAFT:
            ask_all(campaigns.start(campaign=row, by=olu))
        if state == S.PAUSED:
            campaigns.pause(campaign=row, by=olu)
        if state == S.CLOSED:
            campaigns.close(campaign=row, by=olu)
        found[state] = Campaign.objects.get(pk=row.pk)
        assert found[state].state == state
    return found


def done(act, row, by):
    facts = {"campaign": row, "by": by}
    acts = {
        A.CHANGE: lambda: campaigns.change(**facts, **FACTS, reminder_days=[5]),
        A.DROP: lambda: campaigns.drop(**facts),
        A.START: lambda: campaigns.start(**facts),
        A.PAUSE: lambda: campaigns.pause(**facts),
        A.GO_ON: lambda: campaigns.go_on(**facts),
        A.EXTEND: lambda: campaigns.extend(**facts, closes_on=LATER),
        A.CLOSE: lambda: campaigns.close(**facts),
    }
    return acts[act]()


def posted(act, row, web):
    return web.post(f"{URL}{row.pk}/{act.value.replace('_', '-')}/", TYPED)


def state_of(row):
    found = Campaign.objects.filter(pk=row.pk).first()
    return found.state if found else None


def after(state, act):
    """Where an allowed act leads; None where the campaign is gone."""
    return None if act == A.DROP else MOVES[state, act]


@pytest.mark.parametrize("role", list(Role))
def test_every_act_in_every_state_by_every_role(rows, agreed, client_of, role):
    by = make_member(agreed, "Zoe Zinnia", role)
    web, before = client_of(by), tables()
    # A role without the right is refused; an act out of turn is explained or not there.
    told = {302, 200, 404} if role in MANAGES else {403}
    for state, row in rows.items():
        for act in A:
            if role in MANAGES and (state, act) in MOVES:
                with undone():
                    done(act, row, by)
                    assert state_of(row) == after(state, act), (state, act)
                with undone():
                    assert posted(act, row, web).status_code == 302, (state, act)
                    assert state_of(row) == after(state, act), (state, act)
                continue
            with pytest.raises(Refused) as refused, transaction.atomic():
                done(act, row, by)
            assert refused.value.sentence.endswith("."), (state, act)
            assert posted(act, row, web).status_code in told, (state, act)
        assert tables() == before, state


@pytest.mark.parametrize("act", list(A))
def test_nobody_of_another_school_and_nobody_at_all(rows, brook, client_of, client, act):
    boris = make_member(brook, "Boris Birch", Role.LEAD)
    system = Actor.for_system("signing", school_id=brook.pk)
    before = tables()
    for row in rows.values():
        assert posted(act, row, client_of(boris)).status_code == 404
        assert posted(act, row, client).status_code in (302, 403)
        for by in (boris, system):
            with undone(), suppress(Refused):
                done(act, row, by)
                pytest.fail(f"{by} did {act}")
        assert tables() == before


@pytest.mark.parametrize("role", list(Role))
def test_preparing_one_is_for_those_who_run_them(agreed, client_of, role):
    by = make_member(agreed, "Zoe Zinnia", role)
    agreement = Agreement.objects.get(audience="staff")
    before = tables()
    with undone():
        if role in MANAGES:
            made = campaigns.make(agreement=agreement, **FACTS, reminder_days=[], by=by)
            assert state_of(made) == S.DRAFT
        else:
            with pytest.raises(Refused):
                campaigns.make(agreement=agreement, **FACTS, reminder_days=[], by=by)
            assert tables() == before
    answer = client_of(by).post(f"{URL}new/staff/", TYPED)
    assert answer.status_code == (302 if role in MANAGES else 403)
    assert Campaign.objects.count() == (role in MANAGES)
