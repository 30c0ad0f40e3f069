"""The office sees how one question stands and prints what others cannot fetch."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aup.services import answering
from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from esafety.signatures.choices import Means
from esafety.signatures.services.certifying import certify
from tests.aup.asked import asked, decline, family, sign
from tests.factories.people import make_person
from tests.factories.schools import make_member

URL = "/oakfield/agreements/asked/"


@pytest.fixture
def parents(agreed, olu):
    """Ada's parents: Pia signed on paper, Quin refused."""
    child, [pia, quin] = family(agreed, parents=("Pia Ash", "Quin Ash"))
    ask = asked(agreed, child)
    signature = sign(ask, "parent", olu, person=pia, means=Means.PAPER).signature
    decline(ask, "parent", olu, person=quin, reason="I want to talk first.")
    return ask, signature


def words(answer):
    return answer.content.decode()


def test_the_page_says_who_said_what_and_offers_the_certificate(parents, olu, client_of):
    ask, signature = parents

    page = words(client_of(olu).get(f"{URL}{ask.pk}/"))

    for said in ("Ada Ash", "Pia Ash", "Quin Ash", "Parents disagree", "I want to talk first."):
        assert said in page
    assert f"copies/{signature.code}/certificate.pdf" in page
    assert "On paper, entered by the school" in page


def test_what_was_taken_back_or_signed_by_link_offers_none(agreed, olu, client_of):
    child, [pia] = family(agreed)
    ask = asked(agreed, child)
    answer = sign(ask, "parent", olu, person=pia, means=Means.LINK)
    answering.withdraw(answer=answer, reason="No more.", means=Means.LINK, by=olu)

    page = words(client_of(olu).get(f"{URL}{ask.pk}/"))

    assert "No more." in page
    assert "certificate.pdf" not in page


def test_the_certificate_and_the_evidence_are_files_and_reading_them_is_recorded(
    parents, olu, client_of
):
    signature, client = parents[1], client_of(olu)
    waiting = client.get(f"{URL}copies/{signature.code}/certificate.pdf")
    assert waiting.status_code == 202
    assert "The certificate is being made" in words(waiting)
    certify(signature_id=signature.pk)

    made = client.get(f"{URL}copies/{signature.code}/certificate.pdf")
    evidence = client.get(f"{URL}copies/{signature.code}/evidence.json")

    assert made.content.startswith(b"%PDF")
    assert signature.sha256 in words(evidence)
    assert AuditEvent.objects.filter(type="signature.read", actor=olu.ref).count() == 2


def test_a_parents_own_by_link_is_not_there(agreed, olu, client_of):
    child, [pia] = family(agreed)
    signature = sign(asked(agreed, child), "parent", olu, person=pia).signature

    for name in ("certificate.pdf", "evidence.json"):
        assert client_of(olu).get(f"{URL}copies/{signature.code}/{name}").status_code == 404


def test_another_schools_question_is_not_there(parents, brook, client_of):
    other = client_of(make_member(brook, "Otto Oak", Role.OFFICE))

    assert other.get(f"/brook/agreements/asked/{parents[0].pk}/").status_code == 404


def test_a_question_with_many_answers_costs_no_more(
    agreed, olu, client_of, django_assert_max_num_queries
):
    child, [pia] = family(agreed)
    ask, client = asked(agreed, child), client_of(olu)
    sign(ask, "parent", olu, person=pia, means=Means.PAPER)
    client.get(f"{URL}{ask.pk}/")
    with CaptureQueriesContext(connection) as one:
        client.get(f"{URL}{ask.pk}/")
    for number in range(29):
        decline(ask, "parent", olu, person=pia, reason=f"No, {number}.")

    with django_assert_max_num_queries(len(one)):
        client.get(f"{URL}{ask.pk}/")


def test_whom_to_talk_to_next_is_a_list_and_leads_to_each(parents, olu, client_of):
    ask, _signature = parents
    client = client_of(olu)
    code = ask.agreement.code

    home = words(client.get("/oakfield/agreements/coverage/"))
    page = words(client.get(f"{URL}{code}/disagreed/"))

    assert f"{URL}{code}/disagreed/" in home
    assert "Ada Ash" in page
    assert f"{URL}{ask.pk}/" in page
    assert "Nobody stands here any more." in words(client.get(f"{URL}{code}/declined/"))
    assert client.get(f"{URL}{code}/nonsense/").status_code == 404
    assert client.get(f"{URL}nothing/declined/").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    agreed, olu, client_of, django_assert_max_num_queries, number
):
    for n in range(number):
        child = make_person(agreed, f"Kid Kay{n}", year_group="4")
        decline(asked(agreed, child), "own", olu, person=child)
    client = client_of(olu)

    with django_assert_max_num_queries(20):
        page = words(client.get(f"{URL}pupils-primary/declined/"))

    assert page.count("Kid Kay") == number


def test_who_only_reads_the_coverage_has_no_links(parents, agreed, client_of):
    sima = make_member(agreed, "Sima Sage", Role.SENIOR_LEADER)
    page = words(client_of(sima).get("/oakfield/agreements/coverage/"))

    assert "whose parents disagree" in page
    assert "/disagreed/" not in page
