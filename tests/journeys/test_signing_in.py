"""Signing in and out, by the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from esafety.demo.cast import PASSWORD

pytestmark = pytest.mark.journey


def test_tom_signs_in_and_out_by_the_keyboard_alone(visit):
    tom = visit()
    tom.open("/oakfield/incidents/new/", "Sign in")
    goes_to(tom, tom.page.get_by_label("Email", exact=True))
    tom.page.keyboard.type("tom@oakfield.example")
    goes_to(tom, tom.page.get_by_label("Password", exact=True))
    tom.page.keyboard.type(PASSWORD)
    with tom.page.expect_navigation():
        tom.page.keyboard.press("Enter")
    tom.sees_page("What kind of incident was it?")  # where he was going

    tom.page.keyboard.press("Tab")
    expect(tom.page.get_by_role("link", name="Skip to main content")).to_be_focused()
    tom.page.keyboard.press("Enter")
    expect(tom.page.get_by_role("main")).to_be_focused()
    goes_to(tom, tom.page.get_by_role("checkbox", name="Grooming"))
    tom.page.keyboard.press("Space")
    expect(tom.region("Do this now, in person")).to_be_visible()

    tom.open("/oakfield/", "Hello, Tom Thorn")
    goes_to(tom, tom.button("Sign out"))
    with tom.page.expect_navigation():
        tom.page.keyboard.press("Enter")
    tom.page.goto(tom.site + "/oakfield/")
    tom.sees_page("Sign in")
    assert re.search("/accounts/login/", tom.page.url)


def test_a_wrong_password_is_said_at_the_form(visit):
    tom = visit()
    tom.open("/accounts/login/", "Sign in")
    tom.types("Email", "tom@oakfield.example")
    tom.types("Password", "not the password")
    tom.press("Sign in", "Sign in")
    expect(tom.page.get_by_role("alert")).to_contain_text("password")
    expect(tom.page.get_by_label("Email", exact=True)).to_have_value("tom@oakfield.example")


def goes_to(tom, wanted, most=40):
    """Press Tab until the wanted thing has the focus, which can be seen."""
    for _press in range(most):
        tom.page.keyboard.press("Tab")
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached in {most} presses of Tab.")
