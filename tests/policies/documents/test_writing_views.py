"""Pages that change a policy: what was typed is kept, bad input is a sentence, the act is done."""

import pytest

from policies.documents import queries
from policies.documents.choices import State
from policies.documents.models import Policy
from policies.documents.services import consulting, writing
from tests.policies.documents import walked

NEW = {
    "title": "Trips",
    "number": "OAK-7",
    "body": "headteacher",
    "cycle": "other",
    "cycle_months": "9",
    "marking": "none",
    "public": "no",
    "acknowledged": "yes",
}
DAY = {"_0": "1", "_1": "9", "_2": str(walked.today().year + 1)}


def on(name):
    return {f"{name}{part}": value for part, value in DAY.items()}


def sent(client_of, actor, url, **data):
    return client_of(actor).post(url, data)


def told(client_of, actor, url, **data):
    answer = sent(client_of, actor, url, **data)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_policy_is_begun_on_its_page(client_of, lena):
    answer = sent(client_of, lena, "/oakfield/policies/new/", **NEW, owner=lena.membership_id)

    policy = Policy.objects.get()
    assert answer["Location"] == policy.url("edit_text")
    assert (policy.months, policy.acknowledged, policy.public) == (9, True, False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Give the policy a title."),
        ({"title": "x" * 121}, "Use 120 characters or fewer."),
        ({"cycle_months": ""}, "Enter a number of months from 1 to 60."),
        ({"cycle_months": "many"}, "Enter a number of months from 1 to 60."),
        ({"owner": "999999999999999999999999"}, "Choose who owns the policy."),
        ({"body": "somebody"}, "Choose who approves the policy."),
        ({"marking": "sensitive", "public": "yes"}, "cannot be on the public page"),
        ({"number": "OAK-POL-100"}, "Another policy has this document number."),
    ],
)
def test_what_is_wrong_stands_on_the_page(change, sentence, client_of, lena, policy):
    data = {**NEW, "owner": lena.membership_id, **change}
    text = told(client_of, lena, "/oakfield/policies/new/", **data)

    assert sentence in text
    assert Policy.objects.count() == 1
    if "title" not in change:
        assert 'value="Trips"' in text


def test_details_are_changed_on_their_page(client_of, lena, in_force):
    page = client_of(lena).get(in_force.url("policy_details")).content.decode()
    assert "OAK-POL-100" in page
    data = {**NEW, "owner": lena.membership_id, **on("next_review_on")}
    answer = sent(client_of, lena, in_force.url("policy_details"), **data)

    assert answer["Location"] == in_force.get_absolute_url()
    assert walked.fresh(in_force).title == "Trips"


def test_the_text_is_saved_and_previewed(client_of, lena, policy):
    url, seen = policy.url("edit_text"), walked.revision(policy)
    assert "Everybody keeps to it." in client_of(lena).get(url).content.decode()

    answer = sent(client_of, lena, url, text="## A\n\nB\n", revision=seen, preview="1")
    assert answer["Location"] == policy.url("preview_text")
    answer = sent(client_of, lena, url, text="## C\n", revision=seen + 1)
    assert answer["Location"] == url
    assert queries.draft_of(policy).text == "## C\n"


def test_two_who_write_lose_nothing(client_of, lena, dee, policy):
    url, seen = policy.url("edit_text"), walked.revision(policy)
    writing.change(policy=policy, text="## Dee\n", revision=seen, by=dee)

    text = told(client_of, lena, url, text="## Lena\n", revision=seen)

    assert "Dee Dogwood has changed the text" in text
    assert "What saving this page would change" in text
    assert "## Lena" in text
    assert f'name="revision" value="{seen + 1}"' in text
    assert queries.draft_of(policy).text == "## Dee\n"


def test_a_text_that_cannot_be_kept_stays_on_the_page(client_of, lena, policy):
    text = told(client_of, lena, policy.url("edit_text"), text="# Loud\n", revision="1")
    assert "The title is kept by itself" in text
    assert "# Loud" in text

    text = told(client_of, lena, policy.url("edit_text"), text="## Calm\n", revision="x")
    assert "The page was not sent whole" in text
    assert "## Calm" in text


def test_beginning_the_next_text(client_of, lena, in_force):
    answer = client_of(lena).post(in_force.url("begin_text"))
    assert answer.status_code == 409
    sent(client_of, lena, in_force.url("open_review"), reason="It is time")
    answer = client_of(lena).post(in_force.url("begin_text"))
    assert answer["Location"] == in_force.url("edit_text")
    page = client_of(lena).get(in_force.url("preview_text")).content.decode()
    assert "the text says the same" in page
    seen = walked.revision(in_force)
    sent(client_of, lena, in_force.url("drop_text"), revision=seen)
    assert queries.draft_of(in_force) is None
    for name in ("edit_text", "preview_text"):
        assert client_of(lena).get(in_force.url(name)).status_code == 404


