"""Every state of a question x every act, and x every role: what may be done works through the
services that the pages use; anything else is refused with a sentence and changes no table."""

import uuid
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import product

import pytest
from django.db import transaction

from aup import queries
from aup.choices import AskState
from aup.models import Ask, Campaign
from aup.queries import campaigns as rounds
from aup.services import asking, by_link, campaigns, own, papers, settling, witnessing
from aup.services.by_link import Signed
from aup.services.papers import Entry
from aup.workflow import Act
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.people.models import Guardianship
from esafety.signatures.choices import Part
from tests.aup.asked import decline, sign
from tests.aup.linked import used
from tests.aup.rounds import FIRST, LAST, ask_all, clock, prepared, pupil
from tests.aup.services.test_asking import newer
from tests.aup.tables import tables
from tests.factories.schools import make_member

S, A = AskState, Act
# What follows when Pia, the first parent, or the school acts; None: refused. A question whose
# campaign ends or is extended stays as it is unless nobody has replied. One that a newer version
# replaced is not opened again (one that another agreement replaced is: services/test_moving_up).
AFTER = {
    S.ASKED: {A.SIGN: S.SIGNED, A.DECLINE: S.DECLINED, A.WITHDRAW: None,
              A.CLOSE: S.NO_REPLY, A.ASK_AGAIN: S.ASKED, A.SUPERSEDE: S.SUPERSEDED,
              A.REOPEN: S.ASKED, A.SETTLE: S.ASKED},
    S.SIGNED: {A.SIGN: S.SIGNED, A.DECLINE: S.DECLINED, A.WITHDRAW: S.WITHDRAWN,
               A.CLOSE: S.SIGNED, A.ASK_AGAIN: S.SIGNED, A.SUPERSEDE: S.SUPERSEDED,
               A.REOPEN: S.SIGNED, A.SETTLE: S.SIGNED},
    S.WITNESSED: {A.SIGN: S.WITNESSED, A.DECLINE: S.DECLINED, A.WITHDRAW: S.WITHDRAWN,
                  A.CLOSE: S.WITNESSED, A.ASK_AGAIN: S.WITNESSED, A.SUPERSEDE: S.SUPERSEDED,
                  A.REOPEN: S.WITNESSED, A.SETTLE: S.WITNESSED},
    S.DECLINED: {A.SIGN: S.SIGNED, A.DECLINE: S.DECLINED, A.WITHDRAW: None,
                 A.CLOSE: S.DECLINED, A.ASK_AGAIN: S.DECLINED, A.SUPERSEDE: S.SUPERSEDED,
                 A.REOPEN: S.DECLINED, A.SETTLE: S.DECLINED},
    S.DISAGREED: {A.SIGN: S.DISAGREED, A.DECLINE: S.DECLINED, A.WITHDRAW: S.DECLINED,
                  A.CLOSE: S.DISAGREED, A.ASK_AGAIN: S.DISAGREED, A.SUPERSEDE: S.SUPERSEDED,
                  A.REOPEN: S.DISAGREED, A.SETTLE: S.DISAGREED},
    S.NO_REPLY: {A.SIGN: S.SIGNED, A.DECLINE: S.DECLINED, A.WITHDRAW: None,
                 A.CLOSE: None, A.ASK_AGAIN: S.ASKED, A.SUPERSEDE: S.SUPERSEDED,
                 A.REOPEN: S.NO_REPLY, A.SETTLE: S.NO_REPLY},
    S.SUPERSEDED: {A.SIGN: None, A.DECLINE: None, A.WITHDRAW: None,
                   A.CLOSE: S.SUPERSEDED, A.ASK_AGAIN: None, A.SUPERSEDE: S.SUPERSEDED,
                   A.REOPEN: S.SUPERSEDED, A.SETTLE: S.SUPERSEDED},
    S.WITHDRAWN: {A.SIGN: S.SIGNED, A.DECLINE: S.DECLINED, A.WITHDRAW: S.WITHDRAWN,
                  A.CLOSE: S.WITHDRAWN, A.ASK_AGAIN: S.WITHDRAWN, A.SUPERSEDE: S.SUPERSEDED,
                  A.REOPEN: S.WITHDRAWN, A.SETTLE: S.WITHDRAWN},
}  # fmt: skip
# Said already: answered politely, and nothing is written.
NOTHING_NEW = {(S.SIGNED, A.SIGN), (S.WITNESSED, A.SIGN), (S.WITHDRAWN, A.WITHDRAW),
               *product(S, (A.REOPEN, A.SETTLE))}  # fmt: skip

