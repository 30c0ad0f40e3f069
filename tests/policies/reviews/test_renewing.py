"""Reviews opened on the policy's own page are called by hand; a material change asks which
agreements are to be signed again, and the lead is told."""

import pytest
from django.db import DatabaseError, transaction

from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from policies.documents.services import lifecycle, writing
from policies.reviews import loop, presenters
from policies.reviews.models import Renewal, ReviewCall
from policies.reviews.queries import loop as queries
from policies.reviews.services import renewing, reviewing
from tests.policies.documents import walked
from tests.policies.documents.held import LATER
from tests.policies.guidance.kept import audit_that_fails
from tests.policies.reviews.given import held, told

OFFERED = {"staff": "Staff (Staff and governors)", "students": "Students (Pupils)"}


@pytest.fixture(autouse=True)
def _agreements(monkeypatch):
    monkeypatch.setattr(loop, "_SOURCES", [])
    monkeypatch.setattr(loop, "_AGREEMENTS", [lambda: OFFERED | {"guests": "Guests"}])


@pytest.fixture
def linked(oakfield, lena, cora):
    """A policy in force on which two agreements stand."""
    policy = walked.published(walked.made(lena), lena, cora)
    reviewing.link_agreements(policy=policy, agreements=set(OFFERED), by=lena)
    return policy


def approved_again(policy, lena, cora, *, material=True):
    lifecycle.open_review(policy=policy, reason="r", by=lena)
    draft = writing.begin(policy=policy, by=lena)
    writing.change(policy=policy, text=f"{walked.TEXT}\nMore.\n", revision=draft.revision, by=lena)
    lifecycle.propose(
        policy=policy, revision=walked.revision(policy), comment="c", material=material, by=lena
    )
    return walked.approved(policy, cora)


def test_a_review_opened_on_the_policys_own_page_is_called_by_hand(linked, lena, hari, client_of):
    client = client_of(lena)
    client.post(linked.url("open_review"), {"reason": "A new AI tool."})

    call = ReviewCall.objects.get(policy=linked)
    assert (call.why, call.words, call.called_by_ref) == ("other", "A new AI tool.", lena.ref)
    assert ("Hari Hazel", "review.called", "policy:visits-policy") in told("review.called")
    [line] = [presenters.line(one, set()) for one in queries.rounds(linked)]
    assert line.stations[0]["words"].startswith("Something else, ")
    page = client.get(f"/oakfield/policies/{linked.code}/reviews/").content.decode()
    assert "called by Lena Larch" in page
    assert "A new AI tool." in page


def test_the_publisher_of_a_material_change_is_asked(linked, lena, cora, hari, client_of):
    approved_again(linked, lena, cora)
    client = client_of(hari)
    page = client.get(linked.url("publish_policy")).content.decode()
    assert "Which agreements are to be signed again?" in page
    assert page.count("Staff (Staff and governors)") == 1
    assert "Guests" not in page
    sent = {"next_review_on_0": LATER.day, "next_review_on_1": LATER.month,
            "next_review_on_2": LATER.year}  # fmt: skip
    wrong = client.post(linked.url("publish_policy"), sent | {"renew": ["guests"]})
    assert "Choose from what stands on this policy." in wrong.content.decode()
    assert client.post(linked.url("publish_policy"), sent | {"renew": ["staff"]}).status_code == 302

    row = Renewal.objects.get()
    assert (row.agreements, row.asked_by_ref) == (["staff"], hari.ref)
    assert str(row) == "policy:visits-policy:2:renewal"
    assert told("review.renew") == [("Lena Larch", "review.renew", "policy:visits-policy")]
    event = AuditEvent.objects.get(type="review.renewal_asked")
    assert event.data == {"revision": 2, "agreements": ["staff"]}
    assert queries.to_sign_again(linked) == {"staff"}
    [line] = [presenters.line(one, set()) for one in queries.rounds(linked)]
    assert {"title": "Agreements to be signed again", "words": "Staff (Staff and governors)",
            "done": True} in line.stations  # fmt: skip


def test_without_a_lead_the_head_is_told_and_none_may_be_chosen(oakfield, hari, cora, sima):
    policy = walked.published(walked.made(sima), sima, cora)
    reviewing.link_agreements(policy=policy, agreements={"staff"}, by=sima)
    approved_again(policy, sima, cora)
    lifecycle.publish(policy=policy, next_review_on=LATER, renew={"staff"}, by=sima)
    assert told("review.renew") == [("Hari Hazel", "review.renew", "policy:visits-policy")]

    approved = lifecycle.open_review(policy=policy, reason="r", by=sima)
    draft = writing.begin(policy=approved, by=sima)
    writing.change(policy=policy, text="## Other\n", revision=draft.revision, by=sima)
    walked.approved(walked.proposed(policy, sima), cora)
    lifecycle.publish(policy=policy, next_review_on=LATER, renew=set(), by=sima)
    assert queries.to_sign_again(policy) == set()
    assert len(told("review.renew")) == 1
    lines = [presenters.line(one, set()) for one in queries.rounds(policy)]
    assert "None: what was signed can stay" in [s["words"] for s in lines[0].stations]


@pytest.fixture
def sima(oakfield):
    from esafety.access.roles import Role
    from tests.factories.schools import make_member

    return make_member(oakfield, "Sima Sorrel", Role.SENIOR_LEADER, Role.STAFF)


def test_a_minor_change_asks_and_renews_nothing(linked, lena, cora, client_of):
    approved_again(linked, lena, cora, material=False)
    page = client_of(lena).get(linked.url("publish_policy")).content.decode()
    assert "signed again" not in page
    with pytest.raises(Refused, match="renews nothing"):
        lifecycle.publish(policy=linked, next_review_on=LATER, renew={"staff"}, by=lena)
    lifecycle.publish(policy=linked, next_review_on=LATER, by=lena)
    assert not Renewal.objects.exists()
    assert queries.to_sign_again(linked) == set(OFFERED)


def test_only_what_stands_on_the_policy_is_renewed(linked, lena, cora):
    approved_again(linked, lena, cora)
    with pytest.raises(Refused, match="what stands on this policy"):
        lifecycle.publish(policy=linked, next_review_on=LATER, renew={"guests"}, by=lena)


def test_a_choice_never_changes_is_made_by_writers_and_saves_nothing_without_audit(
    linked, lena, tom, monkeypatch
):
    revision = linked.revisions.get()
    with pytest.raises(Refused, match="Only who writes"):
        renewing.ask(revision=revision, agreements={"staff"}, by=tom)
    with audit_that_fails(monkeypatch, what=held):
        renewing.ask(revision=revision, agreements={"staff"}, by=lena)
    row = renewing.ask(revision=revision, agreements={"staff"}, by=lena)
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Renewal.objects.filter(pk=row.pk).update(agreements=[])


def test_nothing_to_publish_asks_nothing(linked, lena, client_of):
    page = client_of(lena).get(linked.url("publish_policy")).content.decode()
    assert "signed again" not in page
