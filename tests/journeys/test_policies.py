"""A policy from its first words to the public page, by the right people only."""

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

POLICY = "Visits beyond the school"
PAGE = "/oakfield/policies/register/visits-beyond-school/"


def test_from_draft_over_consultation_and_approval_to_published(visit):
    lena = visit().sign_in("lena")
    _begin(lena)
    _write(lena)
    _ask(lena)
    _answer(visit(PHONE, javascript=False).sign_in("tom"))
    _close_and_send(lena)
    _is_not_for(visit().sign_in("tom"))
    _approve(visit(PHONE).sign_in("cora"))

    lena.open(PAGE, POLICY)
    lena.follow("Publish", "Publish the policy")
    lena.press("Publish", POLICY)
    lena.sees("Revision 1, published on")

    _tom_reads(visit(PHONE).sign_in("tom"))
    _anybody_reads(visit(PHONE))


def _begin(lena):
    lena.open("/oakfield/policies/", "Policies")
    lena.open("/oakfield/policies/register/", "Register of policies")
    lena.follow("Begin a policy", "Begin a policy")
    lena.press("Begin the policy", "Begin a policy")
    expect(lena.page.get_by_role("link", name="Give the policy a title.")).to_be_visible()
    lena.types("Title", POLICY)
    lena.types("Document number", "OAK-POL-900")
    lena.chooses("Owner", "Lena Larch")
    lena.ticks("Governing body")
    lena.ticks("Every year")
    lena.ticks("NOT PROTECTIVELY MARKED")
    lena.ticks("Yes: anybody may read it")
    lena.ticks("No")
    lena.press("Begin the policy", f"Write: {POLICY}")


def _write(lena):
    text = lena.page.get_by_label("Text", exact=True)
    text.fill("# A title\n")
    lena.press("Save and preview", f"Write: {POLICY}")
    expect(lena.page.get_by_role("link", name="The title is kept by itself")).to_be_visible()
    text.fill("## 1. Scope\n\nThis holds at {{school}}.\n\n{{table:communication-technologies}}\n")
    lena.press("Save and preview", POLICY)
    lena.sees("This holds at Oakfield School.")
    lena.sees("Phones, cameras and messaging, version 1")


def _ask(lena):
    lena.follow("Ask what people think", "Ask what people think of it")
    lena.types("Who is asked", "All staff")
    lena.ticks("Staff")
    for label, value in (("Day", "31"), ("Month", "12"), ("Year", _this_year(lena))):
        lena.page.get_by_label(label, exact=True).fill(value)
    lena.press("Open the consultation", POLICY)
    lena.sees("In consultation")


def _this_year(lena):
    return str(lena.page.evaluate("new Date().getFullYear()"))


def _answer(tom):
    tom.open(PAGE, POLICY)
    tom.follow("Read it and answer", "What do you think of it?")
    tom.sees("This holds at Oakfield School.")
    tom.types("What I think of it", "Please say who carries the first aid bag.")
    tom.press("Send my answer", POLICY)
    tom.sees("Please say who carries the first aid bag.")


def _close_and_send(lena):
    lena.open(PAGE, POLICY)
    lena.follow("Enter an answer for somebody", "Enter an answer")
    lena.types("Who said it", "The school council")
    lena.types("What they said", "We like it.")
    lena.press("Enter the answer", POLICY)
    lena.follow("Close the consultation", "Close the consultation")
    lena.types("What follows from it", "First aid is in another policy.")
    lena.press("Close the consultation", POLICY)
    lena.follow("Send for approval", "Send for approval")
    lena.types("What changed and why", "The first text.")
    lena.ticks("Material: the rules change for those who read it")
    lena.press("Send for approval", POLICY)
    lena.sees_nothing_of("Read and approve")
    answer = lena.page.goto(lena.site + PAGE + "text/approve/")
    assert answer.status == 403


def _is_not_for(tom):
    for path in ("", "text/preview/", "text/approve/", "publish/", "history/"):
        assert tom.page.goto(tom.site + PAGE + path).status in (403, 404)


def _approve(cora):
    cora.open("/oakfield/policies/", "Policies")
    cora.follow(POLICY, "Approve the policy")
    cora.sees("Please say who carries the first aid bag.")
    cora.sees("First aid is in another policy.")
    cora.types("Words of the approval", "Minute 12 of the autumn meeting.")
    cora.press("Approve", POLICY)
    cora.sees("Minute 12 of the autumn meeting.")


def _tom_reads(tom):
    tom.open(PAGE, POLICY)
    tom.sees("This holds at Oakfield School.")
    paper, name = tom.downloads("PDF")
    assert paper.startswith(b"%PDF")
    assert name == "visits-beyond-school-r1.pdf"
    tom.sees_nothing_of("How it stands", "Please say who carries")


def _anybody_reads(stranger):
    stranger.open("/oakfield/read/", "Policies of Oakfield School")
    stranger.follow(POLICY, POLICY)
    stranger.sees("This holds at Oakfield School.")
    stranger.sees_nothing_of("Lena Larch", "Cora Cedar", "Minute 12")
