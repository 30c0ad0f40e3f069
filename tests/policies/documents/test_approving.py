"""Asking what people think of a text, and approving it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from esafety.notices.models import Notice
from policies.documents import queries
from policies.documents.choices import ApprovingBody, How, State
from policies.documents.models import (
    Consultation,
    PolicyDraft,
)
from policies.documents.services import consulting, lifecycle, writing
from tests.policies.documents import walked
from tests.policies.documents.held import last_event, refuses


def test_who_is_asked_reads_answers_and_is_told(lena, tom, gwen, policy):
    walked.asked(policy, lena)
    consultation = queries.open_consultation(policy)

    assert consultation.asked_roles == ",staff,"
    assert consultation.text == queries.draft_of(policy).text
    assert list(queries.asked_of(tom, walked.today())) == [consultation]
    assert list(queries.asked_of(gwen, walked.today())) == []
    told = Notice.objects.filter(kind="policy.consultation")
    assert [one.member_id for one in told] == [tom.membership_id]
    mine = consulting.reply(policy=policy, words="Good", by=tom)
    consulting.enter_reply(policy=policy, said_by="The council", words="Fine", by=lena)
    assert list(queries.replies_visible_to(tom, consultation)) == [mine]
    assert queries.replies_visible_to(lena, consultation).count() == 2
    lifecycle.close_consultation(policy=policy, words="Trips are in it now", by=lena)
    refuses("closed", consulting.reply, policy=policy, words="More", by=tom)
    assert last_event().data["replies"] == 2


def test_after_the_last_day_others_are_still_entered(lena, tom, policy):
    walked.asked(policy, lena)
    Consultation.objects.update(closes_on=walked.today() - timedelta(days=1))

    assert list(queries.asked_of(tom, walked.today())) == []
    refuses("last day for answers", consulting.reply, policy=policy, words="w", by=tom)
    consulting.enter_reply(policy=policy, said_by="Parents", words="Late", by=lena)


def test_who_approves_reads_only_what_was_said_of_this_text(lena, cora, policy):
    walked.asked(policy, lena)
    lifecycle.close_consultation(policy=policy, words="w", by=lena)
    assert queries.consultation_of(queries.draft_of(policy)) is not None
    walked.published(policy, lena, cora)
    lifecycle.open_review(policy=policy, reason="r", by=lena)

    assert queries.consultation_of(writing.begin(policy=policy, by=lena)) is None


def test_a_consultation_without_roles_asks_nobody_here(lena, policy):
    walked.asked(policy, lena, roles=("pupil", "nonsense"))

    assert queries.open_consultation(policy).asked_roles == ""
    assert not Notice.objects.filter(kind="policy.consultation").exists()


def test_only_those_who_are_asked_answer_for_themselves(lena, gwen, policy):
    walked.asked(policy, lena)

    refuses("Only those who are asked", consulting.reply, policy=policy, words="w", by=gwen)
    refuses(
        "Only those who write",
        consulting.enter_reply,
        policy=policy,
        said_by="x",
        words="w",
        by=gwen,
    )


@pytest.mark.parametrize(("days", "sentence"), [(-1, "Choose today"), (400, "next year")])
def test_a_consultation_closes_within_a_year(days, sentence, lena, policy):
    refuses(sentence, walked.asked, policy=policy, by=lena, days=days)


def test_a_reply_never_changes(lena, tom, policy):
    walked.asked(policy, lena)
    reply = consulting.reply(policy=policy, words="Good", by=tom)

    for act in (reply.save, reply.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert str(reply) == f"policy:visits-policy:consultation:{reply.consultation_id}:reply:1" or (
        str(reply).endswith(f":reply:{reply.pk}")
    )


def test_those_who_can_approve_it_are_told(lena, hari, cora, policy):
    walked.proposed(policy, lena)

    told = set(Notice.objects.filter(kind="policy.proposed").values_list("member_id", flat=True))
    assert told == {hari.membership_id, cora.membership_id}
    assert [one.policy_id for one in queries.waiting_for(cora)] == [policy.pk]
    assert list(queries.waiting_for(lena)) == []


def test_an_author_never_approves_alone(hari, policy):
    draft = queries.draft_of(policy)
    writing.change(policy=policy, text="## Mine\n", revision=draft.revision, by=hari)
    walked.proposed(policy, hari)

    refuses("neither began", lifecycle.approve, **walked.approval(policy), by=hari)
    assert list(queries.waiting_for(hari)) == []


def test_the_database_itself_refuses_an_approval_by_an_author(lena, policy):
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyDraft.objects.filter(policy=policy).update(
            approved_at=queries.draft_of(policy).changed_at, approved_by_id=lena.membership_id
        )


def test_an_approval_is_kept_with_body_day_how_and_words(lena, cora, policy):
    walked.approved(walked.proposed(policy, lena), cora)
    draft = queries.draft_of(policy)

    assert (draft.approved_body, draft.approved_how) == ("governing_body", "meeting")
    assert (draft.approved_on, draft.approving_words) == (walked.today(), "Minute 7")
    assert Notice.objects.filter(kind="policy.approved", member_id=lena.membership_id).exists()


def test_a_lower_body_than_the_details_name_cannot_approve(lena, hari, policy):
    walked.proposed(policy, lena)
    told = walked.approval(policy, body=ApprovingBody.HEADTEACHER)
    refuses("Governing body", lifecycle.approve, **told, by=hari)


def test_only_the_headteacher_approves_as_headteacher(lena, hari, cora):
    policy = walked.made(lena, body=ApprovingBody.HEADTEACHER)
    walked.proposed(policy, lena)
    told = walked.approval(policy, body=ApprovingBody.HEADTEACHER, how=How.ELECTRONICALLY)

    refuses("Only the headteacher", lifecycle.approve, **told, by=cora)
    assert lifecycle.approve(**told, by=hari).approved_how == "electronically"


def test_an_approval_is_not_of_tomorrow(lena, cora, policy):
    walked.proposed(policy, lena)
    told = walked.approval(policy, on=walked.today() + timedelta(days=1))
    refuses("in the future", lifecycle.approve, **told, by=cora)


def test_the_same_words_are_not_approved_again(lena, in_force):
    lifecycle.open_review(policy=in_force, reason="r", by=lena)
    draft = writing.begin(policy=in_force, by=lena)
    refuses(
        "says the same",
        lifecycle.propose,
        policy=in_force,
        revision=draft.revision,
        comment="c",
        material=True,
        by=lena,
    )


def test_a_table_that_went_meanwhile_stops_the_approval(lena, ruled, cora):
    from policies.models import RuleTable

    policy = walked.made(lena, text="## A\n\n{{table:chart-staff}}\n")
    RuleTable.objects.filter(code="chart-staff").update(code="gone")
    seen = walked.revision(policy)
    refuses(
        "no table with the code",
        lifecycle.propose,
        policy=policy,
        revision=seen,
        comment="c",
        material=True,
        by=lena,
    )


def test_sent_back_it_can_be_changed_and_sent_again(lena, cora, policy):
    walked.proposed(policy, lena)
    draft = lifecycle.send_back(policy=policy, reason="Shorter, please", by=cora)

    assert (draft.sent_back_words, draft.proposed_at) == ("Shorter, please", None)
    assert Notice.objects.filter(kind="policy.sent_back", member_id=lena.membership_id).exists()
    assert queries.draft_of(walked.proposed(policy, lena)).sent_back_words == ""


def test_an_approval_taken_back_is_no_approval(lena, cora, policy):
    walked.approved(walked.proposed(policy, lena), cora)
    draft = lifecycle.reopen(policy=policy, reason="A mistake", by=lena)

    assert (draft.approved_at, draft.approved_sha256, draft.approving_words) == (None, "", "")
    assert walked.fresh(policy).state == State.DRAFT


@pytest.mark.parametrize("act", ["close", "send_back", "reopen", "review", "withdraw"])
def test_a_reason_is_needed(act, lena, hari, cora):
    states = {"close": "consultation", "send_back": "draft", "reopen": "approved"}
    state = State(states.get(act, "published"))
    policy = walked.in_state(state, lena, cora)
    if act == "send_back":
        walked.proposed(policy, lena)
    empty = {
        "close": lambda: lifecycle.close_consultation(policy=policy, words=" ", by=hari),
        "send_back": lambda: lifecycle.send_back(policy=policy, reason="", by=hari),
        "reopen": lambda: lifecycle.reopen(policy=policy, reason="", by=hari),
        "review": lambda: lifecycle.open_review(policy=policy, reason="", by=hari),
        "withdraw": lambda: lifecycle.withdraw(policy=policy, reason="", by=hari),
    }
    refuses("Give a reason", empty[act])
