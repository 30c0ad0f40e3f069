"""Coming back by the code: one concern, for a short while, and nothing told to who guesses."""

import re
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from esafety.audit.models import AuditEvent
from incidents.choices import Status
from incidents.concerns import limits
from incidents.concerns.services import messages
from incidents.models import Incident, Message
from tests.incidents.concerns.concerns import HOME, WORDS, code_on, come_back, post, raise_one

NOON = "2026-11-04T12:00:30Z"
ANSWER = f"{HOME}answer/"


def words(answer) -> str:
    return unescape(answer.content.decode())


def plain(answer) -> str:
    """The page without what differs each time: the token, and what was typed."""
    return re.sub(r'value="[^"]*"', "", words(answer))


@pytest.fixture
def raised(school):
    return raise_one(school, name="Ada Ash")


def test_the_code_opens_the_page_with_how_it_stands_and_the_schools_words(raised, lena, stranger):
    messages.write(incident=raised.incident, by=lena, text="We have read it.", once_key=uuid4())
    Incident.objects.update(status=Status.INVESTIGATING)

    answer = come_back(stranger, raised.code.lower())
    page = words(stranger.get(ANSWER))

    assert (answer.status_code, answer["Location"]) == (302, ANSWER)
    assert "Being dealt with" in page
    assert "The school wrote" in page
    assert "We have read it." in page
    for hidden in ("Larch", raised.incident.reference, WORDS, "Ada Ash", raised.code):
        assert hidden not in page
    assert "no-store" in stranger.get(ANSWER)["Cache-Control"]
    assert AuditEvent.objects.filter(type="concern.read").count() == 1


def test_the_reporter_adds_to_it(raised, stranger):
    come_back(stranger, raised.code)
    key = uuid4()
    for _press in range(2):
        answer = stranger.post(ANSWER, {"text": "There is more.", "once_key": key}, follow=True)

    assert "The school has your message." in words(answer)
    assert [(m.text, m.from_reporter) for m in Message.objects.all()] == [("There is more.", True)]


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5001, "\x00"])
def test_bad_words_are_said_and_kept(raised, stranger, text):
    come_back(stranger, raised.code)

    answer = stranger.post(ANSWER, {"text": text})

    assert answer.status_code == 200
    assert "There is a problem" in words(answer)
    assert text.strip("\x00") in words(answer)
    assert not Message.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_a_flood_of_messages_is_slowed_and_nothing_typed_is_lost(raised, stranger):
    come_back(stranger, raised.code)
    for number in range(limits.ADDED_TO_ONE.most):
        stranger.post(ANSWER, {"text": f"Number {number}"})

    answer = stranger.post(ANSWER, {"text": "One more."})

    assert Message.objects.count() == limits.ADDED_TO_ONE.most
    assert "That is a lot at once" in words(answer)
    assert "One more." in words(answer)


@pytest.mark.parametrize("code", ["7K3-P9X-2MD-H4T", "x", "OAK-7K3P-9X", "\x00🦉"])
def test_wrong_and_unknown_codes_look_the_same(raised, stranger, code):
    right_length = come_back(stranger, "222-222-222-222")

    answer = come_back(stranger, code)

    assert answer.status_code == 200
    assert plain(answer) == plain(right_length)
    assert "We did not find this code" in words(answer)


def test_no_code_asks_for_one(school, stranger):
    assert "Type your code." in words(come_back(stranger, ""))
    assert "12 letters and numbers" in words(come_back(stranger, "x" * 201))


def test_the_code_is_in_no_address_and_no_cookie(raised, stranger):
    answer = come_back(stranger, raised.code)

    assert raised.code not in answer["Location"]
    assert raised.code not in str(answer.cookies)
    assert raised.code not in str(dict(stranger.session))


def test_without_the_code_the_page_asks_for_it(raised, stranger):
    assert stranger.get(ANSWER)["Location"] == f"{HOME}back/"
    come_back(Client(), raised.code)  # another browser
    assert stranger.get(ANSWER)["Location"] == f"{HOME}back/"


def test_the_page_of_one_school_opens_nothing_in_another(raised, brook, stranger):
    come_back(stranger, raised.code)

    assert stranger.get("/brook/concern/answer/").status_code == 302
    assert "We did not find" in words(stranger.post("/brook/concern/back/", {"code": raised.code}))


def test_leaving_closes_it_here(raised, stranger):
    come_back(stranger, raised.code)

    answer = stranger.post(f"{HOME}leave/", follow=True)

    assert "You have left" in words(answer)
    assert stranger.get(ANSWER).status_code == 302
    assert stranger.get(f"{HOME}leave/").status_code == 405


