"""A policy whose date has come: reminder, review, new text, and staff who read it."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

import run
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

POLICY = "Social media policy"
PAGE = "/oakfield/policies/register/social-media-policy/"
REVIEWS = "/oakfield/policies/social-media-policy/reviews/"
REMIND = """
import django
django.setup()
from django_scopes import scope
from esafety.access.actor import Actor
from esafety.schools.models import School
from policies.documents.models import Policy
from policies.reviews.services import reminding
school = School.objects.get(slug="oakfield")
with scope(school=school):
    policy = Policy.objects.get(code="social-media-policy")
    reminding.remind(policy=policy.pk, by=Actor.for_system("reviews", school_id=school.pk))
"""
"""What the worker does on the next school morning; the journey may run at night."""


def test_from_the_reminder_to_staff_who_have_read_the_new_text(visit, site):
    lena, tom = visit().sign_in("lena"), visit(PHONE, javascript=False).sign_in("tom")
    _is_reminded(lena, site)
    _links_an_agreement(lena)
    _reviews(lena)
    _may_not(tom, "begin/", "record/", "call/", "agreements/")
    _writes_and_asks(lena)
    _answers(tom)
    _closes_and_sends(lena)
    _approves(visit(PHONE).sign_in("cora"))
    _publishes(lena)
    _reads(tom)
    lena.open(REVIEWS, "Reviews of the policy")
    lena.sees("have read it")
    lena.sees("Agreements to be signed again")


def _is_reminded(lena, site):
    env = {**site.env, "DJANGO_SETTINGS_MODULE": "esafety.settings"}
    subprocess.run([sys.executable, "-c", REMIND], cwd=run.ROOT, env=env, check=True)
    lena.open("/oakfield/notices/", "Notices")
    lena.sees("to be reviewed by")
    lena.open(REVIEWS, "Reviews of the policy")
    lena.sees("days overdue")


def _links_an_agreement(lena):
    lena.follow("Agreements that stand on the policy", "Agreements that stand on the policy")
    lena.page.get_by_role("checkbox").first.check()
    lena.press("Save", "Reviews of the policy")


def _reviews(lena):
    lena.follow("Review it now", "Review the policy")
    lena.press("Begin the review", "What has changed")
    lena.press("Save and continue", "What has changed")
    expect(lena.page.get_by_role("link", name="Say what has changed in technology")).to_be_visible()
    lena.types("What has changed in law and guidance?", "Nothing.")
    lena.types("What has changed in technology?", "Groups that forget what was said.")
    lena.types("What have incidents shown since?", "Staff ask who may answer.")
    lena.press("Save and continue", "Who reviewed it")
    lena.types("Who reviewed it?", "The lead and the DSL.")
    lena.press("Save and continue", "What follows")
    lena.ticks("Revise: a new text is to be written")
    lena.types("Why?", "The rule on answering is missing.")
    _day(lena, 31, 12)
    lena.press("Save and continue", "Check and finish")
    lena.press("Finish the review", "Reviews of the policy")
    lena.sees("Revise.")


def _day(who, day, month):
    year = who.page.evaluate("new Date().getFullYear()")
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        who.page.get_by_label(label, exact=True).fill(str(value))


def _may_not(tom, *pages):
    for page in pages:
        assert tom.page.goto(tom.site + REVIEWS + page).status in (403, 404)


def _writes_and_asks(lena):
    lena.open(PAGE, POLICY)
    lena.press("Begin the next text", f"Write: {POLICY}")
    text = lena.page.get_by_label("Text", exact=True)
    text.fill(f"{text.input_value()}\n\nOnly the office answers in the school's name.\n")
    lena.press("Save and preview", POLICY)
    lena.open(PAGE, POLICY)
    lena.follow("Ask what people think", "Ask what people think of it")
    lena.types("Who is asked", "All staff")
    lena.ticks("Staff")
    _day(lena, 31, 12)
    lena.press("Open the consultation", POLICY)


def _answers(tom):
    tom.open(PAGE, POLICY)
    tom.follow("Read it and answer", "What do you think of it?")
    tom.sees("Only the office answers in the school's name.")
    tom.types("What I think of it", "Good.")
    tom.press("Send my answer", POLICY)


def _closes_and_sends(lena):
    lena.open(PAGE, POLICY)
    lena.follow("Close the consultation", "Close the consultation")
    lena.types("What follows from it", "Nothing changes.")
    lena.press("Close the consultation", POLICY)
    lena.follow("Send for approval", "Send for approval")
    lena.types("What changed and why", "Who answers.")
    lena.ticks("Material: the rules change for those who read it")
    lena.press("Send for approval", POLICY)
    assert lena.page.goto(lena.site + PAGE + "text/approve/").status == 403


def _approves(cora):
    cora.open(PAGE, POLICY)
    cora.follow("Read and approve", "Approve the policy")
    cora.types("Words of the approval", "Minute 14.")
    cora.press("Approve", POLICY)


def _publishes(lena):
    lena.open(PAGE, POLICY)
    lena.follow("Publish", "Publish the policy")
    lena.sees("Which agreements are to be signed again?")
    lena.press("Publish", POLICY)
    lena.sees("Revision 2, published on")
    lena.open("/oakfield/notices/", "Notices")
    lena.sees("Agreements are to be signed again after a policy changed")


def _reads(tom):
    tom.open("/oakfield/policies/to-read/", "To read")
    tom.follow(POLICY, POLICY)
    tom.sees("Only the office answers in the school's name.")
    tom.ticks("I have read this and understood it.")
    tom.types("Type your full name to sign", "Tom Thorn")
    tom.press("Sign", "To read")
