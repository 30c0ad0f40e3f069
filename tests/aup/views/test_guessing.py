"""Guessing links, codes and tokens: what never was, what is over and what is another school's get
the same answer after the same work, and guessing shuts out nobody elsewhere."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from aup import api_auth
from aup.models import KioskDay, Link, PaperCode
from aup.services import clients, kiosk, links, papers
from aup.views import link_pages
from esafety.access.roles import Role
from esafety.jobs.models import Job
from esafety.signatures import codes
from esafety.signatures import views as verifying
from incidents.concerns import limits as concern_limits
from incidents.models import Concern
from tests.aup.linked import HOME, household, linked, used
from tests.factories.schools import make_member
from tests.incidents.concerns.concerns import come_back, raise_one

LONG_AGO = timedelta(days=90)
SHAPE = re.compile(r"'[^']*'|\b\d+\b|%s|s\d+_x\d+")


def told(ask):
    """All that somebody who guesses gets and could measure: status, headers, words, queries."""
    cache.clear()
    with CaptureQueriesContext(connection) as caught:
        answer = ask()
    body = re.sub(r'(value|nonce|data-[a-z-]+)="[^"]*"', "", answer.content.decode())
    headers = {
        name: re.sub(r"'nonce-[^']*'", "", value)
        for name, value in answer.headers.items()
        if name
        not in ("Set-Cookie", "Content-Length", "Expires")  # that is the second of the answer
    }
    shapes = [SHAPE.sub("~", query["sql"]) for query in caught.captured_queries]
    return answer.status_code, body, headers, sorted(answer.cookies), shapes


def all_the_same(asks):
    found = {name: told(ask) for name, ask in asks.items()}
    first, *others = found
    for name in others:
        assert found[name] == found[first], f"{name} is told apart from {first}"
    return found[first][0]


def open_link(token):
    return Client().get(f"{HOME}{token}/")


def of_another_school(brook):
    """A lead, a parent's link and a code of a school that is not Oakfield."""
    from django.db import transaction

    from aup.services import seeding
    from esafety.access.actor import Actor

    with scope(school=brook):
        with transaction.atomic():
            seeding.agreements(Actor.for_system("setup", school_id=brook.pk))
        pat, asks = household(brook, years=("4",), parent="Pat Birch")
        token = clients.make(name="Theirs", by=make_member(brook, "Bea Birch", Role.LEAD))[1]
        return links.token_of(linked(pat)), papers.code_of(asks[0]).code, token


def test_links_that_do_not_work(oakfield, agreed, brook):
    people = [household(oakfield, years=("4",), parent=f"{name} Ash")[0] for name in "PQRS"]
    rows = [linked(one) for one in people[:3]] + [used(people[3])]
    past, now = timezone.now() - LONG_AGO, timezone.now()
    Link.objects.filter(pk=rows[0].pk).update(made_at=past, expires_at=past + timedelta(days=1))
    Link.objects.filter(pk=rows[1].pk).update(ended_at=now)
    people[2].left_on = timezone.localdate()
    people[2].save()
    tokens = dict(zip(("expired", "revoked", "left"), map(links.token_of, rows), strict=False))
    tokens |= {"other school": of_another_school(brook)[0], "unknown": "x" * 43}
    used_up = links.token_of(rows[3])

    asks = {name: lambda token=token: open_link(token) for name, token in tokens.items()}

    assert all_the_same(asks) == 410
    # Of one that was used elsewhere its holder alone can know: the page is the same.
    assert told(lambda: open_link(used_up))[:4] == told(lambda: open_link("x" * 43))[:4]


def test_codes_on_paper_that_do_not_work(oakfield, agreed, brook):
    _pia, asks = household(oakfield, years=("3", "4"))
    old, replaced = papers.code_of(asks[0]), papers.code_of(asks[1])
    past = timezone.now() - LONG_AGO
    PaperCode.objects.filter(pk=old.pk).update(made_at=past, expires_at=past + timedelta(days=1))
    asks[1].state = "superseded"
    asks[1].save()
    tried = {
        "unknown": "2222-2222", "expired": old.code, "replaced": replaced.code,
        "other school": of_another_school(brook)[1],
    }  # fmt: skip

    same = {
        name: lambda code=code: Client().get(f"{HOME}paper/{code}/") for name, code in tried.items()
    }

    assert all_the_same(same) == 410


