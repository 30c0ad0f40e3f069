"""Tables from frozen data alone: of the first version, of a term, of a year, of an annex."""

from datetime import date, timedelta

import pytest

from esafety.schools.models import Term
from reports.choices import Section
from reports.figures import report_data
from reports.figures.counting import YEARS
from reports.figures.tables import tables_of
from reports.figures.tables.sheet import mark, percent
from reports.services import drafting
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.factories.schools import make_terms
from tests.incidents.chronology.lives import make_agreement
from tests.reports.attached import attach
from tests.reports.invented import some_incidents

FIRST = {
    "version": 1, "part": "main", "school": "Oakfield School", "handling_mark": "OFFICIAL",
    "kinds": [{"code": "hate", "label": "Hate", "group": "content"}],
    "columns": [{
        "term": "2026-1", "label": "Autumn 2026/27", "first": "2026-09-02", "until": "2027-01-04",
        "cells": {
            "all": 9, "open": "few", "closed": "hidden", "children": 12, "not_counted": 0,
            "group.content": 9, "type.hate": 9, "place.inside": 9, "outcome.talk": 6,
            **{f"year.{year}": 0 for year in YEARS}, "year.7": 12,
        },
        "medians": {"acknowledge": 2.0, "close": None},
    }],
}  # fmt: skip


@pytest.fixture
def full(oakfield, report, lena):
    """The data of a report of a term with everything on its incidents, beside two before it."""
    make_terms(oakfield, 2025)
    days = [date(2026, 4, 13) + timedelta(days=n) for n in range(200)]
    attach(some_incidents(oakfield, days=days, number=120, handler=lena), by=lena)
    make_agreement(oakfield, date(2026, 9, 1))
    return report_data.of(report)


def named(data, key):
    return next(table for table in tables_of(data) if table.key == key)


def row(table, label):
    return next(one.cells for one in table.rows if one.label == label)


def test_an_edition_of_the_first_version_has_the_tables_it_was_frozen_with():
    found = tables_of(FIRST)

    assert [t.key for t in found] == ["glance", "groups", "types", "places", "years", "outcomes"]
    assert [r.label for r in found[0].rows] == [
        "Incidents", "Still open", "Closed",
        "Children involved, each counted once for each incident",
        "Reports found not to be incidents, or merged into another",
        "Middle time until acknowledged, in school hours",
        "Middle time until closed, in school days",
    ]  # fmt: skip
    assert [r.label for r in found[4].rows] == ["Year 7", "All children involved"]
    assert found[4].title == "By year group"


def test_all_sections_in_their_order(full):
    found = tables_of(full)

    sections = list(dict.fromkeys(table.section for table in found))
    assert sections == list(Section)
    assert len({table.key for table in found}) == len(found)
    assert all(len(r.cells) == len(t.heads) for t in found for r in t.rows)


def test_six_terms_with_a_line_for_each_kind_of_risk(full):
    table = named(full, "trend")

    assert table.heads == [
        "Autumn 2025/26", "Spring 2025/26", "Summer 2025/26", "Autumn 2026/27",
    ]  # fmt: skip
    assert [r.label for r in table.rows][:2] == ["All incidents", "Content"]
    assert row(table, "All incidents")[:2] == ["0", "0"]
    assert "<svg" in table.chart


def test_a_term_that_is_not_printed_leaves_a_gap_in_its_line(full):
    full["trend"][1]["cells"]["all"] = "hidden"
    table = named(full, "trend")

    assert row(table, "All incidents")[2] == "not shown"
    assert "All incidents: 0, 0, not shown" in table.chart


def test_key_stages_stand_above_their_years(full):
    table = named(full, "years")

    assert [(r.label, r.kind) for r in table.rows][:4] == [
        ("Key stage 3", "total"), ("Year 7", "part"), ("Year 8", "part"), ("Year 9", "part"),
    ]  # fmt: skip


def test_where_key_stages_are_printed_they_are_the_rows(full):
    cells = full["columns"][0]["cells"]
    for year in YEARS[:-1]:
        del cells[f"year.{year}"]
    table = named(full, "years")

    assert table.title == "By key stage"
    assert {r.kind for r in table.rows[:-1]} == {""}
    assert "too small to print" in table.note
    assert "Key stage 3" in table.chart


def test_where_only_all_children_are_printed_that_is_said(full):
    cells = full["columns"][0]["cells"]
    full["columns"][0]["cells"] = {
        k: v for k, v in cells.items() if not k.startswith(("year.", "stage."))
    }
    table = named(full, "years")

    assert (table.title, [r.label for r in table.rows]) == (
        "Children involved", ["All children involved"],
    )  # fmt: skip
    assert not table.chart


def test_an_earlier_term_without_years_says_so(full):
    before = full["columns"][1]["cells"]
    for year in YEARS[:-1]:
        before.pop(f"year.{year}", None)

    assert row(named(full, "years"), "Year 7")[1] == "not shown"


def test_a_table_of_noughts_has_no_chart(full):
    for column in full["columns"]:
        column["cells"] |= {key: 0 for key in column["cells"] if key.startswith("role.")}

    assert not named(full, "roles").chart
    assert named(full, "roles").rows


