"""The API of the access list: who gets in, what it tells, and what changed since."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from aup import access_api, api_auth
from aup.models import AccessChange
from aup.queries import access
from aup.services import clients
from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from esafety.people.services import joining
from tests.aup.asked import asked, decline, family, sign
from tests.factories.people import make_person

URL = "/oakfield/api/access/"
TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def token(agreed, lena):
    return clients.make(name="Accounts", by=lena)[1]


def get(token, url=URL, **query):
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    return Client().get(url, query, headers=headers)


def test_it_tells_who_may_and_who_may_not(oakfield, token, olu):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    make_person(
        oakfield, "Ben Birch", upn="A123456789012", admission_number="77", email="b@o.example"
    )
    make_person(oakfield, "Cy Cedar", left_on=date(2026, 9, 30))

    answer = get(token)

    assert answer.status_code == 200
    told = answer.json()
    assert (told["school"], told["day"]) == ("oakfield", "2026-11-03")
    lines = {one["number"]: one for one in told["people"]}
    assert lines[child.pk] == {
        "number": child.pk, "kind": "pupil", "year_group": "4", "tutor_group": "8K",
        "admission_number": "", "email": "", "may_use": True, "why_code": "signed",
        "since": "2026-11-03",
    }  # fmt: skip
    rest = [(one["why_code"], one["may_use"], one["since"]) for one in told["people"]]
    assert ("left", False, "2026-09-30") in rest
    assert ("not_asked", False, None) in rest
    assert pia.pk not in lines
    text = answer.content.decode()
    for secret in ("Ada", "Ash", "Birch", "A123456789012", "incident"):
        assert secret not in text
    assert "b@o.example" in text


def test_nobody_gets_in_without_a_token_that_counts(oakfield, brook, token, lena):
    with scope(school=brook):
        from tests.factories.schools import make_member

        bea = make_member(brook, "Bea Birch", Role.LEAD)
        others = clients.make(name="Other", by=bea)[1]
    _client, ended = made = clients.make(name="Old", by=lena)
    clients.end(client=made[0], by=lena)

    answers = [get(one) for one in (None, "", "wrong", ended, others)]

    assert [one.status_code for one in answers] == [401] * 5
    assert len({one.content for one in answers}) == 1
    assert Client().get(URL, headers={"Authorization": f"Basic {token}"}).status_code == 401
    assert Client().get(f"{URL}?token={token}").status_code == 401
    assert get(token).status_code == 200


def test_an_ended_token_stops_at_once(oakfield, token, lena):
    client, other = clients.make(name="Other", by=lena)
    assert get(other).status_code == 200
    clients.end(client=client, by=lena)

    assert get(other).status_code == 401


def test_it_sets_no_cookie_and_is_kept_by_nobody(oakfield, token):
    answer = get(token)

    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"] == "application/json"


def test_a_locked_session_does_not_stand_in_the_way(oakfield, token, lena, client_of, time_machine):
    mine = client_of(lena)
    mine.get("/oakfield/")
    time_machine.move_to("2026-11-03 20:00:00Z", tick=False)

    assert mine.get(URL, headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert mine.get(URL).status_code == 401


def test_it_takes_no_post(oakfield, token):
    enforcing = Client(enforce_csrf_checks=True)

    assert enforcing.post(URL, headers={"Authorization": f"Bearer {token}"}).status_code == 405
    assert enforcing.post(URL).status_code == 401


def test_guessing_is_stopped_for_a_while(oakfield, token, time_machine):
    for n in range(api_auth.FAILED.most):
        assert get(f"wrong{n}").status_code == 401

    stopped = get("wrong")
    assert (stopped.status_code, stopped.headers["Retry-After"]) == (429, "600")

    time_machine.move_to("2026-11-03 09:20:00Z", tick=False)
    assert get(token).status_code == 200


def test_a_program_may_not_ask_too_often(oakfield, token):
    answers = [get(token, since="2030-01-01T00:00:00Z") for _n in range(api_auth.READS.most + 1)]

    assert [one.status_code for one in answers[-2:]] == [200, 429]


def test_changes_since_a_moment_and_after_a_place(oakfield, token, olu, time_machine):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    start = get(token).json()["next"]
    time_machine.move_to("2026-11-03 10:00:00Z", tick=False)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    decline(ask, "parent", olu, person=pia)

    by_place = get(token, after=start).json()
    by_moment = get(token, since="2026-11-03T09:30:00Z").json()

    assert [one["why_code"] for one in by_place["changes"]] == [
        "parent_missing", "signed", "declined",
    ]  # fmt: skip
    assert [one["may_use"] for one in by_place["changes"]] == [False, True, False]
    assert by_moment == by_place
    assert by_place["more"] is False
    assert by_place["changes"][0]["changed_at"] == "2026-11-03T10:00:00+00:00"
    after_that = get(token, after=by_place["next"]).json()
    assert (after_that["changes"], after_that["next"]) == ([], by_place["next"])


def test_a_leaver_is_among_the_changes(oakfield, token, olu):
    from aup.services import access
    from esafety.access.actor import Actor

    system = Actor.for_system("access-list", school_id=oakfield.pk)
    child, _parents = family(oakfield)
    access.refresh_all(by=system)
    start = get(token).json()["next"]
    joining.leave(person=child, by=olu, left_on=TODAY)
    access.refresh_all(by=system)

    [one] = get(token, after=start).json()["changes"]
    assert (one["number"], one["may_use"], one["why_code"]) == (child.pk, False, "left")


def test_many_changes_come_in_pages_and_none_twice(oakfield, token, monkeypatch):
    monkeypatch.setattr(access_api, "PAGE", 3)
    child, _parents = family(oakfield)
    for n in range(7):
        AccessChange.objects.create(
            school=oakfield, person=child, may_use=bool(n % 2), why="signed",
            changed_at=datetime(2026, 11, 3, 8, n, tzinfo=UTC),
        )  # fmt: skip

    seen, place, more = [], "0", True
    while more:
        page = get(token, after=place).json()
        seen += [one["changed_at"] for one in page["changes"]]
        place, more = page["next"], page["more"]

    assert len(seen) == len(set(seen)) == 7
    assert seen == sorted(seen)


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"since": "2026-11-03"},
        {"since": "2026-11-03T08:00:00"},
        {"since": "\x00"},
        {"after": "-1"},
        {"after": "x"},
        {"after": "٣"},
        {"after": "9" * 30},
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(oakfield, token, query):
    answer = get(token, **query)

    assert answer.status_code == 400
    assert answer.json()["error"].startswith("“")


def test_a_plus_that_was_not_encoded_is_understood(oakfield, token):
    moment = Client().get(
        f"{URL}?since=2026-11-03T08:00:00+01:00", headers={"Authorization": f"Bearer {token}"}
    )

    assert moment.status_code == 200


def test_readings_that_tell_something_are_recorded(oakfield, token):
    get(token)
    get(token, after="0")

    [event] = AuditEvent.objects.filter(type="access.read")
    assert event.actor.startswith("system:api-client-")
    assert event.data["what"] == "list"


def test_the_same_queries_for_one_and_for_thirty(oakfield, token):
    get(token)
    counts = []
    for many in (1, 30):
        for n in range(many):
            asked(oakfield, make_person(oakfield, f"Ada Ash{n}", year_group="4"))
        with CaptureQueriesContext(connection) as seen:
            get(token)
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 14


@pytest.mark.parametrize(
    ("by", "read"), [("after", "changes"), ("since", "newest_change"), ("since", "changes")]
)
def test_what_is_committed_between_two_reads_comes_with_the_next_answer(
    oakfield, token, monkeypatch, by, read
):
    ada = make_person(oakfield, "Ada Ash", year_group="4")
    asked(oakfield, make_person(oakfield, "Ben Birch", year_group="4"))
    place = get(token).json()["next"]
    query = {"after": place} if by == "after" else {"since": "2026-11-03T09:00:01Z"}
    real = getattr(access, read)

    def then_somebody_is_asked(**what):
        found = real(**what)
        found = found if read == "newest_change" else list(found)
        asked(oakfield, ada)
        return found

    with monkeypatch.context() as once:
        once.setattr(access, read, then_somebody_is_asked)
        first = get(token, **query).json()

    later = get(token, after=first["next"]).json()
    assert (first["changes"], first["more"]) == ([], False)
    assert [one["number"] for one in later["changes"]] == [ada.pk]


def test_a_place_stays_where_it_is_while_nothing_changes(oakfield, token):
    asked(oakfield, make_person(oakfield, "Ben Birch", year_group="4"))
    place = get(token).json()["next"]

    assert get(token, after=place).json()["next"] == place
    assert get(token, since="2030-01-01T00:00:00Z").json()["next"] == place
