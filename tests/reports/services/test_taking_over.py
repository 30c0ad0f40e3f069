"""A draft whose drafter drafts no more goes on in other hands."""

import pytest

from esafety import pdf
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.audit.types import UnknownEventType
from esafety.schools.models import Membership, RoleGrant
from reports import presenters, queries
from reports.models import Edition, GovernorReport
from reports.services import approval, building, drafting, reminding
from tests.factories.incidents import make_incident
from tests.factories.schools import make_member
from tests.reports.conftest import do_jobs

MAIN = "/oakfield/reports/2026-1/governors/"


def again(report):
    return GovernorReport.objects.select_related("term", "school").get(pk=report.pk)


def leaves(actor):
    Membership.objects.filter(pk=actor.membership_id).update(left_on="2026-11-01")


def labels(actor, report):
    return [act.label for act in presenters.acts(actor, again(report))]


def test_who_drafts_takes_over_on_the_reports_page(built, lena, dee, hari, client_of):
    visitor = client_of(dee)
    assert f"{MAIN}take-over/" not in visitor.get(MAIN).content.decode()
    leaves(lena)

    assert f"{MAIN}take-over/" in visitor.get(MAIN).content.decode()
    assert "counted anew" in visitor.get(f"{MAIN}take-over/").content.decode()
    assert again(built).drafted_by_id == lena.membership_id
    assert visitor.post(f"{MAIN}take-over/").url == MAIN
    assert again(built).drafted_by_id == dee.membership_id
    assert AuditEvent.objects.filter(type="report.taken_over").count() == 1
    assert labels(dee, built) == ["Send for approval"]


def test_while_the_drafter_drafts_nobody_takes_over(built, lena, dee, hari, client_of):
    page = client_of(dee).post(f"{MAIN}take-over/").content.decode()

    assert "Somebody else has the report of this term in hand." in page
    assert labels(dee, built) == labels(hari, built) == []


def test_what_was_built_for_another_goes_no_further(oakfield, built, lena, dee, hari):
    make_incident(oakfield, happened_on="2026-10-01", child_protection=True)
    RoleGrant.objects.filter(membership=lena.membership_id, role=Role.LEAD).delete()
    taken = drafting.take_over(report=built, by=dee)
    with pytest.raises(Refused, match="Build the report first"):
        approval.propose(report=taken, by=dee)

    building.ask(report=taken, by=dee)
    do_jobs("report.build")

    first, second = Edition.objects.filter(report=built)
    assert [e.data["columns"][0]["cells"]["all"] for e in (first, second)] == [0, "few"]
    assert second.data["counted_by"]["2026-1"] == [dee.membership_id]
    assert approval.propose(report=again(built), by=dee).status == "ready"


def test_an_edition_that_was_under_way_for_another_is_let_go(report, lena, dee, hari, monkeypatch):
    building.ask(report=report, by=lena)
    leaves(lena)
    render = pdf.render

    def meanwhile(html):
        drafting.take_over(report=report, by=dee)
        return render(html)

    monkeypatch.setattr(pdf, "render", meanwhile)
    do_jobs("report.build")

    assert not Edition.objects.exists()


def test_a_correction_is_taken_over_and_says_who_counted(published, lena, dee, hari):
    leaves(lena)
    assert labels(dee, published) == []
    correction = approval.correct(report=published, reason="A slip.", by=hari)
    assert labels(dee, correction) == ["Take over"]

    drafting.take_over(report=correction, by=dee)
    building.ask(report=correction, by=dee)
    do_jobs("report.build")

    edition = Edition.objects.filter(report=published).last()
    both = sorted([lena.membership_id, dee.membership_id])
    assert edition.data["counted_by"]["2026-1"] == both
    assert approval.propose(report=again(published), by=dee).status == "ready"


def test_who_approved_what_is_published_does_not_draft_its_correction(
    oakfield, published, lena, hari
):
    make_member(oakfield, "Hester Holly", Role.HEAD)
    leaves(lena)
    correction = approval.correct(report=published, reason="A slip.", by=hari)

    with pytest.raises(Refused, match="You approved what is published"):
        drafting.take_over(report=correction, by=hari)
    assert approval.drop_correction(report=again(correction), by=hari).status == "published"


def test_a_drafter_who_became_the_only_head_is_relieved(oakfield, built, lena, dee, hari):
    leaves(hari)
    RoleGrant.objects.filter(membership=lena.membership_id, role=Role.LEAD).update(role=Role.HEAD)

    assert drafting.take_over(report=built, by=dee).drafted_by_id == dee.membership_id


def test_the_only_one_who_approves_takes_nothing_over(built, lena, hari):
    leaves(lena)

    with pytest.raises(Refused, match="somebody else has to draft"):
        drafting.take_over(report=built, by=hari)


@pytest.mark.parametrize("state", ["ready", "approved", "published"])
def test_only_a_draft_is_taken_over(state, request, lena, dee):
    report = request.getfixturevalue(state)
    leaves(lena)

    with pytest.raises(Refused, match="in hand"):
        drafting.take_over(report=report, by=dee)


def test_an_annex_is_taken_over_by_nobody(oakfield, annex, hari):
    other = make_member(oakfield, "Hester Holly", Role.HEAD)
    leaves(hari)

    with pytest.raises(Refused, match="not found"):
        drafting.take_over(report=annex, by=other)


def test_a_case_about_staff_stands_in_nobodys_way(oakfield, term, lena, dee, hari):
    make_incident(oakfield, staff_subject=True, happened_on="2026-10-01")
    report = drafting.start(term=term, by=lena)
    leaves(lena)

    assert [m.pk for m in reminding._whose_turn(again(report))] == [dee.membership_id]
    assert drafting.take_over(report=report, by=dee).drafted_by_id == dee.membership_id


def test_who_may_not_see_it_takes_nothing_over_and_is_reminded_of_nothing(
    oakfield, term, lena, dee, hari, client_of
):
    ed = make_member(oakfield, "Ed Elder", Role.DSL)
    report = drafting.start(term=term, by=dee)
    person = Membership.objects.get(pk=lena.membership_id).person
    make_incident(oakfield, people=[(person, "target")], happened_on="2026-10-01")
    leaves(dee)

    assert client_of(lena).get(f"{MAIN}take-over/").status_code == 404
    with pytest.raises(Refused, match="not found"):
        drafting.take_over(report=report, by=lena)
    assert [m.pk for m in reminding._whose_turn(again(report))] == [ed.membership_id]
    leaves(ed)
    assert reminding._whose_turn(again(report)) == []


def test_of_an_approved_report_whose_drafter_left_only_the_head_is_reminded(
    approved, lena, dee, hari
):
    leaves(lena)

    assert [m.pk for m in reminding._whose_turn(approved)] == [hari.membership_id]


def test_what_was_taken_over_is_the_new_drafters(built, lena, dee, hari):
    leaves(lena)
    drafting.take_over(report=built, by=dee)

    assert list(queries.waiting_for(dee)) == [built]
    assert queries.current_edition(again(built)) is None


def test_when_the_audit_fails_nothing_is_taken_over(built, lena, dee, hari, monkeypatch):
    leaves(lena)
    monkeypatch.delitem(types._WORDS, "report.taken_over")

    with pytest.raises(UnknownEventType):
        drafting.take_over(report=built, by=dee)
    assert again(built).drafted_by_id == lena.membership_id
