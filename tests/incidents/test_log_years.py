"""The terms that the log and the trends offer: from the first school year of which the reader sees
an incident to this one."""

import re
from datetime import date

import pytest

from incidents import queries
from incidents.log.options import options_of
from incidents.models import Incident
from tests.factories.incidents import make_incident
from tests.factories.schools import make_terms

LOG, TRENDS = "/oakfield/incidents/", "/oakfield/reports/trends/"
THIS_YEAR = ["2026-2", "2026-1"]
LAST_YEAR = ["2025-3", "2025-2", "2025-1"]


@pytest.fixture(autouse=True)
def _today(oakfield, time_machine):
    time_machine.move_to("2027-02-01 12:00")
    for year in (2023, 2024, 2025):
        make_terms(oakfield, year)


def offered(school, actor, asked=""):
    options = options_of(school, queries.visible_to(actor))
    return [code for code, _label in options.term_choices(asked)]


def on_page(client, address):
    html = client.get(address).content.decode()
    [select] = re.findall(r'<select[^>]*name="term".*?</select>', html, re.DOTALL)
    return list(re.findall(r'value="(\d{4}-\d)"', select))


def test_they_begin_with_the_school_year_of_the_first_incident(oakfield, lena):
    make_incident(oakfield, happened_on=date(2026, 11, 2))
    assert offered(oakfield, lena) == THIS_YEAR

    make_incident(oakfield, happened_on=date(2026, 5, 1))
    assert offered(oakfield, lena) == THIS_YEAR + LAST_YEAR


def test_the_holiday_before_a_school_year_belongs_to_the_one_before(oakfield, lena):
    make_incident(oakfield, happened_on=date(2026, 8, 31))

    assert offered(oakfield, lena) == THIS_YEAR + LAST_YEAR


def test_without_an_incident_this_school_year_is_offered(oakfield, lena):
    assert offered(oakfield, lena) == THIS_YEAR


def test_what_the_reader_does_not_see_offers_nothing(oakfield, lena, dee):
    make_incident(oakfield, happened_on=date(2026, 11, 2))
    make_incident(oakfield, happened_on=date(2024, 5, 1), child_protection=True)

    assert offered(oakfield, lena) == THIS_YEAR
    assert len(offered(oakfield, dee)) == 11


def test_one_that_an_address_asks_for_stays(oakfield, lena, client_of):
    make_incident(oakfield)

    assert offered(oakfield, lena, "2024-1") == [*THIS_YEAR, "2024-1"]
    assert offered(oakfield, lena, "1999-1") == THIS_YEAR
    assert "Choose one from the list" not in str(
        client_of(lena).get(f"{LOG}?term=2024-1").content.decode()
    )


def test_the_term_of_today_is_offered_though_its_school_year_is_over(oakfield, lena, time_machine):
    time_machine.move_to("2027-09-01 12:00")

    assert offered(oakfield, lena) == ["2026-3"]


def test_before_the_first_term_there_is_none(oakfield, lena, time_machine):
    time_machine.move_to("2020-01-01 12:00")

    assert offered(oakfield, lena) == []


def test_a_reader_is_not_needed_to_know_every_term(oakfield):
    assert len(options_of(oakfield).term_choices()) == 11


def test_the_first_day_rides_on_another_query(oakfield, lena, django_assert_num_queries):
    make_incident(oakfield)
    seen = queries.visible_to(lena)
    with django_assert_num_queries(3):
        options_of(oakfield)
    with django_assert_num_queries(3):
        options_of(oakfield, seen)


def test_the_pages_offer_them(oakfield, lena, client_of):
    make_incident(oakfield, happened_on=date(2026, 5, 1))
    client = client_of(lena)

    assert on_page(client, LOG) == THIS_YEAR + LAST_YEAR
    assert on_page(client, TRENDS) == THIS_YEAR + LAST_YEAR
    Incident.objects.update(happened_on=date(2026, 9, 3))
    assert on_page(client, LOG) == on_page(client, TRENDS) == THIS_YEAR
