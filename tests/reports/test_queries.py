"""Which reports exist for whom."""

from datetime import date

import pytest
from django_scopes import scope

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.schools.models import Membership, Term
from esafety.schools.services import members
from reports import queries
from reports.choices import Span
from reports.models import Edition, GovernorReport
from reports.services import approval, drafting
from tests.factories.incidents import make_incident
from tests.factories.schools import make_member, make_terms
from tests.reports.conftest import do_jobs


def names(actor):
    return {report.audit_ref for report in queries.visible_to(actor)}


def involve(school, actor, day="2026-10-01"):
    person = Membership.objects.get(pk=actor.membership_id).person
    return make_incident(school, people=[(person, "target")], happened_on=day)


def test_a_draft_exists_for_those_who_draft_and_approve(report, lena, dee, hari, gwen, cora, tom):
    assert names(lena) == names(dee) == names(hari) == {"report:2026-1"}
    assert names(gwen) == names(cora) == names(tom) == set()


def test_a_published_report_exists_for_all_who_read_reports(
    oakfield, published, gwen, cora, tom, olu
):
    senior = make_member(oakfield, "Sana Sorrel", Role.SENIOR_LEADER)

    assert names(gwen) == names(cora) == names(senior) == {"report:2026-1"}
    assert names(tom) == names(olu) == set()


def test_an_approved_report_is_not_yet_for_governors(approved, gwen):
    assert names(gwen) == set()


def test_an_annex_exists_for_its_maker_alone(annex, lena, dee, hari, cora, gwen, tom):
    assert annex.audit_ref in names(hari)
    for actor in (lena, dee, cora, gwen, tom):
        assert annex.audit_ref not in names(actor)


def test_a_chairs_annex_does_not_exist_for_the_head(report, cora, hari, lena):
    annex = drafting.start_annex(term=report.term, by=cora)

    assert names(cora) == {annex.audit_ref}
    assert annex.audit_ref not in names(hari) | names(lena)


def test_a_maker_who_has_lost_the_role_loses_the_annex(oakfield, annex, hari):
    plain = Actor(hari.school_id, hari.user_id, hari.membership_id, frozenset({Role.LEAD}))

    assert annex.audit_ref not in names(plain)


def test_a_system_actor_sees_no_report(report, oakfield):
    assert names(Actor.for_system("reports", school_id=oakfield.pk)) == set()


def test_another_school_has_none_of_it(report, brook, boris):
    with scope(school=brook):
        assert names(boris) == set()


def test_who_is_named_in_a_counted_case_does_not_learn_of_it_from_the_totals(
    oakfield, published, lena, dee, hari, gwen
):
    """Dee reads the log: a report with one case more than her log would tell her of it."""
    involve(oakfield, dee)

    assert names(dee) == set()
    assert names(lena) == names(hari) == names(gwen) == {"report:2026-1"}


def test_a_case_of_another_time_hides_nothing(oakfield, published, dee):
    involve(oakfield, dee, day="2025-03-01")

    assert names(dee) == {"report:2026-1"}


def test_when_the_drafter_has_left_the_same_holds(oakfield, published, lena, dee, hari):
    Membership.objects.filter(pk=lena.membership_id).update(left_on="2026-12-19")
    assert names(dee) == {"report:2026-1"}

    involve(oakfield, dee)
    assert names(dee) == set()


@pytest.mark.parametrize("gone", ["left", "another role"])
def test_what_only_the_head_sees_hides_no_report_once_its_drafter_has_gone(
    oakfield, published, lena, dee, hari, gone
):
    make_incident(oakfield, staff_subject=True, happened_on="2026-10-01")
    if gone == "left":
        Membership.objects.filter(pk=lena.membership_id).update(left_on="2026-12-19")
    else:
        members.take_role(
            by=hari, membership=Membership.objects.get(pk=lena.membership_id), role=Role.LEAD
        )

    assert names(dee) == {"report:2026-1"}


def test_for_who_never_drafted_nothing_is_counted(oakfield, tom):
    assert queries.drafter_of(tom.membership_id) is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_same_queries_for_one_report_and_for_many(
    oakfield, lena, dee, hari, django_assert_num_queries, number
):
    make_terms(oakfield, 2025)
    for term in Term.objects.all()[:number]:
        drafting.start(term=term, by=lena)
    with django_assert_num_queries(15):
        assert len(queries.visible_to(dee)) == number


