"""What each reader sees: the hub, the register, a policy, its revisions, the public page."""

import pytest

from esafety import pdf
from esafety.access.roles import Role
from policies import hub
from policies.documents import queries
from policies.documents.choices import Marking, State
from policies.documents.services import lifecycle, writing
from tests.factories.schools import make_member
from tests.policies.documents import walked


def page(client_of, actor, url):
    answer = client_of(actor).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def pip(oakfield):
    return make_member(oakfield, "Pip Pear", Role.PUPIL, kind="pupil")


def test_the_hub_leads_to_what_is_there(client_of, lena, gwen, policy):
    text = page(client_of, lena, "/oakfield/policies/")

    for address in ("/oakfield/policies/register/", "/oakfield/rules/", "/oakfield/agreements/"):
        assert f'href="{address}"' in text
    assert hub.doors(gwen, "oakfield")[0].label == "Policies"


def test_the_hub_shows_what_waits(client_of, lena, cora, tom, policy):
    walked.asked(policy, lena)
    assert "You are asked what you think" in page(client_of, tom, "/oakfield/policies/")
    lifecycle.close_consultation(policy=policy, words="w", by=lena)
    walked.proposed(policy, lena)
    assert "Waiting for my approval" in page(client_of, cora, "/oakfield/policies/")
    assert "Waiting for my approval" not in page(client_of, lena, "/oakfield/policies/")


def test_overdue_policies_are_marked(client_of, lena, tom, in_force):
    from datetime import timedelta

    in_force.next_review_on = walked.today() - timedelta(days=1)
    in_force.save()

    assert "Overdue for review" in page(client_of, lena, "/oakfield/policies/")
    assert "Overdue" in page(client_of, lena, "/oakfield/policies/register/?due=overdue")
    assert "No policy like this" in page(client_of, lena, "/oakfield/policies/register/?due=soon")
    assert "Visits policy" in page(client_of, lena, "/oakfield/policies/register/?due=nonsense")


def test_the_register_leaves_out_what_does_not_exist_for_the_reader(
    client_of, lena, cora, tom, pip, policy
):
    walked.published(walked.made(lena, number="2", title="For staff"), lena, cora)
    walked.published(walked.made(lena, number="3", title="For all", public=True), lena, cora)
    url = "/oakfield/policies/register/"

    assert [t in page(client_of, lena, url) for t in ("Visits policy", "For staff", "For all")] == [
        True,
        True,
        True,
    ]
    assert [t in page(client_of, tom, url) for t in ("Visits policy", "For staff", "For all")] == [
        False,
        True,
        True,
    ]
    assert [t in page(client_of, pip, url) for t in ("Visits policy", "For staff", "For all")] == [
        False,
        False,
        True,
    ]
    assert "In the next 90 days" not in page(client_of, tom, url)


def test_the_same_number_of_queries_for_one_policy_and_for_thirty(client_of, lena):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def counted():
        with CaptureQueriesContext(connection) as found:
            page(client_of, lena, "/oakfield/policies/register/")
        return len(found)

    walked.made(lena, number="0")
    one = counted()
    for number in range(1, 30):
        writing.make(**walked.details(number=str(number)), by=lena)
    assert counted() == one


def test_withdrawn_policies_are_in_the_archive(client_of, lena, hari, tom):
    policy = walked.in_state(State.WITHDRAWN, lena, hari)

    assert "Visits policy" in page(client_of, lena, "/oakfield/policies/archive/")
    assert "Visits policy" not in page(client_of, lena, "/oakfield/policies/register/")
    assert "Visits policy" in page(client_of, lena, "/oakfield/policies/register/?state=withdrawn")
    assert "Withdrawn by Hari Hazel" in page(client_of, lena, policy.get_absolute_url())
    assert client_of(tom).get(policy.get_absolute_url()).status_code == 404