def test_the_blanks_are_filled_in_once_for_all(client_of, lena, hari, oakfield):
    url = "/oakfield/policies/blanks/"
    assert 'value="Hari Hazel"' in client_of(lena).get(url).content.decode()
    assert "Leave out the signs" in told(client_of, lena, url, lead="{{dsl}}", revision=0)
    assert sent(client_of, lena, url, lead="Lena", revision=0).status_code == 302
    assert "Somebody else has filled" in told(client_of, lena, url, lead="L", revision=0)
    assert "Last changed by Lena Larch" in client_of(lena).get(url).content.decode()


def test_all_the_way_on_the_pages(client_of, lena, cora, tom, policy):
    def post(actor, name, **data):
        answer = sent(client_of, actor, policy.url(name), **data)
        assert answer.status_code == 302, answer.content.decode()
        return walked.fresh(policy).state

    def seen():
        return walked.revision(policy)

    asked = {"asked": "Staff", "roles": ["staff"], "revision": seen(), **on("closes_on")}
    asked["closes_on_2"] = str(walked.today().year)
    asked |= {"closes_on_0": "31", "closes_on_1": "12"}
    assert post(lena, "consult", **asked) == State.CONSULTATION
    post(tom, "reply", words="Good")
    post(lena, "enter_reply", said_by="Parents", words="Fine")
    assert post(lena, "close_consultation", words="Nothing changes") == State.DRAFT
    post(lena, "propose_text", comment="All", material="yes", revision=seen())
    post(cora, "send_back_text", reason="Shorter")
    post(lena, "propose_text", comment="All", material="no", revision=seen())
    today = walked.today()
    day = {"on_0": today.day, "on_1": today.month, "on_2": today.year}
    approval = {"body": "governing_body", "how": "electronically", "words": "Yes", **day}
    page = client_of(cora).get(policy.url("approve_text")).content.decode()
    assert "Nothing changes" in page
    assert "Everybody keeps to it." in page
    assert post(cora, "approve_text", revision=seen(), **approval) == State.APPROVED
    assert post(lena, "reopen_text", reason="A slip") == State.DRAFT
    post(lena, "propose_text", comment="All", material="no", revision=seen())
    assert post(cora, "approve_text", revision=seen(), **approval) == State.APPROVED
    assert post(lena, "publish_policy", **on("next_review_on")) == State.PUBLISHED
    assert post(lena, "open_review", reason="r") == State.REVIEW
    ended = post(lena, "end_review", reason="r", **on("next_review_on"))
    assert ended == State.PUBLISHED
    assert post(cora, "withdraw_policy", reason="r") == State.WITHDRAWN
    assert (
        "consultation" in client_of(lena).get(policy.url("policy_history")).content.decode().lower()
    )


def test_what_is_refused_stands_on_the_page(client_of, hari, policy, lena):
    walked.proposed(policy, lena)
    text = told(
        client_of, lena, policy.url("propose_text"), comment="My words", material="yes", revision=1
    )
    assert "waits for approval" in text
    assert "My words" in text


def test_a_day_that_has_passed_is_a_sentence_by_its_field(client_of, lena, policy):
    data = {"asked": "All", "revision": 2, "closes_on_0": 1, "closes_on_1": 1, "closes_on_2": 2020}
    assert "Choose today or a later day." in told(client_of, lena, policy.url("consult"), **data)


def test_who_is_not_asked_has_no_page_to_answer(client_of, lena, gwen, tom, policy):
    walked.asked(policy, lena)
    assert client_of(gwen).get(policy.url("reply")).status_code == 404
    consulting.close_consultation(policy=policy, words="w", by=lena)
    assert client_of(lena).get(policy.url("reply")).status_code == 404


BAD = ({}, dict.fromkeys(("text", "reason", "words", "comment", "revision", "asked"), "\x00" * 9))
PAGES = [
    "policy_details",
    "edit_text",
    "drop_text",
    "propose_text",
    "consult",
    "close_consultation",
    "enter_reply",
    "publish_policy",
    "publish_anew",
    "send_back_text",
    "reopen_text",
    "open_review",
    "end_review",
    "withdraw_policy",
    "approve_text",
    "reply",
]


@pytest.mark.parametrize("name", PAGES)
def test_bad_input_is_never_an_error_page(name, client_of, hari, lena, policy):
    walked.asked(policy, lena)
    for data in BAD:
        answer = client_of(hari).post(policy.url(name), data)
        assert answer.status_code in (200, 302, 404), name
