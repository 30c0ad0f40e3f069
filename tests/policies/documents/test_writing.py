"""Beginning a policy, its details, its text and its blanks."""

from datetime import date

import pytest

from policies.documents import queries
from policies.documents.choices import Cycle, State
from policies.documents.models import (
    PolicyDraft,
)
from policies.documents.services import blanks, lifecycle, writing
from tests.policies.documents import walked
from tests.policies.documents.held import LATER, held, last_event, refuses


def test_a_policy_begins_with_its_title_as_a_text(lena):
    policy = writing.make(**walked.details(), by=lena)

    assert (policy.code, policy.state) == ("visits-policy", State.DRAFT)
    assert queries.draft_of(policy).text == "## Visits policy\n"
    assert policy.made_by_id == lena.membership_id
    assert str(policy) == "policy:visits-policy"


def test_two_of_one_title_have_codes_of_their_own(lena):
    codes = [
        writing.make(**walked.details(number=f"N{n}", title=title), by=lena).code
        for n, title in enumerate(("A b", "A b", "A b 2", "A-b-2"))
    ]

    assert len(set(codes)) == 4


def test_a_document_number_is_used_once(lena, policy):
    refuses("document number", writing.make, **walked.details(), by=lena)
    other = walked.made(lena, number="OAK-2")
    told = walked.details() | {"next_review_on": None}
    refuses("document number", writing.change_details, policy=other, **told, by=lena)


def test_details_change_and_are_recorded(lena, in_force):
    told = walked.details(title="Trips", public=True) | {"next_review_on": LATER}
    row = writing.change_details(policy=in_force, **told, by=lena)

    assert (row.title, row.public, row.next_review_on) == ("Trips", True, LATER)
    assert last_event().type == "policy.changed"
    assert queries.current(row).facts["title"] == "Visits policy"


@pytest.mark.parametrize("state", [State.APPROVED, State.WITHDRAWN])
def test_details_stay_while_it_is_approved_or_withdrawn(state, lena, hari):
    policy = walked.in_state(state, lena, hari)
    told = walked.details() | {"next_review_on": None}
    refuses("cannot be changed", writing.change_details, policy=policy, **told, by=lena)


def test_details_stay_while_it_waits_for_approval(lena, policy):
    walked.proposed(policy, lena)
    told = walked.details() | {"next_review_on": None}
    refuses("cannot be changed", writing.change_details, policy=policy, **told, by=lena)


def test_the_months_between_reviews(lena):
    assert walked.made(lena, cycle=Cycle.TERMLY).months == 4
    assert walked.made(lena, number="2", cycle=Cycle.TWO_YEARS).months == 24
    other = walked.made(lena, number="3", cycle=Cycle.OTHER, cycle_months=7)
    assert other.months == 7
    assert lifecycle.after(other, date(2026, 7, 31)) == date(2027, 2, 28)


def test_a_page_left_open_overwrites_nothing(lena, dee, policy):
    seen = walked.revision(policy)
    writing.change(policy=policy, text="## A\n\nB\n", revision=seen, by=dee)

    refuses(
        "Dee Dogwood has changed the text",
        writing.change,
        policy=policy,
        text="## C\n",
        revision=seen,
        by=lena,
    )


def test_what_changes_nothing_is_nobodys_change(lena, policy):
    before = held()
    writing.change(policy=policy, text=walked.TEXT, revision=walked.revision(policy), by=lena)

    assert held() == before


def test_a_text_that_cannot_be_a_policy_is_refused(lena, policy):
    seen = walked.revision(policy)
    refuses("Write the text", writing.change, policy=policy, text=" ", revision=seen, by=lena)


def test_beginning_again_gives_what_is_begun(lena, dee, policy):
    assert writing.begin(policy=policy, by=dee) == queries.draft_of(policy)


def test_the_next_text_begins_with_that_of_the_newest_revision(lena, in_force):
    lifecycle.open_review(policy=in_force, reason="r", by=lena)

    draft = writing.begin(policy=in_force, by=lena)

    assert draft.text == queries.current(in_force).source
    assert draft.begun_by_id == lena.membership_id


def test_beginning_where_no_text_was_ever_written(lena, policy):
    PolicyDraft.objects.filter(policy=policy).update(text="")

    assert writing.begin(policy=policy, by=lena).text == "## Visits policy\n"


def test_dropping_needs_a_revision_to_stay_with(lena, policy):
    seen = walked.revision(policy)
    refuses("no revision yet", writing.drop, policy=policy, revision=seen, by=lena)


def test_a_dropped_text_is_gone(lena, in_force):
    lifecycle.open_review(policy=in_force, reason="r", by=lena)
    draft = writing.begin(policy=in_force, by=lena)
    writing.drop(policy=in_force, revision=draft.revision, by=lena)

    assert queries.draft_of(in_force) is None
    refuses(
        "no longer there",
        writing.change,
        policy=in_force,
        text="## A\n",
        revision=draft.revision,
        by=lena,
    )


def test_nobody_who_changed_it_is_called_somebody(lena, starter):
    refuses(
        "Somebody has changed",
        writing.change,
        policy=starter,
        text="## A\n",
        revision=99,
        by=lena,
    )


def test_first_values_come_from_the_roles(oakfield, lena, hari):
    found = blanks.proposed_values(oakfield)

    assert found["school"] == "Oakfield School"
    assert found["lead"] == "Lena Larch"
    assert found["review_month"] == "September"
    assert "dsl" not in found
    assert blanks.values() == {}


def test_blanks_are_kept_tidied_and_recorded(oakfield, lena):
    row = blanks.fill_in(values={"lead": " Lena \n Larch "}, revision=0, by=lena)

    assert blanks.values()["lead"] == "Lena Larch"
    assert blanks.proposed_values(oakfield)["lead"] == "Lena Larch"
    assert last_event().object == str(row) == "policy:blanks"
    assert ("lead", "eSafety lead", "Lena Larch") in blanks.listed()


@pytest.mark.parametrize("words", ["{{lead}}", "x" * 201])
def test_blanks_that_could_be_something_else_are_refused(words, lena):
    refuses("200 characters", blanks.fill_in, values={"lead": words}, revision=0, by=lena)


def test_blanks_filled_in_meanwhile_are_not_overwritten(lena, dee):
    blanks.fill_in(values={}, revision=0, by=dee)
    refuses("Somebody else", blanks.fill_in, values={}, revision=0, by=lena)


def test_a_text_with_open_blanks_is_not_sent_for_approval(lena):
    policy = walked.made(lena, text="## A\n\n{{lead}} and {{dsl}}.\n")
    seen = walked.revision(policy)
    refuses(
        "lead, dsl",
        lifecycle.propose,
        policy=policy,
        revision=seen,
        comment="c",
        material=True,
        by=lena,
    )


def test_blanks_that_changed_since_the_approval_stop_the_publication(lena, cora):
    policy = walked.made(lena, text="## A\n\n{{lead}} leads.\n")
    blanks.fill_in(values={"lead": "Lena"}, revision=0, by=lena)
    walked.approved(walked.proposed(policy, lena), cora)
    blanks.fill_in(values={"lead": "Nobody"}, revision=1, by=lena)

    refuses("since the approval", lifecycle.publish, policy=policy, next_review_on=LATER, by=lena)
