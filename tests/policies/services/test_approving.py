"""From a draft to the next version."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from esafety.access.roles import Role
from esafety.notices.models import Notice
from policies import queries
from policies.choices import DraftState
from policies.models import RuleTableDraft, RuleTableVersion
from policies.services import approving, drafting
from tests.factories.schools import make_member
from tests.policies.changes import (
    audit_that_fails,
    change,
    events,
    fresh,
    refused,
    reword,
    table,
)

DAY = timedelta(days=1)


def today():
    return timezone.localdate()


def told():
    return sorted(Notice.objects.values_list("kind", "member__display_name"))


def test_a_proposal_carries_its_words_and_day_and_tells_who_approves(proposed, hari, drafted):
    assert (proposed.state, proposed.comment) == (DraftState.PROPOSED, "Plainer.")
    kind, data = events("pupil-actions")[-1]
    assert kind == "rules.proposed"
    assert data == {"base": 1, "revision": 2, "begins": today().isoformat()}


def test_who_approves_is_told_and_then_who_wrote_it(drafted, lena, hari):
    reword(drafted, 1, "Other words", by=lena)
    approving.propose(draft=drafted, comment="c", starts_on=today(), by=lena)
    assert told() == [("rules.proposed", "Hari Hazel")]

    approving.send_back(draft=drafted, reason="Shorter.", by=hari)
    assert ("rules.sent_back", "Lena Larch") in told()

    approving.propose(draft=drafted, comment="c", starts_on=today(), by=lena)
    approving.approve(draft=drafted, revision=3, by=hari)
    assert ("rules.approved", "Lena Larch") in told()


def test_what_was_sent_back_and_sent_again_is_read_again_before_it_is_approved(
    proposed, lena, hari
):
    read = proposed.revision
    approving.send_back(draft=proposed, reason="Later.", by=lena)
    later = today() + timedelta(days=30)
    approving.propose(draft=proposed, comment="Another day.", starts_on=later, by=lena)

    with refused("has changed since you opened this page"):
        approving.approve(draft=proposed, revision=read, by=hari)


def test_an_approval_makes_the_next_version(proposed, hari, lena):
    ended = approving.approve(draft=proposed, revision=proposed.revision, by=hari)
    version = RuleTableVersion.objects.get(table=proposed.table, number=2)

    assert (ended.state, ended.version) == (DraftState.APPROVED, version)
    assert version.records[1]["misuse"] == "Using sites without permission"
    assert version.records[1]["code"] == "non_educational_sites"
    assert (version.made_by_ref, version.approved_by_ref) == (lena.ref, hari.ref)
    assert (version.comment, version.effective_from) == ("Plainer.", today())
    assert queries.in_force("pupil-actions", today()) == version
    kind, data = events("pupil-actions")[-1]
    assert kind == "rules.version_made"
    assert data == {"number": 2, "sha256": version.sha256, "begins": today().isoformat()}


def test_the_schools_words_for_columns_are_in_the_version_and_not_in_the_csv(drafted, lena, hari):
    change(drafted, by=lena, labels={"warning": "Formal warning"})
    approving.propose(draft=drafted, comment="c", starts_on=today(), by=lena)
    approving.approve(draft=drafted, revision=2, by=hari)
    version = queries.newest(drafted.table)

    assert version.labels == {"warning": "Formal warning"}
    assert queries.labels_of(version)["warning"] == "Formal warning"
    assert version.sha256 == drafted.base.sha256
    assert len(events("pupil-actions")[-1][1]["labels_sha256"]) == 64


def test_nobody_approves_their_own_work_nor_somebody_without_the_right(proposed, lena, tom, hari):
    for actor in (lena, tom):
        with refused("approves rules"):
            approving.approve(draft=proposed, revision=proposed.revision, by=actor)
    own = drafting.begin(table=table("staff-actions"), by=hari)
    reword(own, 1, "Other words", by=lena)
    approving.propose(draft=own, comment="c", starts_on=today(), by=lena)
    with refused("neither began"):
        approving.approve(draft=own, revision=2, by=hari)


def test_the_database_refuses_an_author_as_approver_too(drafted):
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleTableDraft.objects.filter(pk=drafted.pk).update(
            state=DraftState.APPROVED, ended_at=timezone.now(), ended_by_id=drafted.made_by_id
        )


def test_what_was_read_is_what_is_approved(proposed, hari):
    with refused("Read it again"):
        approving.approve(draft=proposed, revision=1, by=hari)


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "Choose today or a later day"), (800, "within the next two years")]
)
def test_a_version_begins_today_or_soon(drafted, lena, days, words):
    reword(drafted, 1, "Other words", by=lena)
    with refused(words):
        approving.propose(draft=drafted, comment="c", starts_on=today() + days * DAY, by=lena)


def test_a_day_that_passed_while_it_waited_becomes_today(proposed, hari):
    RuleTableDraft.objects.filter(pk=proposed.pk).update(starts_on=today() - 3 * DAY)
    ended = approving.approve(draft=proposed, revision=proposed.revision, by=hari)

    assert ended.version.effective_from == today()


def test_nothing_new_or_something_wrong_is_not_proposed(drafted, lena):
    with refused("Nothing has changed"):
        approving.propose(draft=drafted, comment="c", starts_on=today(), by=lena)
    reword(drafted, 1, "", by=lena)
    with refused("put right"):
        approving.propose(draft=drafted, comment="c", starts_on=today(), by=lena)


def test_sent_back_it_is_a_draft_with_a_reason(proposed, hari, lena, tom):
    with refused("reason"):
        approving.send_back(draft=proposed, reason=" ", by=hari)
    with refused("manage or approve"):
        approving.send_back(draft=proposed, reason="No.", by=tom)
    row = approving.send_back(draft=proposed, reason="Shorter.", by=hari)

    assert (row.state, row.sent_back_words) == (DraftState.DRAFT, "Shorter.")
    assert row.proposed_by is None
    assert events("pupil-actions")[-1][0] == "rules.sent_back"
    again = approving.propose(draft=row, comment="c", starts_on=today(), by=lena)
    assert (again.sent_back_by, again.sent_back_words) == (None, "")


def test_signposts_are_put_in_force_by_who_manages_them(ruled, lena, tom):
    draft = drafting.begin(table=table("signposts"), by=lena)
    change(draft, by=lena, cells={(1, "how"): "Call 0800 000 000"})
    with refused("manage the rules"):
        approving.put_in_force(draft=draft, comment="c", starts_on=today(), by=tom)
    row = approving.put_in_force(draft=draft, comment="New number.", starts_on=today(), by=lena)

    assert row.version.number == 2
    assert row.version.approved_by_ref == ""
    assert queries.in_force("signposts", today()).records[0]["how"] == "Call 0800 000 000"
    assert not Notice.objects.exists()


def test_a_grid_is_not_put_in_force_without_approval(drafted, lena):
    reword(drafted, 1, "Other words", by=lena)
    with refused("approved by somebody else"):
        approving.put_in_force(draft=drafted, comment="c", starts_on=today(), by=lena)


def test_an_approved_version_is_never_changed(proposed, hari):
    approving.approve(draft=proposed, revision=proposed.revision, by=hari)
    rows = RuleTableVersion.objects.filter(number=2)

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        rows.update(comment="x")


def test_another_schools_approver_is_no_approver(proposed, oakfield):
    make_member(oakfield, "Deb Dale", Role.DEPUTY_LEAD, Role.STAFF)

    assert queries.approvers_of(fresh(proposed)) == []


def test_without_its_audit_row_nothing_is_saved(drafted, lena, hari, monkeypatch):
    reword(drafted, 1, "Other words", by=lena)
    with audit_that_fails(monkeypatch):
        approving.propose(draft=drafted, comment="c", starts_on=today(), by=lena)
    approving.propose(draft=drafted, comment="c", starts_on=today(), by=lena)
    with audit_that_fails(monkeypatch):
        approving.approve(draft=drafted, revision=2, by=hari)
    with audit_that_fails(monkeypatch):
        approving.send_back(draft=drafted, reason="No.", by=hari)
    posts = drafting.begin(table=table("signposts"), by=lena)
    change(posts, by=lena, cells={(1, "how"): "Call"})
    with audit_that_fails(monkeypatch):
        approving.put_in_force(draft=posts, comment="c", starts_on=today(), by=lena)
