"""The pages of reviews and of reading."""

import uuid
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from esafety.access.roles import Role
from policies.reviews import loop
from policies.reviews.models import Acknowledgement, Review
from policies.reviews.services import calling
from tests.factories.schools import make_member
from tests.policies.guidance.kept import add
from tests.policies.reviews.given import TODAY, acknowledge, make_policy, member, revise

CHANGES = {"law": "KCSIE", "technology": "AI", "incidents": "None"}
NEXT = {"next_on_0": "2", "next_on_1": "11", "next_on_2": "2027"}
OUTCOME = {"outcome": "no_change", "words": "It fits.", **NEXT}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def page(name, *more):
    return reverse(f"reviews:{name}", args=["oakfield", *more])


def words(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_a_review_from_beginning_to_end(oakfield, lena, client_of):
    make_policy(oakfield, owner=member(lena))
    client = client_of(lena)
    assert "Begin the review" in words(client.get(page("begin", "phones")))
    assert "What has changed" in words(client.post(page("begin", "phones"), follow=True))
    assert "Go on with the review" in words(client.get(page("policy_reviews", "phones")))
    assert "Something is missing" in words(client.get(page("finish", "phones")))
    first = client.post(page("step", "phones", "changes"), CHANGES, follow=True)
    assert "Who reviewed it" in words(first)
    client.post(page("step", "phones", "people"), {"people": "The lead"})
    last = client.post(page("step", "phones", "outcome"), OUTCOME, follow=True)
    assert "never changes" in words(last)
    assert "The review is finished." in words(client.post(page("finish", "phones"), follow=True))
    shown = words(client.get(page("policy_reviews", "phones")))
    for text in ("Review 1, finished on 2 November 2026 by Lena Larch", "KCSIE", "Lena Larch"):
        assert text in shown
    assert Review.objects.get().next_on == date(2027, 11, 2)
    assert words(client.get(page("finish", "phones")), 404)


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("changes", {"law": "Kept words"}, "Say what has changed in technology"),
        ("people", {}, "Say who reviewed it."),
        ("outcome", {"words": "Kept words"}, "Choose what follows."),
        (
            "outcome",
            {**OUTCOME, "next_on_0": "", "next_on_1": "", "next_on_2": ""},
            "Enter the next date.",
        ),
        ("outcome", {**OUTCOME, "next_on_0": "31", "next_on_1": "2"}, "Enter a day that exists"),
        ("outcome", {**OUTCOME, "next_on_2": "2026"}, "after today"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    oakfield, lena, client_of, step, typed, sentence
):
    make_policy(oakfield)
    client = client_of(lena)
    client.post(page("begin", "phones"))
    shown = words(client.post(page("step", "phones", step), typed))
    assert sentence in shown
    if "words" in typed or "law" in typed:
        assert typed.get("words", "Kept words") in shown


def test_a_refusal_at_the_end_is_a_sentence_on_the_page(oakfield, lena, client_of):
    make_policy(oakfield)
    client = client_of(lena)
    client.post(page("begin", "phones"))
    client.post(page("step", "phones", "changes"), CHANGES)
    client.post(page("step", "phones", "people"), {"people": "The lead"})
    client.post(page("step", "phones", "outcome"), {"outcome": "withdraw", "words": "Gone."})
    assert "Only who approves" in words(client.post(page("finish", "phones")))
    for odd in ("check", "zebra"):
        assert words(client.get(page("step", "phones", odd)), 404)
    assert words(client.get(page("step", "none", "people")), 404)


def test_calling_one(oakfield, lena, tom, client_of):
    make_policy(oakfield)
    client = client_of(lena)
    assert "Say why" in words(client.post(page("call", "phones"), {"why": "other"}))
    typed = {"why": "technology", "words": "New glasses."}
    assert "The review is called." in words(client.post(page("call", "phones"), typed, follow=True))
    assert "New glasses." in words(client.get(page("policy_reviews", "phones")))
    shown = words(client_of(tom).get(page("policy_reviews", "phones")))
    assert "New technology" in shown
    assert "New glasses." not in shown
    assert words(client_of(tom).get(page("call", "phones")), 404)
    make_policy(oakfield, "fresh", revised=0, state="draft")
    assert "in force" in words(client.post(page("call", "fresh"), typed))


def test_an_incident_is_named_only_to_those_for_whom_it_exists(oakfield, lena, tom, client_of):
    from tests.factories.incidents import make_incident

    incident = make_incident(oakfield)
    policy = make_policy(oakfield)
    calling.call_by_incident(policy=policy, incident=incident.audit_ref, by=lena)

    assert f"Incident {incident.reference}" in words(
        client_of(lena).get(page("policy_reviews", "phones"))
    )
    shown = words(client_of(tom).get(page("policy_reviews", "phones")))
    assert "Something else" in shown
    assert "An incident" not in shown
    assert incident.reference not in shown


def test_which_agreements_stand_on_it(oakfield, lena, client_of, monkeypatch):
    monkeypatch.setattr(loop, "_AGREEMENTS", [lambda: {"staff": "Staff agreement"}])
    make_policy(oakfield)
    client = client_of(lena)
    address = page("agreements", "phones")
    assert "Saved." in words(client.post(address, {"agreements": ["staff"]}, follow=True))
    assert "checked" in words(client.get(address))
    assert "Choose agreements" in words(client.post(address, {"agreements": ["other"]}))


def test_what_is_due(oakfield, tom, client_of):
    assert "Nothing is due" in words(client_of(tom).get(page("due_reviews")))
    for code, day in (("a", 1), ("b", 2), ("c", 3)):
        make_policy(oakfield, code, next_review_on=date(2026, 11, day))
    make_policy(oakfield, "d", next_review_on=None)
    make_policy(oakfield, "e", next_review_on=date(2027, 1, 20))
    shown = words(client_of(tom).get(page("due_reviews")))
    for text in ("1 day overdue", "Today", "In 1 day", "In 79 days"):
        assert text in shown
    assert "No date" in words(client_of(tom).get(page("policy_reviews", "d")))


def test_the_list_of_what_is_due_asks_as_often_for_thirty_as_for_one(oakfield, tom, client_of):
    client = client_of(tom)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get(page("due_reviews"))
        return len(seen)

    make_policy(oakfield, next_review_on=date(2026, 11, 1))
    asked()
    one = asked()
    for number in range(29):
        make_policy(oakfield, f"p-{number}", next_review_on=date(2026, 11, 1))
    assert asked() == one


def signed(shown):
    """The hidden fields of the page, and what a reader types."""
    ref = shown.split('name="ref" value="')[1].split('"')[0]
    return {"agree": "on", "name": "Tom Thorn", "once_key": str(uuid.uuid4()), "ref": ref}


def test_reading_and_signing(ruled, lena, tom, client_of):
    text = "## Rules\n\nBe kind.\n\n{{table:user-actions}}\n"
    make_policy(ruled, acknowledged=True, text=text)
    client, address = client_of(tom), page("read", "policy", "phones")
    home = words(client.get(reverse("home", args=["oakfield"])))
    assert page("to_read") in home
    shown = words(client.get(address))
    assert "Be kind." in shown
    assert "What users may and may not do" in shown
    assert "Tick the box" in words(client.post(address, {}))
    done = client.post(address, signed(shown), follow=True)
    assert "You have signed that you have read it." in words(done)
    assert "Nothing to read" in words(client.get(page("to_read")))
    assert "You signed on" in words(client.get(address))
    assert words(client.get(page("read", "policy", "none")), 404)


def test_a_revision_that_came_meanwhile_is_shown_before_signing(oakfield, tom, client_of):
    policy = make_policy(oakfield, acknowledged=True)
    client, address = client_of(tom), page("read", "policy", "phones")
    typed = signed(words(client.get(address)))
    revise(policy, text="## Rule\n\nBe kinder.\n")
    shown = words(client.post(address, typed))
    assert "The text has changed" in shown
    assert "Be kinder." in shown
    assert Acknowledgement.objects.count() == 0
    client.post(address, {**typed, "ref": "policy:phones:2"})
    assert Acknowledgement.objects.get().revision.number == 2


def test_a_name_of_blanks_is_refused(oakfield, tom, client_of):
    make_policy(oakfield, acknowledged=True)
    client, address = client_of(tom), page("read", "policy", "phones")
    typed = {**signed(words(client.get(address))), "name": "\u00a0"}
    assert "Type your name" in words(client.post(address, typed))


def test_a_part_of_guidance_is_read_where_it_is_published(oakfield, lena, tom, client_of):
    add(lena, part_to_read="Part one")
    shown = words(client_of(tom).get(page("read", "guidance", "safe-words")))
    assert "Read the part itself where it is published" in shown


def test_taking_it_back(oakfield, tom, client_of):
    make_policy(oakfield, acknowledged=True)
    made = acknowledge(tom)
    client, address = client_of(tom), page("take_back", made.pk)
    assert address in words(client.get(page("to_read")))
    assert "Say why" in words(client.post(address, {}))
    shown = words(client.post(address, {"reason": "A mistake."}, follow=True))
    assert "It is taken back." in shown
    assert "Taken back" in shown
    assert "withdrawn already" in words(client.post(address, {"reason": "Again."}))


def test_who_has_read_what(oakfield, lena, tom, client_of):
    client = client_of(lena)
    assert "Nothing to read yet" in words(client.get(page("coverage")))
    make_policy(oakfield, acknowledged=True)
    acknowledge(tom)
    assert "1 of 2" in words(client.get(page("coverage")))
    shown = words(client.get(page("coverage_of", "policy", "phones")))
    for text in ("1 of 2 have read it: 50 %", "eSafety lead", "Lena Larch"):
        assert text in shown
    assert words(client.get(page("coverage_of", "policy", "none")), 404)
    assert page("coverage") in words(client.get(page("to_read")))
    assert page("coverage") not in words(client_of(tom).get(page("to_read")))


def test_a_pupil_has_nothing_to_read(oakfield, client_of):
    make_policy(oakfield, acknowledged=True)
    pip = make_member(oakfield, "Pip Pear", Role.PUPIL, kind="pupil")
    assert client_of(pip).get(page("to_read")).status_code == 403