MANAGES = {Role.LEAD, Role.DEPUTY_LEAD, Role.HEAD, Role.OFFICE}
STRANGERS = {Role.GOVERNOR, Role.ESAFETY_GOVERNOR, Role.CHAIR, Role.PUPIL}
"""Who neither runs campaigns nor reads an agreement with a class."""


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def made(school, olu, tom, state, name="Ada") -> Ask:
    """A question in that state, brought there by the services, in a campaign of its own."""
    child = pupil(school, f"{name} Ash", "Pia Ash", "Pit Ash", tutor=name)
    campaign = prepared(olu, groups={"tutor_groups": [name]})
    ask_all(campaigns.start(campaign=campaign, by=olu))
    ask = queries.asks().get(subject=child)
    pia, pit = [tie.guardian for tie in queries.guardians_of(child)]
    if state in (S.SIGNED, S.SUPERSEDED, S.WITHDRAWN):
        sign(ask, "own", olu, person=child)
    if state == S.WITNESSED:
        witness(ask, tom)
    if state in (S.SIGNED, S.SUPERSEDED, S.WITHDRAWN, S.WITNESSED, S.DISAGREED):
        sign(ask, "parent", olu, person=pia)
    if state == S.DECLINED:
        decline(ask, "parent", olu, person=pia)
    if state == S.DISAGREED:
        decline(ask, "parent", olu, person=pit)
    if state == S.WITHDRAWN:
        by_link.withdraw(link=used(pia), ask=ask, reason="No more.", by=clock(school))
    if state == S.NO_REPLY:
        campaigns.close(campaign=ask.campaign, by=olu)
    if state == S.SUPERSEDED:
        supersede(ask, olu)
    row = queries.asks().get(pk=ask.pk)
    assert row.state == state
    return row


def witness(ask, by):
    return witnessing.witness(
        asks=[ask], name="Tom Thorn", statement="I read it.", ip="", browser="",
        once_key=uuid.uuid4(), by=by,
    )  # fmt: skip


def supersede(ask, by):
    newest = ask.agreement.versions.order_by("number").last()
    version = newest if newest.number > ask.version.number else newer(ask.version)
    asking.ask(version=version, people=[ask.subject], by=by)


@transaction.atomic
def extend_closed(campaign, by):
    """Given more time after it was closed; both or neither."""
    if campaign.state != "closed":
        campaigns.close(campaign=campaign, by=by)
    row = Campaign.objects.get(pk=campaign.pk)
    campaigns.extend(campaign=row, closes_on=LAST + timedelta(days=7), by=by)


def done(act, ask, olu, link):
    """The act through its service: by Pia's link, or by the office."""
    parts = {Part.OWN: Signed("Ada", "I agree."), Part.PARENT: Signed("Pia Ash", "I agree.")}
    facts = {"link": link, "ask": ask, "by": Actor.for_system("signing", school_id=ask.school_id)}
    acts = {
        A.SIGN: lambda: by_link.sign(
            parts=parts, once_key=uuid.uuid4(), ip="", browser="", **facts
        ),
        A.DECLINE: lambda: by_link.decline(part=Part.PARENT, reason="Not for us.", **facts),
        A.WITHDRAW: lambda: by_link.withdraw(reason="No longer.", **facts),
        A.CLOSE: lambda: campaigns.close(campaign=ask.campaign, by=olu),
        A.ASK_AGAIN: lambda: extend_closed(ask.campaign, olu),
        A.SUPERSEDE: lambda: supersede(ask, olu),
        A.REOPEN: lambda: asking.ask(version=ask.version, people=[ask.subject], by=olu),
        A.SETTLE: lambda: settling.settle(by=olu),
    }
    return acts[act]()


