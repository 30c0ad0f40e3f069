"""The public pages under load, beside a sign-in, and to somebody who is named."""

import re
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from incidents.concerns import limits
from incidents.models import Incident
from tests.crawler import crawl, normalised
from tests.incidents.concerns.concerns import HOME, WORDS, code_on, post


def words(answer) -> str:
    return unescape(answer.content.decode())


@time_machine.travel("2026-11-04T12:00:30Z", tick=False)
def test_a_class_of_thirty_behind_one_address_reports_within_a_minute(school):
    for _child in range(30):
        assert code_on(post(Client(), "child"))

    assert Incident.objects.count() == 30


@time_machine.travel("2026-11-04T12:00:30Z", tick=False)
def test_over_the_limit_nothing_is_lost_and_help_is_named(signposts, stranger):
    seed = uuid4()
    assert code_on(post(stranger, seed=seed))
    for _n in range(limits.RAISED_BY_ADDRESS.most):
        limits.count_raised(signposts.pk, "127.0.0.1")

    answer = post(stranger, name="Ada Ash")

    page = words(answer)
    assert answer.status_code == 429
    assert "This is not sent yet" in page
    assert WORDS in page
    assert 'value="Ada Ash"' in page
    assert "Childline" in page
    assert Incident.objects.count() == 1
    assert code_on(post(stranger, seed=seed))  # a second press is never turned away
    assert code_on(post(Client(REMOTE_ADDR="198.51.100.7")))


def test_over_the_limit_one_minute_is_waited_and_nobody_is_shut_out(school, stranger):
    """One child alone must not keep all others behind the school's address from telling."""

    def send(**more):
        return post(stranger, seed=seed, **more)

    def note_on(page):
        return re.search(r'name="note" value="([^"]+)"', words(page))[1]

    seed = uuid4()
    with time_machine.travel("2026-11-04T12:00:30Z", tick=False) as clock:
        for _n in range(limits.RAISED_BY_ADDRESS.most):
            limits.count_raised(school.pk, "127.0.0.1")
        first = send()
        assert f'name="seed" value="{seed}"' in words(first)
        assert "Wait one minute" in words(first)
        clock.shift(30)
        soon = send(note=note_on(first))
        assert soon.status_code == 429
        clock.shift(31)
        assert post(stranger, note=note_on(soon)).status_code == 429  # another form's note
        assert code_on(send(note=note_on(soon)))
    assert Incident.objects.count() == 1


def test_where_nobody_inside_may_read_it_the_person_outside_is_named(school, stranger):
    school.outside_contact = "The council's officer, 01632 960 100"
    school.save()

    page = words(post(stranger, did_names="Mr Hazel\nCora Cedar", did_who="staff"))

    assert "The council's officer, 01632 960 100" in page
    assert "goes to" not in page


def test_about_the_head_it_says_the_chair_reads_it(school, stranger):
    assert "chair of governors will read it" in words(
        post(stranger, did_names="Mr Hazel", did_who="staff")
    )


def test_nobody_is_shown_as_signed_in(school, lena, client_of):
    page = words(client_of(lena).get(f"{HOME}tell/child/"))

    assert "Larch" not in page
    assert "data-idle-minutes" not in page


@pytest.mark.parametrize("path", ["", "tell/child/"])
def test_a_page_takes_a_few_questions_of_the_database(
    school, stranger, path, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        stranger.get(f"{HOME}{path}")


def test_who_is_named_finds_the_same_everywhere_with_the_concern_and_without(
    school, lena, dee, client_of
):
    """All that Lena can reach, with a concern that names her and without it; Dee can tell."""

    def reached(actor, most, **typed):
        web = client_of(actor)
        with transaction.atomic():
            if typed:
                assert code_on(post(Client(), **typed))
            pages = crawl(web, "/oakfield/", most=most)
            transaction.set_rollback(True)
        return pages

    names_lena = {"did_names": "Miss Larch", "did_who": "unknown", "danger": "yes"}
    assert reached(lena, 32, **names_lena) == reached(lena, 32)
    assert reached(dee, 3, **names_lena) != reached(dee, 3)


def test_the_page_after_sending_is_the_same_whoever_is_named(school):
    def page(**typed):
        answer = post(Client(), **typed)
        return normalised(answer.content.replace(code_on(answer).encode(), b"CODE"))

    plain = page(did_names="Kim Box")
    assert page(did_names="Lena Larch") == plain
    assert page(did_names="Dee Dogwood") == plain
