"""Reads that the pages share."""

from esafety.audit import objects
from policies.documents import queries
from policies.documents.services import seeding
from tests.policies.documents import walked


def test_a_document_number_that_is_free(oakfield, lena):
    walked.made(lena, number="OAK-POL-002")

    assert seeding.free_number(oakfield) == "OAK-POL-003"


def test_a_table_that_is_not_there_is_left_out(ruled):
    found = queries.tables_in_force(["gone", "levels-misuse"], walked.today())

    assert set(found) == {"levels-misuse", "levels-responses"}


def test_the_audit_log_names_a_policy_for_whom_it_exists(lena, tom, policy):
    assert objects.names({str(policy)}) == {str(policy): "Visits policy"}
    assert objects.seen(lena, {str(policy)}) == {"", str(policy)}
    assert objects.seen(tom, {str(policy)}) == {""}


def test_anybody_takes_a_public_policy_away_on_paper(client, lena, cora):
    walked.published(walked.made(lena, public=True), lena, cora)

    answer = client.get("/oakfield/read/visits-policy/policy.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