def test_the_table_is_complete():
    assert {(state, act) for state in AFTER for act in AFTER[state]} == set(product(S, A))


@pytest.mark.parametrize("state", list(S))
def test_every_act_in_every_state(agreed, olu, tom, state):
    ask = made(agreed, olu, tom, state)
    link = used(Guardianship.objects.filter(child=ask.subject).order_by("pk")[0].guardian)
    before = tables()
    for act, after in AFTER[state].items():
        with undone():
            if after is None:
                with pytest.raises(Refused) as refused:
                    done(act, ask, olu, link)
                assert refused.value.sentence.endswith(".")
                assert tables() == before
                continue
            done(act, ask, olu, link)
            assert Ask.objects.get(pk=ask.pk).state == after, (state, act)
            if (state, act) in NOTHING_NEW:
                assert tables() == before
        assert tables() == before


@pytest.fixture
def every_state(agreed, olu, tom):
    """A child in each state; the one that was replaced last, since a new version asks all."""
    names = dict(zip(S, ("Ada", "Ben", "Cem", "Dot", "Eva", "Fay", "Gil", "Hal"), strict=True))
    return [made(agreed, olu, tom, state, names[state]) for state in S]


def by_hand(ask, by, *, signed):
    """What the office enters from a form on paper."""
    parent = queries.guardians_of(ask.subject).last().guardian
    facts = {"name": parent.name, "statement": "I agree."} if signed else {"reason": "Not ours."}
    entry = Entry(part=Part.PARENT, person=parent, signed=signed, **facts)
    day = date(2026, 11, 3)
    return papers.enter(ask=ask, entries=[entry], day=day, once_key=uuid.uuid4(), by=by)


def attempts(ask, by):
    """Every way in which a member of the school can answer a question, and whether its state allows
    it to those who look after agreements; nobody signs as somebody else."""
    account = {"second_factor": False, "by": by}
    own_words = {"name": "Zoe", "statement": "I agree.", "ip": "", "browser": ""}
    live = ask.state != S.SUPERSEDED
    return [
        ("enters that they signed", live, lambda: by_hand(ask, by, signed=True)),
        ("enters that they refused", live, lambda: by_hand(ask, by, signed=False)),
        ("signs", False, lambda: own.sign(
            ask=ask, once_key=uuid.uuid4(), **own_words, **account)),
        ("refuses", False, lambda: own.decline(ask=ask, reason="No.", **account)),
        ("takes back", False, lambda: own.withdraw(ask=ask, reason="No.", **account)),
    ]  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_every_role_in_every_state(agreed, every_state, role):
    by = make_member(agreed, "Zoe Zinnia", role)
    before = tables()
    for ask in every_state:
        with undone():
            if role in STRANGERS:
                with pytest.raises(Refused):
                    witness(ask, by)
            else:
                # Who said yes already is left out, and so is who was asked anew.
                said_yes = ask.state in (S.SIGNED, S.WITNESSED, S.WITHDRAWN, S.SUPERSEDED)
                assert bool(witness(ask, by)) is not said_yes, ask.state
        for what, live, act in attempts(ask, by):
            allowed = role in MANAGES and live
            with undone():
                if allowed:
                    act()
                    assert tables() != before, (ask.state, what)
                else:
                    with pytest.raises(Refused) as refused:
                        act()
                    assert refused.value.sentence.endswith("."), (ask.state, what)
                    assert tables() == before, (ask.state, what)


def test_the_campaign_of_each_state_is_its_own(every_state):
    assert len({ask.campaign_id for ask in every_state}) == len(S)
    assert {ask.campaign.opens_on for ask in every_state} == {FIRST}
    assert rounds.campaigns().count() == len(S)
