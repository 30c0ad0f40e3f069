"""The data of an edition: equal to plain SQL, of what the drafter may see, and without words."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from esafety.access.roles import Role
from esafety.schools import queries as schools
from esafety.schools.models import Membership, RoleGrant, Term
from incidents import queries as incidents
from policies.registers.declared import named
from reports.figures import reading, report_data, whole
from reports.figures.periods import Period, periods_for
from reports.figures.reading import Child
from reports.figures.sanctions import actions_of
from reports.figures.tables import tables_of
from reports.figures.whole import Rows
from reports.services import drafting
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.factories.schools import make_member, make_terms
from tests.policies.registers.filled import make_entry
from tests.reports.attached import attach
from tests.reports.invented import some_incidents
from tests.reports.plain_sql import figures

PAPERS = {"training", "register", "meeting", "survey", "policy", "agreement", "reading"}
TODAY = date(2026, 11, 21)


def counted(report, period, calendar):
    """The raw numbers of one column, as they are before anything is covered."""
    cases = reading.cases(report_data._incidents(report), [period], TODAY)
    kinds = sorted({kind for case in cases for kind in case.kinds})
    return whole.count(cases, Rows(kinds, actions_of(cases)), calendar)


def all_cases(actor):
    return reading.cases(
        incidents.visible_to(actor), [Period("", "", date(2020, 9, 1), None)], TODAY
    )


def days(first, number):
    return [first + timedelta(days=n) for n in range(number)]


@pytest.mark.parametrize(
    ("year", "number", "first"),
    [
        (2025, 2, date(2026, 1, 5)),
        (2025, 3, date(2026, 4, 13)),
        (2026, 1, date(2026, 9, 3)),
        (2026, 2, date(2027, 1, 5)),
    ],
)
def test_every_figure_equals_plain_sql(oakfield, lena, hari, dee, year, number, first):
    make_terms(oakfield, 2025)
    made = some_incidents(
        oakfield,
        days=days(first, 90),
        number=60,
        seed=number,
        handler=lena,
        named=[lena, hari, dee],
    )
    attach(made, by=lena, seed=number)
    report = drafting.start(term=Term.objects.get(academic_year=year, number=number), by=lena)
    for period in periods_for(report.term):
        found = counted(report, period, schools.calendar_of(report.school)).cells
        plain = figures(
            school=oakfield,
            first=period.first,
            until=period.until,
            named=[lena.membership_id, hari.membership_id],
            today=TODAY,
        )

        assert {k: n for k, n in found.items() if n} == {k: n for k, n in plain.items() if n}
        assert set(plain) <= set(found)


def test_large_numbers_are_printed_as_they_are(oakfield, report, lena):
    some_incidents(oakfield, days=days(date(2026, 9, 3), 90), number=70, handler=lena)

    [column] = report_data.of(report)["columns"]

    plain = figures(school=oakfield, first=date(2026, 9, 2), until=date(2027, 1, 4), named=[])
    shown = {k: n for k, n in column["cells"].items() if isinstance(n, int) and n}
    assert shown["all"] == plain["all"]
    own = {key for key in shown if key.partition(".")[0] not in PAPERS}
    assert {key: shown[key] for key in own}.items() <= plain.items()


def test_a_small_school_shows_no_number_below_five(oakfield, report, lena):
    some_incidents(oakfield, days=[date(2026, 10, 1)], number=9, handler=lena)

    [column] = report_data.of(report)["columns"]

    cells = {k: c for k, c in column["cells"].items() if k.partition(".")[0] not in PAPERS}
    assert {c for c in cells.values() if isinstance(c, int)} & {1, 2, 3, 4} == set()
    assert "few" in column["cells"].values()


def test_nothing_of_an_incident_but_codes_is_read(oakfield, report, lena):
    make_incident(
        oakfield,
        people=[(make_person(oakfield, "Ivy Ivory"), "target")],
        happened_on=date(2026, 10, 1),
    )
    with CaptureQueriesContext(
        connection,
    ) as ran:
        data = report_data.of(report)

    read = " ".join(q["sql"] for q in ran if 'FROM "incidents_incident"' in q["sql"])
    selected = " ".join(part.partition("FROM")[0] for part in read.split("SELECT"))
    for word in ("description", "summary", "reference", "typed_name", "search_text", "evidence"):
        assert f'"{word}"' not in selected
    assert "Ivory" not in json.dumps(data)


def test_the_cases_of_a_term_take_the_same_few_queries(
    oakfield, lena, term, django_assert_num_queries
):
    attach(some_incidents(oakfield, days=[date(2026, 10, 1)], number=30, handler=lena), by=lena)
    rows, period = incidents.visible_to(lena), periods_for(term)
    with django_assert_num_queries(9):
        assert len(reading.cases(rows, period, TODAY)) == 30
    with django_assert_num_queries(0):
        assert reading.cases(rows, [], TODAY) == []


def test_a_child_counts_once_in_an_incident_and_again_in_the_next(oakfield, lena):
    child = make_person(oakfield, "Ivy Ivory", year_group="9")
    make_incident(oakfield, people=[(child, "target"), (child, "witness")])
    make_incident(oakfield, people=[(child, "target")])

    found = [case.children for case in all_cases(lena)]

    assert found == [(Child("9", "target"),), (Child("9", "target"),)]


def test_someone_taken_off_the_record_is_not_counted(oakfield, lena):
    made = make_incident(oakfield, people=[(make_person(oakfield, "Ivy Ivory"), "target")])
    made.involved.update(removed_at=timezone.now())

    assert all_cases(lena)[0].children == ()


def test_an_incident_without_a_type_has_a_row_of_its_own(oakfield, report, lena):
    make_incident(oakfield, types=[], happened_on=date(2026, 10, 1))

    data = report_data.of(report)

    assert data["kinds"][-1]["code"] == "none"
    assert data["columns"][0]["cells"]["type.none"] == "few"


def test_the_report_counts_what_its_drafter_may_see(oakfield, report, lena, dee, hari):
    some_incidents(oakfield, days=[date(2026, 10, 1)], number=8, handler=lena)
    lena_person = Membership.objects.get(pk=lena.membership_id).person
    for _n in range(6):
        make_incident(oakfield, people=[(lena_person, "offender")], happened_on=date(2026, 10, 1))
    seen = incidents.visible_to(lena).exclude(status="not_incident").count()

    assert report_data.of(report)["columns"][0]["cells"]["all"] == seen
    assert incidents.visible_to(hari).exclude(status="not_incident").count() == seen + 6


def test_the_annex_counts_what_the_drafter_may_not_see(oakfield, report, lena, hari):
    some_incidents(oakfield, days=[date(2026, 10, 1)], number=8, handler=lena)
    lena_person = Membership.objects.get(pk=lena.membership_id).person
    for _n in range(6):
        make_incident(oakfield, people=[(lena_person, "offender")], happened_on=date(2026, 10, 1))
    annex = drafting.start_annex(term=report.term, by=hari)

    assert report_data.of(annex)["columns"][0]["cells"]["all"] == 6


def test_the_chairs_annex_counts_what_names_the_head(oakfield, report, lena, hari, cora):
    head = Membership.objects.get(pk=hari.membership_id).person
    for _n in range(5):
        make_incident(oakfield, people=[(head, "offender")], happened_on=date(2026, 10, 1))
    heads = drafting.start_annex(term=report.term, by=hari)
    chairs = drafting.start_annex(term=report.term, by=cora)

    assert report_data.of(heads)["columns"][0]["cells"]["all"] == 0
    assert report_data.of(chairs)["columns"][0]["cells"]["all"] == 5


def test_an_annex_tells_of_the_registers_that_its_maker_alone_reads(oakfield, report, hari, cora):
    for n in range(5):
        one = make_person(oakfield, f"Tim Thyme{n}", kind="pupil")
        make_entry(named("monitoring-of-a-person"), oakfield, hari, who=one.pk)
    head = Membership.objects.get(pk=hari.membership_id).person
    make_entry(named("monitoring-of-a-person"), oakfield, cora, who=head.pk)
    made = [drafting.start_annex(term=report.term, by=actor) for actor in (hari, cora)]
    row = "Restricted registers: entries made"

    heads, chairs = (tables_of(report_data.of(annex)) for annex in made)

    assert [table.rows[0].cells[0] for table in heads if table.title == row] == ["5"]
    assert [table.rows[0].cells[0] for table in chairs if table.title == row] == ["6"]
    assert "monitoring-of-a-person" not in str(report_data.of(report))


def test_an_annex_made_before_has_no_such_table(oakfield, report, hari):
    data = report_data.of(drafting.start_annex(term=report.term, by=hari))
    data["columns"][0]["cells"].pop("register.monitoring-of-a-person.made")

    assert "restricted" not in [table.key for table in tables_of(data)]


def test_when_the_drafter_has_left_it_counts_what_they_could_and_not_what_the_head_sees(
    oakfield, report, lena, hari
):
    for n in range(12):
        make_incident(oakfield, happened_on=date(2026, 10, 1), staff_subject=n < 5)
    assert report_data.of(report)["columns"][0]["cells"]["all"] == 7
    Membership.objects.filter(pk=lena.membership_id).update(left_on=date(2026, 10, 2))

    assert report_data.of(report)["columns"][0]["cells"]["all"] == 7


def test_with_nobody_to_count_for_nothing_is_counted(oakfield, report, lena, hari):
    RoleGrant.objects.all().delete()

    with pytest.raises(report_data.NobodyCounts):
        report_data.of(report)


def test_schools_never_meet(oakfield, brook, report, boris):
    with scope(school=brook):
        make_terms(brook)
        for _n in range(7):
            make_incident(brook, happened_on=date(2026, 10, 1))

    assert report_data.of(report)["columns"][0]["cells"]["all"] == 0


def test_a_published_term_stays_as_it_was_published(oakfield, published, lena, hari):
    frozen = published.editions.last().data["columns"][0]
    for _n in range(9):
        make_incident(oakfield, happened_on=date(2026, 10, 1))
    spring = drafting.start(term=Term.objects.get(academic_year=2026, number=2), by=lena)

    own, before = report_data.of(spring)["columns"]

    assert before == frozen
    assert own["term"] == "2026-2"


def test_a_term_that_is_not_published_is_counted_again(oakfield, approved, lena):
    for _n in range(9):
        make_incident(oakfield, happened_on=date(2026, 10, 1))
    spring = drafting.start(term=Term.objects.get(academic_year=2026, number=2), by=lena)

    assert report_data.of(spring)["columns"][1]["cells"]["all"] == 9


def test_a_leads_deputy_counts_for_herself(oakfield, term, lena, hari):
    dora = make_member(oakfield, "Dora Damson", Role.DEPUTY_LEAD, Role.STAFF)
    lena_person = Membership.objects.get(pk=lena.membership_id).person
    for _n in range(5):
        make_incident(oakfield, people=[(lena_person, "target")], happened_on=date(2026, 10, 1))

    assert report_data.of(drafting.start(term=term, by=dora))["columns"][0]["cells"]["all"] == 5
