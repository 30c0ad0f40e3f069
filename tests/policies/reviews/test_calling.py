"""Calling reviews: by hand, by an incident's reference, by a new edition that a policy cites."""

from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction

from esafety.access.refused import Refused
from esafety.audit import objects
from esafety.audit.models import AuditEvent
from esafety.notices.models import Notice
from esafety.people.models import Person
from policies.documents.models import Policy
from policies.guidance.services import keeping
from policies.reviews.models import ReviewCall
from policies.reviews.queries import reviews
from policies.reviews.services import calling
from tests.factories.incidents import make_incident
from tests.policies.guidance.kept import add, audit_that_fails
from tests.policies.reviews.given import TODAY, held, make_policy, member, told


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def test_by_hand_the_policy_comes_under_review_and_stays_in_force(oakfield, lena, hari, tom):
    policy = make_policy(oakfield, owner=member(tom))
    made = calling.call(policy=policy, why="technology", words=" A new AI tool. ", by=lena)

    policy.refresh_from_db()
    assert (policy.state, policy.review_reason) == ("review", "A new AI tool.")
    assert (made.called_by_ref, made.words) == (lena.ref, "A new AI tool.")
    assert {who for who, *_more in told("review.called")} == {"Tom Thorn", "Hari Hazel"}
    assert AuditEvent.objects.filter(type="review.called").get().actor == lena.ref
    again = calling.call(policy=policy, why="other", words="And that.", by=hari)
    assert [str(c) for c in reviews.calls_of(policy)] == [str(again), str(made)]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"why": "due"}, "Choose why"),
        ({"why": "incident"}, "Choose why"),
        ({"words": " "}, "Say why"),
    ],
)
def test_what_a_call_by_hand_needs(oakfield, lena, facts, sentence):
    policy = make_policy(oakfield)
    with pytest.raises(Refused, match=sentence):
        calling.call(policy=policy, by=lena, **{"why": "other", "words": "w", **facts})


def test_only_who_keeps_policies_and_only_what_is_in_force(oakfield, lena, tom, brook):
    with pytest.raises(Refused, match="Only who writes or approves"):
        calling.call(policy=make_policy(oakfield), why="other", words="w", by=tom)
    with pytest.raises(Refused, match="no such policy"):
        calling.call(policy=Policy(pk=0), why="other", words="w", by=lena)
    fresh = make_policy(oakfield, "fresh", revised=0, state="draft")
    with pytest.raises(Refused, match="in force"):
        calling.call(policy=fresh, why="other", words="w", by=lena)
    with pytest.raises(Refused, match="in force"):
        calling.call_by_incident(policy=fresh, incident="incident:OAK-1", by=tom)


def test_an_incident_calls_it_once_with_its_reference_alone(oakfield, lena, tom, monkeypatch):
    policy = make_policy(oakfield)
    one = calling.call_by_incident(policy=policy, incident="incident:OAK-1", by=tom)
    two = calling.call_by_incident(policy=policy, incident="incident:OAK-1", by=lena)

    assert (one.pk, one.words, one.reference) == (two.pk, "", "incident:OAK-1")
    policy.refresh_from_db()
    assert policy.review_reason == "Something else"
    seen = {"incident": objects.Trail(lambda actor, refs: refs if actor == lena else set(), None)}
    monkeypatch.setattr(objects, "_TRAILS", seen)
    assert reviews.seen_references(lena, [one]) == {"incident:OAK-1"}
    assert reviews.seen_references(tom, [one]) == set()
    assert reviews.seen_references(tom, []) == set()


def test_whoever_may_not_see_the_incident_is_not_told(oakfield, lena, dee, tom):
    own = Person.objects.get(membership=lena.membership_id)
    incident = make_incident(oakfield, people=[(own, "offender")], handler=member(dee))
    policy = make_policy(oakfield)
    policy.owner_id = tom.membership_id
    policy.save()

    calling.call_by_incident(policy=policy, incident=incident.audit_ref, by=dee)
    told = Notice.objects.filter(kind=calling.CALLED)
    assert lena.membership_id not in told.values_list("member", flat=True)
    assert tom.membership_id not in told.values_list("member", flat=True)

    calling.call(policy=policy, why="technology", words="New glasses.", by=dee)
    assert {lena.membership_id, tom.membership_id} <= set(told.values_list("member", flat=True))


def test_no_word_of_an_incident_can_be_kept(oakfield, lena):
    policy, made = make_policy(oakfield), None
    made = calling.call_by_incident(policy=policy, incident="incident:OAK-1", by=lena)
    made.pk, made.reference, made.words = None, "incident:OAK-2", "Words."
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        ReviewCall.objects.all().delete()


def test_a_new_edition_calls_the_policies_that_cite_it(oakfield, lena):
    guidance = add(lena)
    cites = make_policy(oakfield, "cites", text="## A\n\nBy {{guidance:safe-words}}.\n")
    make_policy(oakfield, "other")

    edition = keeping.add_edition(
        guidance=guidance, edition="2027", in_force_on=None, asks="a", changed="b", by=lena
    )

    call = ReviewCall.objects.get()
    assert (call.policy_id, call.why, call.reference) == (cites.pk, "guidance", str(edition))
    assert "Safe words" in call.words
    assert reviews.cited_by(cites) == ["safe-words"]
    assert reviews.cited_by(make_policy(oakfield, "draft", revised=0, state="draft")) == []


@pytest.mark.parametrize("act", ["call", "call_by_incident", "call_by_date", "call_by_guidance"])
def test_a_failing_audit_write_saves_nothing(oakfield, lena, act, monkeypatch):
    policy = make_policy(oakfield, text="## A\n\n{{guidance:safe-words}}\n")
    edition = add(lena).editions.get()
    facts = {
        "call": {"policy": policy, "why": "other", "words": "w"},
        "call_by_incident": {"policy": policy, "incident": "incident:OAK-1"},
        "call_by_date": {"policy": policy},
        "call_by_guidance": {"edition": edition},
    }
    with audit_that_fails(monkeypatch, what=held):
        getattr(calling, act)(by=lena, **facts[act])


def test_what_is_due(oakfield, lena, tom):
    today = date(2026, 11, 2)
    make_policy(oakfield, "late", next_review_on=date(2026, 11, 1))
    make_policy(oakfield, "soon", next_review_on=date(2027, 1, 31))
    make_policy(oakfield, "far", next_review_on=date(2027, 2, 1))
    make_policy(oakfield, "called", next_review_on=date(2027, 9, 1), state="review")

    assert [p.code for p in reviews.overdue(tom, today)] == ["late"]
    assert [p.code for p in reviews.coming_up(tom, today)] == ["late", "soon", "called"]
    assert [p.code for p in reviews.due_between(tom, date(2027, 2, 1), date(2027, 2, 1))] == ["far"]