def test_early_years_have_their_name(full):
    full["columns"][0]["cells"]["year.R"] = 5

    assert named(full, "years").rows[0].label == "Early years"


def test_sanctions_of_the_own_term_alone(full):
    full["actions"].append({"key": "pupil-actions.other", "label": "A letter of thanks"})
    full["columns"][0]["cells"]["sanction.pupil-actions.other.added"] = 6
    table = named(full, "sanctions")

    assert table.heads == ["Proposed", "Taken", "Proposed, not taken", "Taken, not proposed"]
    assert row(table, "Warning")[0] == row(table, "Warning")[1]
    assert row(table, "Something else")[3] == "6"
    full["actions"].append({"key": "pupil-actions.new", "label": "New"})
    assert "New" not in [r.label for r in named(full, "sanctions").rows]


def test_agreements_give_a_number_of_a_hundred_only_where_both_are_printed(full):
    cells = full["columns"][0]["cells"]
    cells |= {"agreement.students.people": 40, "agreement.students.signed": 30}
    cells |= {f"agreement.students.year.7.{part}": 9 for part in ("people", "signed", "open")}
    cells["agreement.students.year.7.signed"] = "hidden"

    assert named(full, "agreements").rows[-1].cells[3] == "75%"
    assert row(named(full, "agreement-years"), "Year 7")[3] == "not given"


def test_percentages_are_whole_numbers():
    assert (percent(1, 8), percent(1, 3), percent(0, 0), percent("few", 9)) == (
        "13%", "33%", "not given", "not given",
    )  # fmt: skip


def test_the_words_of_every_kind_of_cell():
    ranges = [{"least": 8, "most": 14}, {"least": 10, "most": None}]

    assert [mark(cell) for cell in [7, "few", "hidden", None, *ranges]] == [
        7, "fewer than 5", "not shown", "no data", "8 to 14", "at least 10",
    ]  # fmt: skip


def test_a_referral_without_an_agency_has_a_row_where_it_is_used(full):
    full["columns"][0]["cells"]["referral.police_ceop"] = "few"
    labels = [r.label for r in named(full, "referrals").rows]
    assert "Police or CEOP, not said which" in labels
    for column in full["columns"]:
        column["cells"]["referral.police_ceop"] = 0

    assert len(named(full, "referrals").rows) == len(labels) - 1


def test_what_was_read_training_and_surveys_appear_where_there_are_any(full):
    cells = full["columns"][0]["cells"]
    cells |= {
        "training.members": 30, "training.fine": 25, "training.overdue": 5,
        "training.need.ai": 6, "survey.pupils": "hidden", "reading.people": 30,
        "reading.policy.safety.done": 24, "reading.policy.safety.open": 6,
    }  # fmt: skip
    full["labels"]["reading.policy.safety"] = "Online safety policy"

    assert row(named(full, "reading"), "Online safety policy") == ["30", "24", "6", "80%"]
    assert row(named(full, "training"), "All staff and governors")[0] == "30"
    assert len(named(full, "needs").rows) == 1
    cells["training.need.own1"] = 7
    full["labels"]["training.need.own1"] = "Our own filter"
    assert row(named(full, "needs"), "Our own filter")[0] == "7"
    assert len(named(full, "surveys").rows) == 2


def test_an_annex_says_nothing_of_the_schools_own_work(oakfield, report, hari):
    data = report_data.of(drafting.start_annex(term=report.term, by=hari))

    found = {table.section for table in tables_of(data)}
    assert Section.POLICIES not in found
    assert Section.ACTIONS in found
    assert not [key for key in data["columns"][0]["cells"] if key.startswith("training")]


def test_a_year_is_the_sum_of_its_terms(oakfield, report, lena):
    make_terms(oakfield, 2025)
    days = [date(2025, 10, 1) + timedelta(days=n) for n in range(250)]
    some_incidents(oakfield, days=days, number=120, handler=lena)
    report.term, report.span = Term.objects.get(academic_year=2025, number=3), "year"

    data = report_data.of(report)

    assert [column["term"] for column in data["columns"]] == ["2025-year"]
    of_terms = [column["cells"]["all"] for column in data["trend"]]
    assert data["columns"][0]["cells"]["all"] == sum(of_terms)
    glance = tables_of(data)[0]
    assert glance.heads == ["School year 2025/26"]
    assert glance.title == "The year at a glance"
    assert "policy.in_force" in data["columns"][0]["cells"]
    assert "Still open" in [r.label for r in named(data, "outcomes").rows]


def test_a_child_who_comes_again_makes_a_repeat_case(oakfield, report, lena):
    child = make_person(oakfield, "Ivy Ivory", year_group="9")
    for _n in range(6):
        make_incident(oakfield, people=[(child, "target")], happened_on=date(2026, 10, 1))

    cells = report_data.of(report)["columns"][0]["cells"]

    assert (cells["all"], cells["repeat"], cells["repeat.offender"]) == (6, 5, 0)
