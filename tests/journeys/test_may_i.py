"""A pupil's parent and a teacher ask what is allowed, on a phone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

QUESTIONS = ["phone", "mobile in class", "selfie", "games", "bet", "vpn", "aeroplane", "may I"]
SHOWN = "#may-i-answers > li:not([hidden]) h2"


def test_the_answers_narrow_as_a_parent_types_and_are_the_same_without_a_script(visit):
    typing, sending = visit(PHONE), visit(PHONE, javascript=False)
    typing.open("/oakfield/read/may-i/", "May I ...?")
    requests = []
    typing.page.on("request", lambda request: requests.append(request.url))

    for question in QUESTIONS:
        typing.types("What do you want to do?", question)
        narrowed = typing.page.locator(SHOWN).all_inner_texts()
        sending.open("/oakfield/read/may-i/", "May I ...?")
        sending.types("What do you want to do?", question)
        sending.press("Find", "May I ...?")
        heads = sending.page.locator(SHOWN)
        assert heads.all_inner_texts() == narrowed, question

    assert requests == []
    typing.types("What do you want to do?", "phone at lunch")
    typing.sees("1 answer")
    typing.sees("Mobile phones used in social time")
    typing.check()


def test_a_teacher_looks_it_up_before_reporting(visit):
    tom = visit(PHONE).sign_in("tom")
    tom.open("/oakfield/incidents/new/", "What kind of incident was it?")
    with tom.page.context.expect_page() as opened:
        tom.link("Was it allowed?").click()
    page = opened.value
    page.get_by_label("What do you want to do?").fill("photo")
    expect(page.get_by_text("2 answers")).to_be_visible()
    expect(page.get_by_text("Photos taken on mobile phones")).to_be_visible()