def test_who_has_kept_the_code_can_close_the_page_for_the_next_one(school, stranger):
    """Going back on a shared computer sends the same form again: no code is shown then."""
    seed = uuid4()
    page = post(stranger, seed=seed)
    assert code_on(page)
    assert f'name="seed" value="{seed}"' in page.content.decode()

    stranger.post(f"{HOME}leave/", {"seed": seed})

    again = post(stranger, seed=seed)
    assert "We have this already" in again.content.decode()
    assert code_on(again) == ""


def test_who_came_back_by_the_code_needs_it_shown_no_more(school, stranger):
    seed = uuid4()
    code = code_on(post(stranger, seed=seed))
    come_back(stranger, code)

    assert code_on(post(stranger, seed=seed)) == ""


@pytest.mark.parametrize("seed", ["x", "", "\x00"])
def test_leaving_with_a_key_that_is_none_leaves(school, stranger, seed):
    assert stranger.post(f"{HOME}leave/", {"seed": seed}).status_code == 302


def test_the_page_says_where_a_grown_up_of_the_school_is_named(raised, stranger):
    come_back(stranger, raised.code)

    page = stranger.get(f"{HOME}answer/").content.decode()
    assert "Tell us again, with their name" in page


def test_leaving_signs_nobody_out(raised, lena, client_of):
    web = client_of(lena)
    come_back(web, raised.code)
    assert web.get(ANSWER).status_code == 200

    web.post(f"{HOME}leave/")

    assert web.get(ANSWER).status_code == 302
    assert web.get("/oakfield/").status_code == 200


def test_after_a_quarter_of_an_hour_it_is_closed_and_what_was_typed_waits(raised, stranger):
    with time_machine.travel(NOON, tick=False) as clock:
        come_back(stranger, raised.code)
        clock.shift(14 * 60)
        assert stranger.get(ANSWER).status_code == 200
        clock.shift(15 * 60 + 1)
        asked = stranger.post(ANSWER, {"text": "I was typing this."})
        assert "What you wrote is kept here" in words(asked)
        assert 'name="kept" value="I was typing this."' in words(asked)
        assert not Message.objects.exists()

        back = come_back(stranger, raised.code, kept="I was typing this.")

        assert "I was typing this.</textarea>" in words(back)
        assert "It is not sent yet" in words(back)
        stranger.post(ANSWER, {"text": "I was typing this."})
        assert Message.objects.get().text == "I was typing this."


def test_beside_a_sign_in_it_is_closed_as_soon_and_the_sign_in_stays(raised, lena, client_of):
    with time_machine.travel(NOON, tick=False) as clock:
        web = client_of(lena)
        come_back(web, raised.code)
        clock.shift(15 * 60 + 1)

        assert web.get(ANSWER).status_code == 302
        assert web.get("/oakfield/").status_code == 200


def test_a_wrong_code_keeps_what_was_typed(raised, stranger):
    answer = come_back(stranger, "222-222-222-222", kept="My words.")

    assert 'name="kept" value="My words."' in words(answer)


def test_many_wrong_codes_slow_an_address_and_right_ones_still_get_in(raised, stranger):
    with time_machine.travel(NOON, tick=False) as clock:
        for _n in range(limits.WRONG_BY_ADDRESS.most):
            assert come_back(stranger, "222-222-222-222").status_code == 200

        for code in (raised.code, "222-222-222-222"):
            answer = come_back(stranger, code)
            assert answer.status_code == 429
            assert "Please wait a little" in words(answer)
            assert f'value="{code}"' in words(answer)
        note = re.search(r'name="note" value="([^"]+)"', words(come_back(stranger, raised.code)))[1]
        assert come_back(stranger, raised.code, note=note).status_code == 429
        clock.shift(limits.WAIT_SECONDS)
        assert come_back(stranger, "222-222-222-222", note=note).status_code == 429
        assert come_back(stranger, raised.code, note=note).status_code == 302
        # Somebody elsewhere notices nothing of it.
        assert come_back(Client(REMOTE_ADDR="198.51.100.7"), raised.code).status_code == 302


def test_right_codes_are_never_counted(raised):
    for _n in range(limits.WRONG_BY_ADDRESS.most + 5):
        assert come_back(Client(), raised.code).status_code == 302


def test_an_address_that_is_not_known_counts_as_one(raised):
    assert come_back(Client(REMOTE_ADDR=""), raised.code).status_code == 302


def test_where_nobody_inside_may_read_it_the_page_says_so(school, stranger):
    raised = raise_one(school, did_names="Mr Hazel\nMs Cedar", did_who="staff")
    come_back(stranger, raised.code)

    assert "nobody at the school who reads these may read this one" in words(stranger.get(ANSWER))