def test_a_draft_is_seen_by_those_who_keep_the_policies(client_of, lena, cora, tom, gwen, policy):
    for url in (policy.get_absolute_url(), policy.url("preview_text")):
        assert "Visits policy" in page(client_of, cora, url)
        assert client_of(tom).get(url).status_code == 404
    walked.asked(policy, lena)
    assert "Everybody keeps to it." in page(client_of, tom, policy.url("preview_text"))
    assert client_of(gwen).get(policy.url("preview_text")).status_code == 404


def test_any_two_revisions_stand_side_by_side(client_of, lena, cora, tom, in_force):
    url = in_force.url("compare_revisions")
    assert "They say the same." in page(client_of, tom, url)
    lifecycle.open_review(policy=in_force, reason="r", by=lena)
    draft = writing.begin(policy=in_force, by=lena)
    text = draft.text.replace("Everybody keeps", "All of us keep")
    writing.change(policy=in_force, text=text, revision=draft.revision, by=lena)
    walked.published(in_force, lena, cora)

    shown = page(client_of, tom, url)
    assert '<del class="app-diff__removed">Everybody keeps to it.</del>' in shown
    assert '<ins class="app-diff__added">All of us keep to it.</ins>' in shown
    assert "1 line is the same" in shown
    assert "is the same<" not in page(client_of, tom, f"{url}?whole=1")
    assert "Choose a revision" in page(client_of, tom, f"{url}?older=x")


def test_a_revision_and_a_number_that_is_not_there(client_of, tom, in_force):
    assert "SHA-256" in page(client_of, tom, in_force.url("policy_revision", 1))
    for number in (2, 10**30):
        url = in_force.url("policy_revision", number)
        assert client_of(tom).get(url).status_code == 404


def test_where_no_pdf_can_be_made_the_page_is_offered(client_of, tom, in_force, monkeypatch):
    def fails(html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", fails)
    answer = client_of(tom).get(in_force.url("policy_pdf", 1))

    assert answer.status_code == 302
    assert answer["Location"] == in_force.url("policy_revision", 1)


# -- the public page ---------------------------------------------------------------------------


def test_anybody_reads_what_is_public_and_nothing_else(client, lena, cora, in_force):
    open_one = walked.made(lena, number="2", title="For all", public=True)
    walked.made(lena, number="3", title="Not yet", public=True)
    walked.published(open_one, lena, cora)

    listed = client.get("/oakfield/read/").content.decode()
    assert "For all" in listed
    assert "Visits policy" not in listed
    assert "Not yet" not in listed
    shown = client.get("/oakfield/read/for-all/").content.decode()
    assert "Everybody keeps to it." in shown
    for name in ("Lena", "Cora", "Minute 7"):
        assert name not in shown
    for code in (in_force.code, "not-yet", "nothing"):
        assert client.get(f"/oakfield/read/{code}/").status_code == 404
        assert client.get(f"/oakfield/read/{code}/policy.pdf").status_code == 404


def test_a_school_that_is_not_there_has_no_public_page(client, oakfield):
    assert client.get("/nowhere/read/").status_code == 404
    assert client.get("/nowhere/read/x/").status_code == 404


def test_a_withdrawn_or_sensitive_policy_leaves_the_public_page(client, lena, cora):
    policy = walked.published(walked.made(lena, public=True), lena, cora)
    assert policy in queries.on_public_page()
    told = walked.details(marking=Marking.SENSITIVE) | {"next_review_on": None}
    writing.change_details(policy=policy, **told, by=lena)
    assert policy not in queries.on_public_page()
    lifecycle.withdraw(policy=policy, reason="r", by=cora)
    assert client.get("/oakfield/read/visits-policy/").status_code == 404


def test_another_school_has_policies_of_its_own(client, boris, lena, cora):
    walked.published(walked.made(lena, public=True), lena, cora)

    assert "Visits policy" not in client.get("/brook/read/").content.decode()


def test_somebody_without_a_role_sees_nothing(oakfield, in_force):
    nobody = make_member(oakfield, "Ned None")

    assert list(queries.visible_to(nobody)) == []
