"""Where to get help and where to report: dated, editable, never a link."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from policies import queries, signposts, tables
from policies.services.seeding import SEEDS
from policies.signposts import HEADINGS

DAY = date(2026, 11, 21)
GOOD = ["posh", "POSH", "Advice", "Staff", "By phone", "all", "2026-11-01", "2027-07-01"]


def row(**changes) -> list[str]:
    return list((dict(zip(HEADINGS, GOOD, strict=True)) | changes).values())


def sentences(*rows) -> list[tuple[int, str, str]]:
    return signposts.mistakes([list(HEADINGS), *rows])


def test_the_seed_is_sound_and_holds_those_of_the_issue():
    rows = tables.parse((SEEDS / "signposts.csv").read_text(encoding="utf-8"))
    told = " ".join(one.name for one in signposts.read(rows, DAY))

    assert signposts.mistakes(rows) == []
    for name in (
        "Police", "CEOP", "IWF", "Report Remove", "Report Harmful Content", "Channel",
        "Shore Space", "POSH", "NSPCC", "Childline", "Whistleblowing", "StopNCII",
        "Revenge Porn", "Report Fraud", "Take It Down",
    ):  # fmt: skip
        assert name in told


def test_those_for_the_type_come_first_and_those_for_all_last(ruled):
    found = [one.code for one in signposts.for_types(["grooming"], DAY)]

    assert found[0] == "ceop"
    assert {"police", "childline"} <= set(found)
    assert "report_fraud" not in found
    assert len(found) == len(set(found))
    assert [one.code for one in signposts.for_types([], DAY)] == found[2:]


def test_a_school_without_the_table_has_none(oakfield):
    assert signposts.for_types(["grooming"], DAY) == []


@pytest.mark.parametrize(("on", "overdue"), [(date(2027, 7, 1), False), (date(2027, 7, 2), True)])
def test_a_check_that_has_passed_is_said(on, overdue):
    (one,) = signposts.read([list(HEADINGS), row()], on)

    assert one.overdue is overdue


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "P O"}, "small letters"),
        ({"name": ""}, "Fill this in."),
        ({"how": "x" * 301}, "Use 300 characters or fewer."),
        ({"applies_to": "grooming, hate"}, "codes of types of incident"),
        ({"checked_on": "1/11/2026"}, "a day that exists"),
        ({"checked_on": "2026-W44-1"}, "a day that exists"),
        ({"checked_on": "2199-01-01", "next_check": "2199-02-01"}, "cannot be in the future"),
        ({"next_check": ""}, "a day that exists"),
        ({"next_check": "2026-13-01"}, "a day that exists"),
        ({"next_check": "2026-11-01"}, "after the last one"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(changes, words):
    found = sentences(row(code="other"), row(**changes))

    assert [(line, cell) for line, cell, _sentence in found] == [(2, next(iter(changes)))]
    assert words in found[0][2]


def test_the_headings_the_cells_and_the_codes_are_checked():
    assert signposts.mistakes([["name"]])[0][0] == 0
    assert signposts.mistakes([]) != []
    assert "3 cells instead of 8" in sentences(["a", "b", "c"])[0][2]
    assert "used twice" in sentences(row(), row())[0][2]


def test_a_code_of_no_type_of_incident_is_pointed_out(monkeypatch):
    rows = [list(HEADINGS), row(applies_to="grooming hat all")]
    monkeypatch.setattr(signposts, "_TYPES", [])
    assert signposts.oversights(rows) == []

    signposts.types_from(lambda: {"grooming": "Grooming", "hate": "Hate"})

    told = ["“POSH” is for “hat”, and no type of incident has that code."]
    assert signposts.oversights(rows) == told
    assert signposts.known_types() == {"grooming": "Grooming", "hate": "Hate"}


def test_no_seeded_signpost_says_that_the_school_has_checked_it(ruled):
    found = signposts.read(queries.in_force("signposts", DAY).rows, DAY)

    assert {one.checked_on for one in found} == {None}


def test_on_the_page_addresses_are_text_and_each_says_to_check(ruled):
    version = queries.in_force("signposts", DAY)
    version.rows[2][HEADINGS.index("checked_on")] = "2026-11-01"
    found = signposts.drawn(version)

    page = render_to_string("policies/signposts.html", {"drawn": found, "title": "Signposts"})

    assert "report.iwf.org.uk" in page
    assert "<a " not in page
    assert page.count("Check before relying on it.") == len(found["signposts"])
    assert "Last checked on 1 November 2026." in page
    assert "Not checked by the school yet." in page
    late = {"signposts": signposts.read(version.rows, date(2030, 1, 1))}
    assert "Check is overdue" in render_to_string("policies/signposts.html", {"drawn": late})