def test_tokens_of_programs_that_do_not_count(oakfield, agreed, brook, lena):
    client, ended = clients.make(name="Old", by=lena)
    clients.end(client=client, by=lena)
    tried = {"unknown": "x" * 43, "ended": ended, "other school": of_another_school(brook)[2]}

    def ask(token):
        headers = {"Authorization": f"Bearer {token}"}
        return Client().get("/oakfield/api/access/", headers=headers)

    assert all_the_same({name: lambda t=t: ask(t) for name, t in tried.items()}) == 401


def test_tablets_that_are_not_open(oakfield, agreed, olu):
    closed, ended = [kiosk.open_day(by=olu)[1] for _n in "ab"]
    rows = list(KioskDay.objects.order_by("pk"))
    kiosk.close(kiosk=rows[0], by=olu)
    past = timezone.now() - LONG_AGO
    KioskDay.objects.filter(pk=rows[1].pk).update(opened_at=past, ends_at=past + timedelta(hours=8))

    def ask(token):
        web = Client()
        web.cookies["kiosk"] = token
        return web.get("/oakfield/kiosk/")

    tried = {"unknown": "x" * 43, "closed": closed, "ended": ended}
    assert all_the_same({name: lambda t=t: ask(t) for name, t in tried.items()}) == 404


def test_codes_of_certificates_that_never_were(oakfield):
    tried = {"one": codes.new(), "other": codes.new()}

    def ask(code):
        return Client().post("/verify/", {"code": code})

    assert all_the_same({name: lambda c=c: ask(c) for name, c in tried.items()}) == 200


def test_receipts_of_concerns_that_are_not_there(oakfield, brook, lena):
    with scope(school=brook):
        theirs = raise_one(brook, name="Bo Birch").code
    raise_one(oakfield, name="Ada Ash")
    assert Concern.objects.count() == 1

    same = {
        name: lambda code=code: come_back(Client(), code)
        for name, code in {"unknown": "222-222-222-222", "other school": theirs}.items()
    }
    assert all_the_same(same) == 200


def test_a_new_link_is_asked_for_in_one_way_whatever_the_link_was(oakfield, agreed):
    pia, _asks = household(oakfield, years=("4",))
    known = links.token_of(linked(pia))

    def ask(token):
        return Client().post(f"{HOME}again/", {"token": token})

    before = Job.objects.count()
    tried = {"unknown": "x" * 43, "known": known, "none": ""}
    assert all_the_same({name: lambda t=t: ask(t) for name, t in tried.items()}) == 200
    assert Job.objects.count() == before + 3  # looked at by the worker, each of them


ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}
DOORS = {
    "link": (link_pages.UNKNOWN, lambda web: web.get(f"{HOME}{'x' * 43}/")),
    "code": (link_pages.UNKNOWN, lambda web: web.get(f"{HOME}paper/2222-2222/")),
    "verify": (verifying._TRIES, lambda web: web.post("/verify/", {"code": codes.new()})),
    "token": (api_auth.FAILED, lambda web: web.get("/oakfield/api/access/")),
    "receipt": (
        concern_limits.WRONG_BY_ADDRESS, lambda web: come_back(web, "222-222-222-222"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_guessing_is_slowed_with_a_sentence_and_nobody_elsewhere_waits(
    oakfield, agreed, door, time_machine
):
    time_machine.move_to("2026-11-03 09:00:10Z", tick=False)
    limit, knock = DOORS[door]
    first = knock(Client()).status_code
    for _try in range(limit.most - 1):
        assert knock(Client()).status_code == first

    slowed = knock(Client())

    assert slowed.status_code == 429
    assert re.search(r"[Ww]ait", slowed.content.decode())
    assert knock(Client(**ELSEWHERE)).status_code == first
    time_machine.shift(limit.seconds + 1)
    assert knock(Client()).status_code == first
