"""The counts against incidents counted one by one, and the way from each number to the log."""

from datetime import date, time

import pytest

from incidents import queries as incidents
from incidents.choices import Outcome
from incidents.log.filters import Filters, narrow
from incidents.log.options import options_of
from incidents.models import Incident, InvolvedPerson
from reports.trends.page import from_codes, trends
from tests.factories.incidents import make_incident, make_type
from tests.factories.people import make_person

AUTUMN, SPRING = date(2026, 10, 5), date(2027, 1, 11)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2027-02-08 12:00")


@pytest.fixture
def several(oakfield, lena):
    """Incidents of two terms, of several types, places, platforms and hours."""
    make_type(oakfield, "hate", group="content")
    eight, nine = (
        make_person(oakfield, "Ada Ash"),
        make_person(oakfield, "Ben Beech", year_group="9"),
    )
    for number in range(9):
        make_incident(
            oakfield,
            happened_on=SPRING,
            types=("bullying", "hate") if number % 3 == 0 else ("bullying",),
            people=[(eight, "target"), (nine, "offender")] if number % 2 else [(eight, "target")],
            place=("inside", "outside", "both")[number % 3],
            platforms=["tiktok", "x"] if number % 2 else [],
            happened_at_time=time(14, number) if number < 5 else None,
        )
    for _ in range(4):
        make_incident(oakfield, happened_on=AUTUMN, types=("bullying",), platforms=["x"])
    make_incident(oakfield, happened_on=date(2026, 12, 17), types=("bullying",))  # a later day
    make_incident(oakfield, happened_on=SPRING, status="not_incident")
    return oakfield


def shown(school, actor, term="", **filters):
    return trends(actor, school, Filters(**filters), term, options_of(school), links=True)


def cells(found, key):
    tables = {table.key: table for table in [*found.over_terms, *found.day_for_day]}
    return {row.label: [cell.text for cell in row.cells] for row in tables[key].rows}


def test_whole_terms(several, lena):
    found = shown(several, lena)

    assert cells(found, "terms-all") == {"All incidents": ["5", "9"]}
    assert cells(found, "terms-group") == {
        "Content": ["0", "3"], "Contact": ["0", "0"], "Conduct": ["5", "9"], "Commerce": ["0", "0"],
    }  # fmt: skip
    assert cells(found, "terms-type") == {"Bullying": ["5", "9"], "Hate": ["0", "3"]}


def test_two_terms_up_to_the_same_school_day(several, lena):
    found = shown(several, lena)

    assert cells(found, "two-type") == {"Bullying": ["9", "4", "+5"], "Hate": ["3", "0", "+3"]}
    assert cells(found, "two-year") == {"Year 8": ["9", "0", "+9"], "Year 9": ["4", "0", "+4"]}
    assert cells(found, "two-place") == {
        "Inside school": ["6", "4", "+2"],
        "Outside school": ["6", "0", "+6"],
        "Inside and outside school": ["3", "0", "+3"],
    }
    assert cells(found, "two-platform") == {
        "TikTok": ["4", "0", "+4"], "X": ["4", "4", "0"], "None named": ["5", "0", "+5"],
    }  # fmt: skip
    assert cells(found, "two-weekday") == {"Monday": ["9", "4", "+5"]}
    assert cells(found, "two-hour") == {
        "14:00 to 14:59": ["5", "0", "+5"], "Time not known": ["4", "4", "0"],
    }  # fmt: skip


def test_the_rise_is_said(several, lena):
    found = shown(several, lena)

    assert found.comparable
    assert "Up from 4 to 9." in {change.sentence for change in found.up if change.name == "all"}
    assert found.period.endswith("the first 26 school days of each.")


def test_every_number_with_a_link_is_what_the_log_finds(several, lena):
    """Each address, asked of the log's own form and filters, finds as many as the number says."""
    from urllib.parse import parse_qsl, urlsplit

    from incidents.forms.log import LogFilterForm

    options, checked = options_of(several), 0
    for filters in ({}, {"type": "hate"}, {"place": "inside"}, {"year": "9"}, {"platform": "x"}):
        found = shown(several, lena, **filters)
        for table in [*found.over_terms, *found.day_for_day]:
            for cell in [cell for row in table.rows for cell in row.cells if cell.url]:
                codes = dict(parse_qsl(urlsplit(cell.url).query))
                form = LogFilterForm(codes, options=options, person_named=lambda _pk: None)
                assert form.is_valid(), form.errors
                rows = narrow(incidents.visible_to(lena), form.filters(), options)
                assert rows.count() == int(cell.text), cell.url
                checked += 1
    assert checked > 80


def test_filters_narrow_and_another_of_the_same_kind_has_no_link(several, lena):
    found = shown(several, lena, type="hate")
    rows = {row.label: row.cells[1] for row in found.over_terms[2].rows}

    assert (rows["Hate"].text, rows["Bullying"].text) == ("3", "3")
    assert rows["Hate"].url
    assert not rows["Bullying"].url
    assert found.chosen == [("Type", "Hate")]


def test_an_earlier_term_may_be_chosen(several, lena):
    found = shown(several, lena, term="2026-1")

    assert cells(found, "terms-all") == {"All incidents": ["5"]}
    assert (found.day_for_day, found.comparable, found.period) == ([], False, "")
    assert from_codes(lena, several, {"term": "2026-1"}).over_terms[0].heads == ["Autumn 2026/27"]


def test_on_paper_nothing_is_linked(several, lena):
    found = from_codes(lena, several, {"type": "hate"})

    tables = [*found.over_terms, *found.day_for_day]
    assert not any(cell.url for table in tables for row in table.rows for cell in row.cells)


def test_only_what_the_reader_may_see_is_counted(several, lena, dee, boris):
    Incident.objects.filter(happened_on=AUTUMN).update(child_protection=True)

    assert cells(shown(several, lena), "terms-all") == {"All incidents": ["1", "9"]}
    assert cells(shown(several, dee), "terms-all") == {"All incidents": ["5", "9"]}
    assert cells(shown(several, boris), "terms-all") == {"All incidents": ["0", "0"]}


def test_who_was_taken_out_of_the_rows_is_not_counted_there(several, lena):
    InvolvedPerson.objects.filter(year_group="9").update(removed_at="2027-01-12T12:00Z")

    assert "Year 9" not in cells(shown(several, lena), "two-year")


def test_merged_reports_are_left_out(several, lena):
    first, second = Incident.objects.filter(happened_on=AUTUMN)[:2]
    Incident.objects.filter(pk=first.pk).update(status="merged", merged_into=second.pk)
    Incident.objects.filter(pk=second.pk).update(outcome=Outcome.TALK)

    assert cells(shown(several, lena), "terms-all") == {"All incidents": ["4", "9"]}


def test_before_any_term_there_is_nothing(oakfield, lena, time_machine):
    time_machine.move_to("2020-01-01 12:00")

    assert shown(oakfield, lena) is None


def test_an_empty_record_is_not_compared(oakfield, lena):
    found = shown(oakfield, lena)

    assert (found.comparable, found.up, found.down) == (False, [], [])
    assert cells(found, "two-type") == {}


def test_the_same_few_queries_for_one_and_thirty(oakfield, lena, django_assert_max_num_queries):
    for many in (1, 29):
        for _ in range(many):
            make_incident(oakfield, happened_on=SPRING, platforms=["x"])
        options = options_of(oakfield)
        with django_assert_max_num_queries(14) as counted:
            trends(lena, oakfield, Filters(), "", options, links=True)
        if many == 1:
            first = len(counted)
    assert len(counted) == first
