"""Every figure of a governor report equals a count in plain SQL over the demonstration."""

import pytest
from django_scopes import scope

from esafety.access.roles import Role
from esafety.demo import cast
from esafety.schools import queries as schools
from esafety.schools.models import School
from incidents import queries as incidents
from reports.figures import papers, periods, reading, report_data, standing, whole
from reports.figures.sanctions import actions_of
from reports.figures.whole import Rows
from reports.models import GovernorReport
from tests.aup import plain_sql as agreement_sql
from tests.reports import paper_sql, plain_sql

pytestmark = pytest.mark.django_db
TERMS = 4
# Of the day on which the report is built, or of an incident that the report may count.
_OTHERWISE = ("policy.called.", "meeting.late", "register.monitoring-reports.missing", "survey.")


@pytest.fixture(params=[cast.OAKFIELD, cast.BROOK])
def school(request, small):
    found = School.objects.get(slug=request.param)
    with scope(school=found):
        yield found


@pytest.fixture
def lead(school):
    return schools.holders(Role.LEAD).first()


@pytest.fixture
def last_terms(school):
    """The last terms that have begun, as columns of a report."""
    today = schools.local_today(school)
    begun = [term for term in schools.terms() if term.starts_on <= today]
    return periods.trend_for(begun[-1], list(schools.terms()))[:TERMS]


def of_incidents(school, ids, period):
    return plain_sql.figures(
        school=school,
        first=period.first,
        until=period.until,
        ids=ids,
        today=schools.local_today(school),
    )


def test_every_figure_of_the_incidents_of_four_terms(school, lead, last_terms):
    seen = incidents.visible_to(schools.actor_of(lead))
    ids = list(seen.values_list("pk", flat=True))
    today, told = schools.local_today(school), set()
    for period in last_terms:
        cases = reading.cases(seen, [period], today)
        kinds = sorted({kind for case in cases for kind in case.kinds})
        rows = Rows(kinds, actions_of(cases))
        found = whole.count(cases, rows, schools.calendar_of(school)).cells
        plain = of_incidents(school, ids, period)

        assert {k: n for k, n in found.items() if n} == {k: n for k, n in plain.items() if n}
        told |= {key.partition(".")[0] for key, n in plain.items() if n}
    assert {"all", "closed", "type", "year", "stage", "part", "taken", "act"} <= told


def test_every_printed_number_of_a_new_report(school, lead, last_terms):
    term = schools.terms().get(starts_on=last_terms[0].first)
    report = GovernorReport(school=school, term=term, drafted_by=lead)

    data = report_data.of(report)

    published = {
        column["term"]
        for _report, edition in report_data.queries.published_data()
        for column in (*edition["columns"], *edition.get("trend", ()))
    }
    ids = list(incidents.visible_to(schools.actor_of(lead)).values_list("pk", flat=True))
    plain = {period.code: of_incidents(school, ids, period) for period in last_terms}
    new = [c for c in data["columns"] if c["term"] not in published]
    assert new
    for column in new:
        numbers = {k: n for k, n in column["cells"].items() if isinstance(n, int)}
        of_cases = {k: n for k, n in numbers.items() if k in plain[column["term"]]}
        assert of_cases
        assert of_cases == {k: plain[column["term"]][k] for k in of_cases}


def test_the_schools_own_work_of_four_terms(school, last_terms):
    today, none = schools.local_today(school), incidents.Incident.objects.none()
    for period in last_terms:
        found = papers.of(school, period, today, none)
        numbers = {k: n for k, n in (found.plain | found.people).items() if n}
        plain = paper_sql.papers(
            school=school, first=period.first, last=papers.last_day(period, today)
        )

        kept = {k: n for k, n in numbers.items() if not _is_otherwise(k)}
        assert kept == {k: n for k, n in plain.items() if n and not _is_otherwise(k)}
        assert numbers.get("survey.closed", 0) == plain["survey.closed"]


def _is_otherwise(key):
    """Other registers' choices, and what is not counted between two days."""
    if key.startswith("register.") and key.split(".")[1] not in paper_sql.COUNTED:
        return not key.endswith(".made")
    return key.startswith(_OTHERWISE)


def test_agreements_signed_by_role_and_by_year(school):
    today = schools.local_today(school)
    found = standing.of(school, today).people

    by_hand: dict[str, int] = {}
    for (role, how), n in agreement_sql.by_role(school, today).items():
        by_hand[f"agreement.{role}.people"] = by_hand.get(f"agreement.{role}.people", 0) + n
        if how == "signed":
            by_hand[f"agreement.{role}.signed"] = n
    assert {k: found[k] for k in by_hand} == by_hand
    for role in ("pupils_early", "pupils_primary", "students"):
        years = [k for k in found if k.startswith(f"agreement.{role}.year.")]
        for part in ("people", "signed", "open"):
            of_years = sum(found[key] for key in years if key.endswith(f".{part}"))
            assert of_years == found.get(f"agreement.{role}.{part}", 0)
