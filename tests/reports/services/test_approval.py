"""From a draft to the governors: every transition, and who makes it."""

import pytest
from django.core import mail

from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.audit.types import UnknownEventType
from esafety.jobs.models import Job
from esafety.schools.models import Membership
from reports.models import GovernorReport
from reports.services import approval, building, drafting
from tests.factories.people import make_person
from tests.reports.conftest import do_jobs


def status_of(report):
    return GovernorReport.objects.get(pk=report.pk).status


def last_type():
    return AuditEvent.objects.order_by("-seq").first().type


def test_the_whole_way(built, lena, hari, gwen, cora):
    approval.propose(report=built, by=lena)
    assert (status_of(built), last_type()) == ("ready", "report.proposed")

    approval.approve(report=built, by=hari)
    assert status_of(built) == "approved"
    assert AuditEvent.objects.get(type="report.approved").data == {"edition": 1}
    do_jobs()

    done = approval.publish(report=built, by=hari)
    assert (done.status, last_type()) == ("published", "report.published")
    assert done.published_by_id == hari.membership_id


@pytest.mark.parametrize("who", ["dee", "hari", "tom", "gwen", "cora"])
def test_only_the_drafter_proposes(built, who, request):
    with pytest.raises(Refused):
        approval.propose(report=built, by=request.getfixturevalue(who))
    assert status_of(built) == "draft"


@pytest.mark.parametrize("who", ["lena", "dee", "tom", "gwen", "cora", "olu"])
def test_only_the_head_approves(ready, who, request):
    with pytest.raises(Refused):
        approval.approve(report=ready, by=request.getfixturevalue(who))
    assert status_of(ready) == "ready"


@pytest.mark.parametrize("who", ["dee", "tom", "gwen", "cora"])
def test_others_send_nothing_back(ready, who, request):
    with pytest.raises(Refused):
        approval.send_back(report=ready, reason="No.", by=request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["dee", "tom", "gwen", "cora"])
def test_others_publish_nothing(approved, who, request):
    with pytest.raises(Refused):
        approval.publish(report=approved, by=request.getfixturevalue(who))


def test_the_drafter_may_publish_what_is_approved(approved, lena):
    assert approval.publish(report=approved, by=lena).status == "published"


def test_nothing_is_published_before_the_final_edition_is_there(ready, hari):
    approved = approval.approve(report=ready, by=hari)

    with pytest.raises(Refused, match="final edition"):
        approval.publish(report=approved, by=hari)


def test_sending_back_keeps_the_reason_for_the_drafter_and_out_of_the_audit_log(ready, hari):
    back = approval.send_back(report=ready, reason="Say what comes next.", by=hari)

    assert (back.status, back.sent_back_words) == ("draft", "Say what comes next.")
    assert AuditEvent.objects.get(type="report.sent_back").data == {}


def test_the_drafter_takes_it_back(ready, lena):
    assert approval.send_back(report=ready, reason="A slip.", by=lena).status == "draft"


def test_an_approval_is_void_when_the_report_goes_back(approved, hari):
    back = approval.send_back(report=approved, reason="One thing more.", by=hari)

    assert (back.approved_at, back.approved_by) == (None, None)


def test_a_reason_is_needed(ready, hari):
    with pytest.raises(Refused, match="Give a reason"):
        approval.send_back(report=ready, reason=" ", by=hari)


def test_a_report_without_an_edition_goes_nowhere(report, lena):
    with pytest.raises(Refused, match="Build the report first"):
        approval.propose(report=report, by=lena)


def with_words(report, lena, words, *, cleared):
    drafting.write_words(report=report, texts={"incidents": words}, by=lena)
    if cleared:
        names = {("incidents", "ivory")}
        drafting.clear_names(report=report, names=names, reason="A trust.", by=lena)
    building.ask(report=report, by=lena)
    do_jobs()


def test_words_with_a_name_of_the_directory_go_no_further(oakfield, report, lena):
    make_person(oakfield, "Ivy Ivory")
    with_words(report, lena, "Ivory was upset.", cleared=False)

    with pytest.raises(Refused, match="names of people"):
        approval.propose(report=report, by=lena)


def test_words_with_a_cleared_name_go_on(oakfield, report, lena):
    make_person(oakfield, "Ivy Ivory")
    with_words(report, lena, "Thanks to the Ivory Trust.", cleared=True)

    assert approval.propose(report=report, by=lena).status == "ready"


def test_a_name_that_joined_since_stops_the_approval(oakfield, ready, hari):
    make_person(oakfield, "Cal Calm")

    with pytest.raises(Refused, match="names of people"):
        approval.approve(report=ready, by=hari)


def test_an_annex_is_finished_by_its_maker(annex, hari):
    done = approval.approve(report=annex, by=hari)
    do_jobs()

    assert done.status == "approved"
    assert annex.editions.filter(final=True).count() == 1


def test_an_annex_goes_to_nobody(annex, hari):
    for act in (approval.propose, approval.publish):
        with pytest.raises(Refused, match="cannot become"):
            act(report=annex, by=hari)


def test_what_one_may_not_see_is_not_found(annex, lena):
    with pytest.raises(Refused, match="not found"):
        approval.approve(report=annex, by=lena)


def test_each_governor_is_told_once_with_a_link_alone(published, hari, gwen, cora):
    do_jobs()

    assert sorted(m.to[0] for m in mail.outbox) == [
        "cora@oakfield.example",
        "gwen@oakfield.example",
    ]
    assert "/oakfield/reports/2026-1/governors/" in mail.outbox[0].body
    assert "calm" not in mail.outbox[0].body


def test_a_governor_who_left_meanwhile_is_not_told(published, gwen):
    Membership.objects.filter(pk=gwen.membership_id).update(left_on="2026-12-19")
    do_jobs()

    assert [m.to[0] for m in mail.outbox] == ["cora@oakfield.example"]


ACTS = {
    "report.proposed": ("built", "lena", lambda r, by: approval.propose(report=r, by=by)),
    "report.approved": ("ready", "hari", lambda r, by: approval.approve(report=r, by=by)),
    "report.sent_back": (
        "ready",
        "hari",
        lambda r, by: approval.send_back(report=r, reason="x", by=by),
    ),
    "report.published": ("approved", "hari", lambda r, by: approval.publish(report=r, by=by)),
}


@pytest.mark.parametrize("event", ACTS)
def test_when_the_audit_fails_nothing_is_saved(monkeypatch, request, event):
    fixture, who, act = ACTS[event]
    report, by = request.getfixturevalue(fixture), request.getfixturevalue(who)
    before, waiting = status_of(report), Job.objects.count()
    monkeypatch.delitem(types._WORDS, event)

    with pytest.raises(UnknownEventType):
        act(report, by)

    assert status_of(report) == before
    assert Job.objects.count() == waiting
