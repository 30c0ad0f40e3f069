"""Guessing links, codes and tokens: what never was, what is over and what is another school's get
the same answer after the same work, and guessing shuts out nobody elsewhere."""

import re
import statistics
import time
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
from esafety import limits
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


@pytest.fixture
def dead_links(oakfield, agreed, brook):
    """What is wrong with it -> the address of a link that does not work."""
    people = [household(oakfield, years=("4",), parent=f"{name} Ash")[0] for name in "PQRS"]
    rows = [linked(one) for one in people[:3]] + [used(people[3])]
    past, now = timezone.now() - LONG_AGO, timezone.now()
    Link.objects.filter(pk=rows[0].pk).update(made_at=past, expires_at=past + timedelta(days=1))
    Link.objects.filter(pk=rows[1].pk).update(ended_at=now)
    people[2].left_on = timezone.localdate()
    people[2].save()
    kinds = ("expired", "revoked", "left", "used up")
    tokens = dict(zip(kinds, map(links.token_of, rows), strict=True))
    tokens |= {"other school": of_another_school(brook)[0], "unknown": "x" * 43}
    return {kind: f"{HOME}{token}/" for kind, token in tokens.items()}


@pytest.fixture
def dead_codes(oakfield, agreed, brook):
    """The same of codes on printed forms."""
    _pia, asks = household(oakfield, years=("3", "4"))
    old, replaced = papers.code_of(asks[0]), papers.code_of(asks[1])
    past = timezone.now() - LONG_AGO
    PaperCode.objects.filter(pk=old.pk).update(made_at=past, expires_at=past + timedelta(days=1))
    asks[1].state = "superseded"
    asks[1].save()
    codes = {
        "unknown": "2222-2222", "expired": old.code, "replaced": replaced.code,
        "other school": of_another_school(brook)[1],
    }  # fmt: skip
    return {kind: f"{HOME}paper/{code}/" for kind, code in codes.items()}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("kind", ["dead_links", "dead_codes"])
def test_what_does_not_work_is_one_page_after_the_same_queries(request, kind, many, method):
    """Few wrong tries from the address, or so many that it waits: told apart by nothing."""

    def knock(url):
        for _n in range(link_pages.UNKNOWN.most if many else 0):
            limits.count(link_pages.UNKNOWN, "127.0.0.1")
        return getattr(Client(), method)(url, {"name": "P Ash"})

    tried = request.getfixturevalue(kind)
    asks = {name: lambda url=url: knock(url) for name, url in tried.items()}

    assert all_the_same(asks) == (429 if many else 410)


@pytest.mark.parametrize("kind", ["dead_links", "dead_codes"])
def test_what_does_not_work_takes_the_same_time(request, kind):
    """Medians of 100 requests each, taken in turn, of the work of this thread alone: what else the
    machine does counts for nothing."""
    tried = request.getfixturevalue(kind)
    took = {name: [] for name in tried}
    for _round in range(100):
        for name, url in tried.items():
            cache.clear()
            web = Client()
            begun = time.thread_time_ns()
            web.get(url)
            took[name].append(time.thread_time_ns() - begun)

    medians = {name: statistics.median(found) for name, found in took.items()}
    assert max(medians.values()) < 1.25 * min(medians.values()), medians


def test_a_link_that_works_takes_the_same_way_whatever_others_tried(oakfield, agreed):
    pia, [ask] = household(oakfield, years=("4",))
    doors = [f"{HOME}{links.token_of(linked(pia))}/", f"{HOME}paper/{papers.code_of(ask).code}/"]

    def after(url, tries):
        for _n in range(tries):
            limits.count(link_pages.UNKNOWN, "127.0.0.1")
            limits.count(link_pages.WRONG_BY_ADDRESS, "127.0.0.1")
        return Client().get(url)

    for url in doors:
        asks = {str(tries): lambda url=url, tries=tries: after(url, tries) for tries in (0, 200)}
        assert all_the_same(asks) == 200


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


def test_a_right_token_and_a_right_certificate_are_served_where_others_guess(
    oakfield, agreed, lena
):
    token = clients.make(name="Accounts", by=lena)[1]
    for _n in range(api_auth.FAILED.most + 1):
        limits.count(api_auth.FAILED, "127.0.0.1")

    headers = {"Authorization": f"Bearer {token}"}
    assert Client().get("/oakfield/api/access/").status_code == 429
    assert Client().get("/oakfield/api/access/", headers=headers).status_code == 200
