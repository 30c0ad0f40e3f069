"""The pages on which a draft is sent, approved or sent back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from policies import queries
from policies.models import RuleTable, RuleTableDraft
from policies.services import approving, drafting
from tests.policies.changes import change, fresh, reword, table

RULES = "/oakfield/rules/"
DRAFT = f"{RULES}pupil-actions/draft/"


def day(when):
    return {"starts_on_0": when.day, "starts_on_1": when.month, "starts_on_2": when.year}


def test_a_draft_goes_from_its_author_to_the_head_and_into_force(
    drafted, client_of, lena, hari, gwen
):
    reword(drafted, 2, "Using sites without permission", by=lena)
    mine, heads = client_of(lena), client_of(hari)
    page = mine.get(f"{DRAFT}propose/").content.decode()
    assert "Who can approve it: Hari Hazel." in page

    begins = timezone.localdate() + timedelta(days=10)
    answer = mine.post(f"{DRAFT}propose/", {"comment": "Plainer.", **day(begins)})
    assert answer["Location"] == f"{DRAFT}preview/"
    assert "Waiting for my approval" in heads.get(RULES).content.decode()
    assert "Waiting for my approval" not in mine.get(RULES).content.decode()
    assert "Plainer." in heads.get(f"{RULES}waiting/").content.decode()
    page = heads.get(f"{DRAFT}approve/").content.decode()
    for words in ("Rows reworded", "is now “Using sites without permission”", "becomes version 2"):
        assert words in page

    answer = heads.post(f"{DRAFT}approve/", {"revision": "2"})
    assert answer["Location"] == f"{RULES}pupil-actions/"
    assert queries.in_force("pupil-actions", begins).number == 2
    assert queries.in_force("pupil-actions", begins - timedelta(days=1)).number == 1
    assert "Nothing waits for you" in heads.get(f"{RULES}waiting/").content.decode()
    page = client_of(gwen).get(f"{RULES}pupil-actions/").content.decode()
    assert "version 1, in force from" in page
    assert "Using non-educational sites" in page


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"comment": " ", "days": 0}, "Say what changed and why."),
        ({"comment": "c" * 2001, "days": 0}, "2,000 characters or fewer"),
        ({"comment": "Kept words", "days": -1}, "Choose today or a later day"),
        ({"comment": "Kept words", "days": 900}, "within the next two years"),
        ({"comment": "Kept words", "starts_on_0": "31", "starts_on_1": "2"}, "Enter"),
        ({"comment": "Kept \x00words", "starts_on_0": "9" * 30}, "Enter"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_kept(drafted, client_of, lena, sent, words):
    reword(drafted, 2, "Other words", by=lena)
    if "days" in sent:
        sent |= day(timezone.localdate() + timedelta(days=sent.pop("days")))
    page = client_of(lena).post(f"{DRAFT}propose/", sent).content.decode()

    assert words in page
    assert sent["comment"].partition("\x00")[0].strip() in page
    assert fresh(drafted).state == "draft"


def test_somebody_is_told_when_nobody_else_could_approve(drafted, client_of, lena):
    reword(drafted, 2, "Other words", by=lena)

    assert "Nobody else at the school" in client_of(lena).get(f"{DRAFT}propose/").content.decode()


def test_the_author_reads_why_they_cannot_approve(ruled, client_of, hari):
    draft = drafting.begin(table=table("pupil-actions"), by=hari)
    reword(draft, 2, "Other words", by=hari)
    approving.propose(draft=draft, comment="c", starts_on=timezone.localdate(), by=hari)
    mine = client_of(hari)

    assert "somebody else has to approve it" in mine.get(f"{DRAFT}approve/").content.decode()
    page = mine.post(f"{DRAFT}approve/", {"revision": "2"}).content.decode()
    assert "neither began nor last changed" in page
    assert mine.get(f"{RULES}waiting/").content.decode().count("Nothing waits for you") == 1


@pytest.mark.parametrize("revision", ["", "x", "1", "9" * 40])
def test_only_what_was_read_is_approved(proposed, client_of, hari, revision):
    answer = client_of(hari).post(f"{DRAFT}approve/", {"revision": revision})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert queries.newest(proposed.table).number == 1


def test_a_day_that_has_passed_is_told_before_the_approval(proposed, client_of, hari):
    past = timezone.localdate() - timedelta(days=3)
    RuleTableDraft.objects.filter(pk=proposed.pk).update(starts_on=past)

    assert "has passed" in client_of(hari).get(f"{DRAFT}approve/").content.decode()


def test_a_version_still_to_come_is_named_where_it_loses_its_place(proposed, client_of, lena, hari):
    later = timezone.localdate() + timedelta(days=30)
    RuleTableDraft.objects.filter(pk=proposed.pk).update(starts_on=later)
    approving.approve(draft=proposed, revision=2, by=hari)
    draft = drafting.begin(table=proposed.table, by=lena)
    reword(draft, 3, "Other words", by=lena)

    page = client_of(lena).get(f"{DRAFT}preview/").content.decode()
    assert "Version 2 is to begin on" in page


def test_sent_back_it_says_why_and_by_whom(proposed, client_of, lena, hari):
    heads, mine = client_of(hari), client_of(lena)
    assert "Give a reason." in heads.post(f"{DRAFT}send-back/", {"reason": " "}).content.decode()

    heads.post(f"{DRAFT}send-back/", {"reason": "Shorter, please."})
    for page in (DRAFT, f"{DRAFT}preview/"):
        body = mine.get(page).content.decode()
        assert "Sent back by Hari Hazel" in body
        assert "Shorter, please." in body
    assert "Plainer." in mine.get(f"{DRAFT}propose/").content.decode()


def test_signposts_go_into_force_at_once_and_grids_do_not(ruled, client_of, lena, drafted):
    change(drafting.begin(table=table("signposts"), by=lena), by=lena, cells={(1, "how"): "Call"})
    mine, page = client_of(lena), f"{RULES}signposts/draft/put-in-force/"
    assert "needs no approval" in mine.get(page).content.decode()
    past = day(timezone.localdate() - timedelta(days=1))
    assert "today or a later day" in mine.post(page, {"comment": "c", **past}).content.decode()

    answer = mine.post(page, {"comment": "New number.", **day(timezone.localdate())})
    assert answer["Location"] == f"{RULES}signposts/"
    assert queries.newest(table("signposts")).number == 2
    assert mine.get(f"{DRAFT}put-in-force/").status_code == 404


def test_signposts_cannot_be_sent_for_approval(ruled, client_of, lena):
    change(drafting.begin(table=table("signposts"), by=lena), by=lena, cells={(1, "how"): "Call"})
    sent = {"comment": "c", **day(timezone.localdate())}

    page = client_of(lena).post(f"{RULES}signposts/draft/propose/", sent).content.decode()
    assert "cannot become" in page


def test_those_without_the_right_have_no_entry(proposed, client_of, tom, gwen, dee):
    for actor in (tom, gwen, dee):
        mine = client_of(actor)
        assert mine.get(f"{DRAFT}approve/").status_code == 403
        assert mine.get(f"{RULES}waiting/").status_code == 403
        assert mine.post(f"{DRAFT}send-back/", {"reason": "No."}).status_code == 404


def test_the_waiting_list_takes_the_same_queries_for_one_and_for_thirty(
    proposed, client_of, lena, hari
):
    mine, counts = client_of(hari), []
    mine.get(f"{RULES}waiting/")
    for many in (1, 30):
        for n in range(RuleTableDraft.objects.count(), many):
            other = RuleTable.objects.create(
                school=proposed.school, code=f"t{n}", title=f"T{n}", shape="ticks"
            )
            proposed.pk, proposed.table = None, other
            proposed.save()
        with CaptureQueriesContext(connection) as found:
            assert mine.get(f"{RULES}waiting/").content.decode().count("Sent by") == many
        counts.append(len(found))

    assert counts[0] == counts[1]
