"""Programs: a token shown once, ended at once."""

import pytest

from aup.models import ApiClient
from aup.queries import clients as queries
from aup.services import clients
from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.schools.models import Membership


def test_a_token_is_kept_only_as_its_hash(oakfield, lena):
    client, token = clients.make(name=" Accounts ", by=lena)

    assert client.name == "Accounts"
    assert token not in str(vars(ApiClient.objects.get()))
    assert queries.client_with(token) == client
    event = AuditEvent.objects.get(type="access.client_made")
    assert (event.object, event.data) == (f"api_client:{client.pk}", {})


def test_tokens_are_long_and_never_the_same(oakfield, lena):
    tokens = {clients.make(name="A", by=lena)[1] for _n in range(20)}

    assert len(tokens) == 20
    assert min(map(len, tokens)) > 40


def test_an_ended_token_and_an_unknown_one_are_the_same_nothing(oakfield, lena):
    client, token = clients.make(name="A", by=lena)
    ended = clients.end(client=client, by=lena)

    assert (ended.ended_at is not None, ended.ended_by_id) == (True, lena.membership_id)
    for text in (token, token[:-1], "", "x" * 5000, "\udcff"):
        assert queries.client_with(text) is None
    with pytest.raises(Refused, match="before"):
        clients.end(client=client, by=lena)


def test_only_who_manages_the_settings(oakfield, lena, nat, olu):
    client, _token = clients.make(name="A", by=lena)
    for actor in (nat, olu):
        with pytest.raises(Refused):
            clients.make(name="B", by=actor)
        with pytest.raises(Refused):
            clients.end(client=client, by=actor)


def test_a_name_is_needed_and_a_member(oakfield, lena):
    with pytest.raises(Refused, match="name"):
        clients.make(name=" ", by=lena)
    Membership.objects.filter(pk=lena.membership_id).update(left_on="2026-01-01")
    with pytest.raises(Refused):
        clients.make(name="A", by=lena)
    nobody = Actor.for_system("x", school_id=oakfield.pk)
    assert not nobody.can(Permission.SETTINGS_MANAGE)


def test_no_event_no_token(oakfield, lena, monkeypatch):
    client, token = clients.make(name="A", by=lena)

    def fail(**_facts):
        raise RuntimeError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        clients.make(name="B", by=lena)
    with pytest.raises(RuntimeError):
        clients.end(client=client, by=lena)

    assert queries.clients().count() == 1
    assert queries.client_with(token) == client


def test_use_is_remembered_to_the_hour(oakfield, lena, time_machine):
    client, _token = clients.make(name="A", by=lena)
    seen = []
    for moment in ("09:00", "09:59", "10:01"):
        time_machine.move_to(f"2026-11-03 {moment}:00Z", tick=False)
        clients.note_use(client)
        seen.append(f"{ApiClient.objects.get().last_used_at:%H:%M}")

    assert seen == ["09:00", "09:00", "10:01"]