def test_what_waits_for_whom(report, lena, hari, dee, gwen):
    assert list(queries.waiting_for(lena)) == [report]
    assert list(queries.waiting_for(hari)) == list(queries.waiting_for(dee)) == []


def test_what_is_ready_waits_for_the_head(ready, lena, hari):
    assert list(queries.waiting_for(hari)) == [ready]
    assert list(queries.waiting_for(lena)) == []


def test_what_is_approved_waits_for_both(approved, lena, hari, gwen):
    assert list(queries.waiting_for(hari)) == list(queries.waiting_for(lena)) == [approved]
    assert list(queries.waiting_for(gwen)) == []


def test_published_reports(published, gwen, tom):
    assert list(queries.published_for(gwen)) == [published]
    assert list(queries.published_for(tom)) == []


def test_editions_of_a_published_report(published, lena, gwen):
    assert [e.number for e in queries.editions_for(lena, published)] == [2, 1]
    assert [e.number for e in queries.editions_for(gwen, published)] == [2]


def test_a_reader_sees_no_edition_of_what_is_not_published(built, gwen):
    assert list(queries.editions_for(gwen, built)) == []


def test_the_editions_of_an_annex_are_its_makers(annex, hari, lena):
    assert queries.editions_for(hari, annex).count() == 1
    assert queries.editions_for(lena, annex).count() == 0


def test_lists_never_read_the_bytes_of_a_pdf(built, lena, django_assert_num_queries):
    with django_assert_num_queries(1):
        [edition] = Edition.objects.filter(report=built).defer("pdf", "data")
        assert edition.pdf_sha256
    assert queries.editions_for(lena, built)[0].get_deferred_fields() == {"pdf", "data"}
    assert queries.edition_data(edition).get_deferred_fields() == {"pdf"}


def test_the_current_edition_has_the_present_words(built, lena):
    assert queries.current_edition(built).number == 1
    drafting.write_words(report=built, texts={"incidents": "Other words."}, by=lena)

    assert queries.current_edition(GovernorReport.objects.get(pk=built.pk)) is None


def test_the_final_edition_is_that_of_the_present_approval(approved, hari, lena):
    assert queries.final_edition(approved).final
    again = approval.send_back(report=approved, reason="One thing more.", by=hari)
    assert queries.final_edition(again) is None

    approval.approve(report=approval.propose(report=again, by=lena), by=hari)
    assert queries.final_edition(GovernorReport.objects.get(pk=again.pk)) is None
    do_jobs()
    assert queries.final_edition(GovernorReport.objects.get(pk=again.pk)).number == 3


def test_terms_to_begin_a_report_for(oakfield, report):
    assert queries.times_without_report(date(2026, 12, 1)) == []
    assert [t.code for t in queries.times_without_report(date(2027, 2, 1))] == ["2026-2"]


def test_a_school_year_is_offered_once_its_last_term_is_over(oakfield, report, lena):
    def offered(day):
        return [t.code for t in queries.times_without_report(day)]

    assert offered(date(2027, 7, 21)) == ["2026-3", "2026-2"]
    assert offered(date(2027, 7, 22)) == ["2026-year", "2026-3", "2026-2"]
    drafting.start(term=Term.objects.last(), by=lena, span=Span.YEAR)
    assert offered(date(2027, 7, 22)) == ["2026-3", "2026-2"]


def test_terms_to_begin_an_annex_for(report, hari, cora):
    assert [t.term for t in queries.times_without_annex(hari)] == [report.term]
    drafting.start_annex(term=report.term, by=hari)

    assert queries.times_without_annex(hari) == []
    assert [t.code for t in queries.times_without_annex(cora)] == ["2026-1"]


def test_everyone_a_report_is_for(oakfield, gwen, cora, lena):
    safe = make_member(oakfield, "Esme Elder", Role.ESAFETY_GOVERNOR)

    assert {m.pk for m in queries.governors()} == {a.membership_id for a in (gwen, cora, safe)}
