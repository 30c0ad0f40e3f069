"""Beginning a report or an annex, and its words."""

import pytest

from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.audit.types import UnknownEventType
from esafety.schools.models import Membership, RoleGrant
from reports import queries
from reports.models import GovernorReport
from reports.services import approval, drafting
from tests.factories.schools import make_member


def last_event():
    return AuditEvent.objects.order_by("-seq").first()


def test_a_lead_begins_the_report_of_a_term(term, lena):
    report = drafting.start(term=term, by=lena)

    assert (report.status, report.part, report.drafted_by_id) == (
        "draft",
        "main",
        lena.membership_id,
    )
    assert last_event().type == "report.drafted"
    assert (last_event().object, last_event().data) == ("report:2026-1", {"term": "2026-1"})


def test_beginning_again_goes_on_with_ones_own(report, term, lena):
    assert drafting.start(term=term, by=lena) == report
    assert GovernorReport.objects.count() == 1


def test_a_report_in_other_hands_stays_there(report, term, dee):
    with pytest.raises(Refused, match="in hand"):
        drafting.start(term=term, by=dee)


def test_a_draft_whose_drafter_has_left_is_taken_over(report, term, lena, dee):
    Membership.objects.filter(pk=lena.membership_id).update(left_on="2026-12-01")

    assert drafting.start(term=term, by=dee).drafted_by_id == dee.membership_id
    assert last_event().type == "report.taken_over"


def test_a_draft_whose_drafter_drafts_no_more_is_taken_over(report, term, lena, dee):
    RoleGrant.objects.filter(membership=lena.membership_id, role=Role.LEAD).delete()

    assert drafting.start(term=term, by=dee).drafted_by_id == dee.membership_id


def test_what_waits_for_approval_is_not_taken_over(ready, term, lena, dee):
    Membership.objects.filter(pk=lena.membership_id).update(left_on="2026-12-01")

    with pytest.raises(Refused, match="in hand"):
        drafting.start(term=term, by=dee)


@pytest.mark.parametrize("who", ["tom", "gwen", "cora", "olu", "nat"])
def test_others_begin_none(term, who, request):
    with pytest.raises(Refused, match="cannot begin"):
        drafting.start(term=term, by=request.getfixturevalue(who))


def test_the_only_one_who_approves_begins_none(term, hari):
    with pytest.raises(Refused, match="somebody else has to draft"):
        drafting.start(term=term, by=hari)


def test_the_head_and_the_chair_each_make_their_own_annex(report, term, hari, cora):
    first, second = (drafting.start_annex(term=term, by=by) for by in (hari, cora))

    assert first != second
    assert drafting.start_annex(term=term, by=hari) == first
    assert AuditEvent.objects.filter(object=first.audit_ref).count() == 1


@pytest.mark.parametrize("who", ["lena", "dee", "tom", "gwen"])
def test_others_make_no_annex(report, term, who, request):
    with pytest.raises(Refused, match="cannot make"):
        drafting.start_annex(term=term, by=request.getfixturevalue(who))


def test_there_is_no_annex_before_there_is_a_report(term, hari):
    with pytest.raises(Refused, match="not been begun"):
        drafting.start_annex(term=term, by=hari)


def test_the_drafter_of_the_report_needs_no_annex(oakfield, term, hari):
    make_member(oakfield, "Hester Holly", Role.HEAD)
    drafting.start(term=term, by=hari)

    with pytest.raises(Refused, match="counts all that you may see"):
        drafting.start_annex(term=term, by=hari)


def test_words_are_saved_and_not_put_in_the_audit_log(report, lena):
    saved = drafting.write_words(report=report, texts={"incidents": "A calm term."}, by=lena)

    assert queries.texts_of(saved) == {"incidents": "A calm term."}
    assert last_event().data == {"characters": {"incidents": 12}}


def test_words_of_what_waits_are_not_changed(ready, lena):
    with pytest.raises(Refused, match="no longer a draft"):
        drafting.write_words(report=ready, texts={"incidents": "Others."}, by=lena)


@pytest.mark.parametrize("key", ["gossip", "correction"])
def test_words_stand_in_a_section_of_the_report(built, lena, key):
    with pytest.raises(Refused, match="no such section"):
        drafting.write_words(report=built, texts={key: "Words."}, by=lena)


def test_words_of_an_annex_are_its_makers(annex, lena, hari):
    with pytest.raises(Refused, match="not found"):
        drafting.write_words(report=annex, texts={"incidents": "Others."}, by=lena)
    assert drafting.write_words(report=annex, texts={"incidents": "Mine."}, by=hari)


@pytest.mark.parametrize("event", ["report.drafted", "report.taken_over", "report.words_changed"])
def test_when_the_audit_fails_nothing_is_saved(monkeypatch, report, term, lena, dee, hari, event):
    monkeypatch.delitem(types._WORDS, event)
    Membership.objects.filter(pk=lena.membership_id).update(left_on="2026-12-01")
    acts = {
        "report.drafted": lambda: drafting.start_annex(term=term, by=hari),
        "report.taken_over": lambda: drafting.start(term=term, by=dee),
        "report.words_changed": lambda: drafting.write_words(
            report=report, texts={"incidents": "Others."}, by=dee
        ),
    }

    with pytest.raises(UnknownEventType):
        acts[event]()

    assert queries.texts_of(GovernorReport.objects.get()) == {}
    assert GovernorReport.objects.get().drafted_by_id == lena.membership_id


def test_when_the_audit_fails_no_report_is_begun(monkeypatch, term, lena):
    monkeypatch.delitem(types._WORDS, "report.drafted")

    with pytest.raises(UnknownEventType):
        drafting.start(term=term, by=lena)

    assert not GovernorReport.objects.exists()


def test_a_report_that_went_back_is_written_in_again(ready, hari, lena):
    back = approval.send_back(report=ready, reason="Say what comes next.", by=hari)

    assert drafting.write_words(report=back, texts={"incidents": "Next: a meeting."}, by=lena)
