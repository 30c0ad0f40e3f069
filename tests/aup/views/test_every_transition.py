"""Every state of a question x every act x everybody who may post one, through the pages: what is
not allowed is refused and changes no table. The services are in tests/aup/test_every_transition."""

import uuid

import pytest

from aup import queries
from aup.choices import AskState
from aup.models import Ask
from aup.workflow import Act
from esafety.access.roles import Role
from tests.aup.linked import HOME, Phone, linked
from tests.aup.rounds import pupil
from tests.aup.tables import tables
from tests.aup.test_every_transition import AFTER, MANAGES, NOTHING_NEW, every_state, made, undone
from tests.factories.schools import make_member

S, A = AskState, Act
BY_LINK = (A.SIGN, A.DECLINE, A.WITHDRAW)
PAPER = "/oakfield/agreements/paper/"
__all__ = ["every_state"]


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def phone_of(ask):
    """The phone of the first parent, who has said who they are."""
    pia = queries.guardians_of(ask.subject)[0].guardian
    found = Phone(linked(pia))
    assert found.says().status_code == 302
    return found


def posted(act, ask, phone):
    if act == A.SIGN:
        return phone.signs(ask, child="Ada")
    reason = {"reason": "Not for us.", "part": "parent", "once_key": str(uuid.uuid4())}
    return phone.web.post(f"{HOME}me/{ask.pk}/{act.value}/", reason)


@pytest.mark.parametrize("state", list(S))
def test_a_parent_by_their_link(agreed, olu, tom, state):
    ask = made(agreed, olu, tom, state)
    phone = phone_of(ask)
    before = tables()
    for act in BY_LINK:
        with undone():
            answer, after = posted(act, ask, phone), AFTER[state][act]
            if after is None:
                assert answer.status_code in (200, 404), act
            else:
                assert answer.status_code == 302, act
            assert Ask.objects.get(pk=ask.pk).state == (after or state), act
            if after is None or (state, act) in NOTHING_NEW:
                assert tables() == before, act
        assert tables() == before


@pytest.mark.parametrize("state", list(S))
def test_somebody_elses_parent_and_nobody_at_all(agreed, olu, tom, client, state):
    ask = made(agreed, olu, tom, state)
    other = pupil(agreed, "Zed Zinnia", "Zia Zinnia")
    zia = Phone(linked(queries.guardians_of(other)[0].guardian))
    assert zia.says("Zia Zinnia").status_code == 302
    before = tables()
    for act in BY_LINK:
        assert posted(act, ask, zia).status_code == 404
        assert posted(act, ask, Phone()).status_code == 410
    assert tables() == before


def test_what_was_never_asked_is_not_there(agreed, olu, client_of):
    child = pupil(agreed, "Ada Ash", "Pia Ash")
    pia = Phone(linked(queries.guardians_of(child)[0].guardian))
    pia.says()
    office, before = client_of(olu), tables()
    ask = Ask(pk=4711)

    assert {posted(act, ask, pia).status_code for act in BY_LINK} == {404}
    for path in (f"paper/{ask.pk}/enter/", f"paper/{ask.pk}/form.pdf", "class/pupils-primary/4A/"):
        assert office.post(f"/oakfield/agreements/{path}", {}).status_code == 404, path
    for act in ("sign", "decline", "withdraw"):
        assert office.post(f"/oakfield/agreements/pupils-primary/{act}/").status_code == 404
    assert tables() == before


def written(ask, **said):
    """What the office reads on a form: the second parent's part."""
    parent = queries.guardians_of(ask.subject).last().guardian
    return {
        "said_own": "nothing", "person": str(parent.pk), "name_parent": parent.name,
        "day_0": "3", "day_1": "11", "day_2": "2026", "once_key": str(uuid.uuid4()), **said,
    }  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_every_member_of_the_school(agreed, every_state, client_of, role):
    web = client_of(make_member(agreed, "Zoe Zinnia", role))
    before = tables()
    for ask in every_state:
        live = ask.state != S.SUPERSEDED
        for said in ({"said_parent": "signed"}, {"said_parent": "refused", "reason": "Not ours."}):
            with undone():
                answer = web.post(f"{PAPER}{ask.pk}/enter/", written(ask, **said))
                if role in MANAGES and live:
                    assert answer.status_code == 302, ask.state
                    assert tables() != before
                else:
                    assert answer.status_code == (200 if role in MANAGES else 403), ask.state
                    assert tables() == before, ask.state
        for act in BY_LINK:  # an agreement that is somebody else's
            url = f"/oakfield/agreements/{ask.agreement.code}/{act.value}/"
            data = {"agree": "on", "name": "Zoe", "reason": "No.", "once_key": str(uuid.uuid4())}
            assert web.post(url, data).status_code in (403, 404), (ask.state, act)
        assert tables() == before, ask.state
