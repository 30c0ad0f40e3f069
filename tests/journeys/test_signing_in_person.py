"""Signing at the school: a visitor at the tablet, a class with its teacher, a teacher who joins, a
student with an account."""

import pytest
from playwright.sync_api import expect

from tests.journeys.families import student
from tests.journeys.visitor import PHONE, TABLET

pytestmark = pytest.mark.journey

READ_WITH = "I have read this with my child and we have talked about it. I will keep to my part."


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_signs_on_the_tablet_at_reception(visit, javascript):
    olu = visit(PHONE, javascript=javascript).sign_in("olu")
    olu.open("/oakfield/agreements/", "Acceptable use agreements")
    olu.follow("Reception", "Reception")
    olu.press("Make this device the tablet for today", "Welcome to Oakfield School")
    tablet = olu  # nobody is signed in on it from here on

    name = "Vic Vine" if javascript else "Una Umber"
    tablet.follow("Visitor", "Acceptable use agreement for visitors")
    tablet.press("Finish", "Acceptable use agreement for visitors")
    tablet.sees_error("Whom do you visit?", "Say whom you visit.")
    tablet.types("Where do you come from?", "Vine and Sons")
    tablet.types("Whom do you visit?", "Tom Thorn")
    tablet.ticks("I have read this page and I will keep to it.")
    tablet.types("Type your full name", name)
    tablet.press("Finish", "Thank you")
    tablet.sees_nothing_of(name, "Vine and Sons", "Tom Thorn")
    tablet.goes_back("Acceptable use agreement for visitors")
    tablet.sees_nothing_of(name, "Vine and Sons")
    expect(tablet.page.get_by_label("Type your full name")).to_have_value("")
    tablet.goes_back("Acceptable use agreement for visitors")  # the page without mistakes
    expect(tablet.page.get_by_label("Where do you come from?")).to_have_value("")
    tablet.open("/oakfield/kiosk/thanks/", "Thank you")
    tablet.follow("Next visitor", "Welcome to Oakfield School")
    tablet.page.goto(tablet.site + "/oakfield/agreements/reception/")
    tablet.sees_page("Sign in")

    office = visit(TABLET).sign_in("olu")
    office.open("/oakfield/agreements/reception/", "Reception")
    office.sees(name)
    office.sees("Signed")
    office.press("Close it now", "Reception")
    assert tablet.page.goto(tablet.site + "/oakfield/kiosk/").status == 404


def test_a_teacher_signs_with_the_class(visit):
    bill = visit(PHONE).sign_in("bill", "brook")
    bill.open("/brook/agreements/", "Acceptable use agreements")
    bill.follow("Sign with a class", "Sign with a class")
    bill.follow("2A", "Using computers safely")
    group = bill.page.get_by_role("group", name="Who was here and said yes?")
    boxes = group.get_by_role("checkbox")
    there = boxes.count()
    assert there > 1
    boxes.first.check()
    bill.ticks(
        "I read this agreement with the class. The children I ticked were there and said yes."
    )
    bill.types("Type your own full name to sign", "Bill Balsam")
    bill.press("Sign for these children", "Sign with a class")
    bill.sees("1 child is signed for.")
    bill.follow("2A", "Using computers safely")
    expect(boxes).to_have_count(there - 1)


def test_a_teacher_who_joins_signs(visit):
    bill = visit(PHONE).sign_in("bill", "brook")
    expect(bill.region("My agreements")).to_contain_text("Please sign by")
    bill.follow("Read and sign", "Acceptable use agreement for staff")
    bill.ticks("I have read this agreement and I will keep to it.")
    bill.types("Type your full name to sign", "Bill Balsam")
    with bill.page.expect_navigation():
        bill.region("Sign here").get_by_role("button", name="Sign").click()
    bill.sees_page("My agreements")
    bill.sees("You have signed")
    bill.open("/brook/", "Hello, Bill Balsam")
    expect(bill.region("My agreements")).to_have_count(0)


def test_a_student_signs_and_a_parent_still_has_to(visit, site):
    link = student(site, "Pip Pear", "Polly Pear")
    pip = visit(PHONE).sign_in("pip")
    expect(pip.region("My agreements")).to_contain_text("secondary students")
    pip.follow("Read and sign", "Acceptable use agreement for secondary students")
    pip.ticks("I have read this agreement and I will keep to it.")
    pip.types("Type your full name to sign", "Pip Pear")
    with pip.page.expect_navigation():
        pip.region("Sign here").get_by_role("button", name="Sign").click()
    pip.sees_page("My agreements")
    pip.sees("You have signed. A parent or carer still has to")

    polly = visit(PHONE)
    polly.open(link, "Who are you?")
    polly.types("What is your name?", "Polly Pear")
    polly.press("Go on", "Hello, Polly Pear")
    polly.follow("Read and sign", "For Pip")
    polly.ticks(
        "I have read this with my child and we have talked about it. I will keep to my part."
    )
    polly.types("Type your full name to sign", "Polly Pear")
    polly.press("Sign", "Thank you")

    pip.open("/oakfield/agreements/mine/", "My agreements")
    expect(pip.page.locator(".govuk-tag").first).to_have_text("Signed")
