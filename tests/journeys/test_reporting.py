"""Tom reports on his phone, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.reporting import (
    BULLYING,
    CHECK,
    RECEIVED,
    WHAT,
    WHEN,
    WHO,
    WORDS,
    picks,
    reference_on,
    says_today_in_school,
    sent_by,
)
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

SEXTING = "Sexting or child abuse images"
STORY = "A pupil told me at lunch that a picture of them is going round. I did not look."
TARGET = "Target: it was done to them"


def test_a_browser_that_is_too_old_to_wait_sends_each_step_as_ever(visit):
    tom = visit(PHONE)
    tom.page.add_init_script("delete HTMLFormElement.prototype.requestSubmit")
    tom.sign_in("tom")
    tom.follow("Report an incident", WHAT)
    tom.ticks(SEXTING)
    tom.press("Continue", WHEN)

    tom.goes_back(WHAT)
    expect(tom.page.get_by_label(SEXTING)).to_be_checked()


def test_tom_reports_on_a_phone(visit):
    tom = visit(PHONE).sign_in("tom")
    before = sent_by(tom)
    tom.open("/oakfield/", "Hello, Tom Thorn")
    tom.follow("Report an incident", WHAT)

    what_to_do_now = tom.region("Do this now, in person")
    expect(what_to_do_now).to_be_hidden()
    tom.ticks(SEXTING)
    expect(what_to_do_now).to_be_visible()
    expect(what_to_do_now).to_contain_text("Dee Dogwood")
    tom.check()
    tom.press("Continue", WHEN)
    tom.sees("This cannot wait for the report.")
    says_today_in_school(tom)
    tom.press("Continue", WHO)
    pupil = picks(tom, "ma")
    tom.chooses("Their part", TARGET)
    tom.press("Continue", WORDS)
    assert_no_way_to_send_a_file(tom)
    tom.types("Full description", STORY)
    expect(tom.page.get_by_role("status").filter(has_text="Saved")).to_have_text(
        re.compile(r"^Saved \d\d:\d\d$")
    )

    tom.goes_back(WHO)
    expect(tom.page.get_by_label("Name", exact=True)).to_have_value(pupil)
    tom.press("Continue", WORDS)
    expect(tom.page.get_by_label("Full description")).to_have_value(STORY)
    tom.press("Continue", CHECK)
    for answer in (SEXTING, "Inside school", pupil, STORY):
        tom.sees(answer)
    tom.types("Type your full name to sign", "Tom Thorn")
    with tom.page.expect_navigation(url=re.compile("/sent/")):
        tom.button("Send the report").dblclick()
    tom.sees_page(RECEIVED)

    received = reference_on(tom)
    assert sent_by(tom) - before == {received}


def assert_no_way_to_send_a_file(tom):
    tom.sees("Describe the evidence. Do not send it.")
    assert tom.page.locator("input[type=file]").count() == 0


def test_tom_reports_without_scripts(visit):
    tom = visit(PHONE, javascript=False).sign_in("tom")
    tom.follow("Report an incident", WHAT)

    tom.sees("Do this now, in person")
    tom.press("Continue", WHAT)
    group = tom.page.get_by_role("group", name="Type of incident")
    expect(group).to_have_accessible_description(re.compile("Tick at least one type."))
    tom.ticks(BULLYING)
    tom.press("Continue", WHEN)
    says_today_in_school(tom)
    tom.types("Where exactly (optional)", "In the library")
    tom.press("Continue", WHO)
    tom.types("Name", "ma")
    tom.press("Find in the directory", WHO)
    found = tom.page.get_by_role("group", name="Found in the directory").get_by_role("radio")
    found.first.check()
    tom.press("Continue", WHO)
    tom.sees_error("Their part", "Choose their part")
    tom.sees("From the directory:")
    pupil = tom.page.get_by_label("Name", exact=True).input_value()
    assert pupil != "ma"
    tom.chooses("Their part", TARGET)
    tom.press("Continue", WORDS)
    tom.types("What evidence there is (optional)", "Messages on a phone.")
    tom.press("Continue", WORDS)
    tom.sees_error("Full description", "Describe what happened.")
    expect(tom.page.get_by_label("What evidence there is")).to_have_value("Messages on a phone.")
    tom.types("Full description", STORY)
    tom.press("Continue", CHECK)
    for answer in (BULLYING, "In the library", pupil, STORY, "Messages on a phone."):
        tom.sees(answer)
    tom.types("Type your full name to sign", "Tom Thorn")
    tom.press("Send the report", RECEIVED)

    sent = reference_on(tom)
    tom.goes_back(RECEIVED)  # there is nothing left to send
    assert reference_on(tom) == sent
