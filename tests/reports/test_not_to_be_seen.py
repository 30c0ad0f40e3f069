"""A report that counts a case naming the lead tells them nothing: not by a column in one of their
own, not by its words, and not by being offered."""

from datetime import date

import pytest

from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.schools.models import Membership, Term
from reports import queries
from reports.choices import Span
from reports.figures import report_data
from reports.figures.tables import tables_of
from reports.models import Edition, GovernorReport
from reports.services import approval, building, drafting
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.reports.conftest import do_jobs

BEGIN = "/oakfield/reports/begin/"


def publish(report, drafter, head):
    building.ask(report=report, by=drafter)
    do_jobs("report.build")
    waiting = approval.propose(report=GovernorReport.objects.get(pk=report.pk), by=drafter)
    approval.approve(report=waiting, by=head)
    do_jobs("report.build")
    return approval.publish(report=GovernorReport.objects.get(pk=report.pk), by=head)


def cases(school, named, day=date(2026, 10, 1)):
    """Nine ordinary cases of one day, and one that names a member."""
    for number in range(9):
        one = make_person(school, f"A{number} Bcd")
        make_incident(school, people=[(one, "target")], happened_on=day)
    person = Membership.objects.get(pk=named.membership_id).person
    return make_incident(school, people=[(person, "target")], happened_on=day)


def all_by_term(data):
    return {c["term"]: c["cells"].get("all") for c in (*data["columns"], *data["trend"])}


@pytest.fixture
def hidden(oakfield, term, lena, dee, hari):
    """Dee's published report of autumn, with a case that names Lena."""
    cases(oakfield, lena)
    report = drafting.start(term=term, by=dee)
    drafting.write_words(report=report, texts={"incidents": "Ten cases in all."}, by=dee)
    return publish(report, dee, hari)


@pytest.fixture
def spring(hidden, lena):
    return drafting.start(term=Term.objects.get(number=2), by=lena)


def test_what_the_drafter_may_not_see_is_not_printed_beside_their_own(
    hidden, spring, lena, client_of
):
    building.ask(report=spring, by=lena)
    do_jobs("report.build")
    data = Edition.objects.get(report=spring).data

    assert hidden not in queries.visible_to(lena)
    assert all_by_term(data) == {"2026-2": 0, "2026-1": None}
    assert {row.cells[1] for t in tables_of(data) if t.key == "glance" for row in t.rows} == {
        "no data"
    }
    page = client_of(lena).get(spring.get_absolute_url()).content.decode()
    assert "no data" in page
    assert ">10<" not in page


def test_who_may_see_it_has_it_beside_their_own_as_it_was_published(hidden, dee):
    later = drafting.start(term=Term.objects.get(number=2), by=dee)
    data = report_data.of(later)

    assert all_by_term(data)["2026-1"] == 10
    assert data["counted_by"]["2026-1"] == [dee.membership_id]


def test_a_year_is_not_added_up_from_what_may_not_be_seen(hidden, lena):
    year = drafting.start(term=Term.objects.get(number=3), by=lena, span=Span.YEAR)
    data = report_data.of(year)

    assert "all" not in data["columns"][0]["cells"]
    assert tables_of(data)


def test_a_year_that_may_not_be_seen_is_not_counted_again(oakfield, hidden, lena, dee, hari):
    year = drafting.start(term=Term.objects.get(number=3), by=dee, span=Span.YEAR)
    publish(year, dee, hari)
    before = report_data._published_before(
        GovernorReport(school=oakfield, term=year.term, drafted_by_id=lena.membership_id)
    )

    assert before.unseen == {"2026-1", "2026-2", "2026-3", "2026-year"}


def test_the_words_of_it_do_not_stand_beside_the_next_ones(hidden, spring, lena, dee, client_of):
    page = client_of(lena).get(spring.url("words")).content.decode()

    assert "Ten cases" not in page
    assert queries.previous(lena, spring) is None
    assert queries.previous(dee, spring).report_id == hidden.pk


def test_what_stays_as_it_was_published_hides_a_report_as_well(oakfield, hidden, dee, hari):
    """Ed's report has Dee's column, and Ed may no longer see the case: who is named in it sees
    neither report."""
    ed = make_member(oakfield, "Ed Elder", Role.DSL)
    lou = make_member(oakfield, "Lou Linden", Role.SENIOR_LEADER)
    later = drafting.start(term=Term.objects.get(number=2), by=ed)
    publish(later, ed, hari)
    person = Membership.objects.get(pk=ed.membership_id).person
    other = Membership.objects.get(pk=lou.membership_id).person
    assert set(queries.visible_to(lou)) == {hidden, later}

    make_incident(
        oakfield, people=[(person, "target"), (other, "target")], happened_on=date(2026, 10, 3)
    )

    assert set(queries.visible_to(lou)) == set()
    assert set(queries.visible_to(hari)) == {hidden, later}


def test_an_edition_that_does_not_say_who_counted_is_its_drafters(hidden, lena, dee):
    data = {"columns": [{"term": "2026-1"}], "trend": [{"term": "2025-3"}]}

    me = dee.membership_id
    assert queries._all_by(me, data) == {"2026-1": [me], "2025-3": [me]}


def test_a_term_is_not_offered_whose_report_may_not_be_seen(hidden, lena, client_of):
    visitor = client_of(lena)
    page = visitor.get(BEGIN).content.decode()
    answer = visitor.post(BEGIN, {"term": "2026-1"}).content.decode()

    assert "2026-1" not in page
    assert "Choose a term from the list." in answer


def test_it_is_refused_in_the_words_of_any_that_is_in_other_hands(hidden, term, lena, hari):
    with pytest.raises(Refused) as refused:
        drafting.start(term=term, by=lena)
    GovernorReport.objects.filter(pk=hidden.pk).update(status="draft")
    with pytest.raises(Refused) as draft:
        drafting.start(term=term, by=lena)

    assert refused.value.sentence == draft.value.sentence
    assert "in hand" in draft.value.sentence


def test_the_draft_of_a_drafter_who_left_is_not_taken_over_unseen(oakfield, term, lena, dee, hari):
    cases(oakfield, lena)
    report = drafting.start(term=term, by=dee)
    Membership.objects.filter(pk=dee.membership_id).update(left_on="2026-11-01")

    with pytest.raises(Refused, match="in hand"):
        drafting.start(term=term, by=lena)
    assert GovernorReport.objects.get(pk=report.pk).drafted_by_id == dee.membership_id
