"""A year's bullying report beside the governors' reports of its terms: nothing is given away."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esafety.schools.models import Term
from esafety.suppression import Cover, suppress
from reports.papers import beside, bullying, bullying_counts
from reports.services import approval, building, drafting
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.factories.schools import make_terms
from tests.reports.conftest import do_jobs
from tests.reports.papers.test_bullying import shown
from tests.reports.recovery import values_found

YEAR = 2025
FIRST, LAST = bullying_counts.days_of(YEAR)


def columns(*cells):
    return [{"cells": {"type.bullying": cell}} for cell in cells]


def counts(**numbers):
    return dict.fromkeys(beside._SAME, 0) | numbers


def test_a_year_is_tied_to_its_terms_where_one_is_covered():
    found = beside.tied(columns(8, 7, "few"), counts(all=17))

    assert list(found.printed.values()) == [8, 7, Cover.FEW]
    assert [rule.exact for rule in found.rules] == [True]
    assert found.hide == []


@pytest.mark.parametrize("cells", [(8, 7, 9), (8, 7), (8, None, "few")])
def test_nothing_is_tied_where_nothing_is_covered_or_a_term_has_no_number(cells):
    assert beside.tied(columns(*cells), counts(all=24)) == beside.Beside()


@pytest.mark.parametrize("number", [15, 20, 40])
def test_a_number_that_is_not_their_sum_any_more_is_covered(number):
    found = beside.tied(columns(8, 7, "few"), counts(all=number))

    assert (found.hide, found.rules) == (["all"], [])


def test_not_shown_can_be_any_number():
    assert beside.tied(columns(8, 7, "hidden"), counts(all=40)).rules != []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=3, max_size=3), st.integers(0, 12))
def test_a_reader_of_both_has_two_values_for_every_covered_cell(terms, inside):
    printed = [Cover.FEW.value if 0 < n < 5 else n for n in terms]
    whole = sum(terms)
    values = {"all": whole, "in": min(inside, whole), "out": whole - min(inside, whole)}
    found = beside.tied(columns(*printed), counts(all=whole))
    rules = [*bullying_counts.total_of("all", ["in", "out"]), *found.rules]

    try:
        cells = suppress(values, rules, published=found.printed, hide=found.hide)
    except bullying.NotProven:
        return
    read = {key: cell.value if isinstance(cell, Cover) else cell for key, cell in cells.items()}
    sums = [(["in", "out"], "=", ["all"])]
    if found.printed:
        sums.append((list(found.printed), "=", ["all"]))
    for key, cell in read.items():
        if isinstance(cell, str):
            assert len(values_found(read, sums, key, 60)) > 1, (key, read)


@pytest.mark.parametrize(
    ("target", "both", "offender", "elsewhere"), [(20, 4, 6, 0), (4, 4, 0, 0), (9, 1, 9, 3)]
)
def test_targets_do_not_give_the_parts_away(target, both, offender, elsewhere):
    values = dict.fromkeys({key for r in bullying_counts.RULES for key, _c in r.terms}, 0)
    hit, people = target + both - elsewhere, target + both + offender
    values |= {
        "part.target": target, "part.both": both, "part.offender": offender, "people": people,
        "role.none": people, "targets": hit, "year.8": hit,
    }  # fmt: skip
    cells = suppress(values, bullying_counts.RULES)
    read = {key: cell.value if isinstance(cell, Cover) else cell for key, cell in cells.items()}
    parts = [key for key in read if key.startswith("part.")]
    sums = [
        (parts, "=", ["people"]),
        (["targets"], "<=", ["part.target", "part.both"]),
        ([key for key in read if key.startswith("year.")], "=", ["targets"]),
        ([key for key in read if key.startswith("role.")], "=", ["people"]),
    ]

    for key in ("part.target", "part.both", "part.offender", "targets", "people"):
        if isinstance(read[key], str):
            assert len(values_found(read, sums, key, 60)) > 1, (key, read)


def published(term, lena, hari):
    report = drafting.start(term=term, by=lena)
    building.ask(report=report, by=lena)
    do_jobs()
    report.refresh_from_db()
    approval.approve(report=approval.propose(report=report, by=lena), by=hari)
    do_jobs()
    report.refresh_from_db()
    approval.publish(report=report, by=hari)


def test_it_is_safe_beside_what_was_published_of_the_year(oakfield, lena, hari):
    make_terms(oakfield, YEAR)
    days = [date(2025, 10, 1)] * 8 + [date(2026, 2, 3)] * 7 + [date(2026, 6, 2)] * 2
    for number, day in enumerate(days):
        child = make_person(oakfield, f"Ada Ash{number}")
        make_incident(oakfield, people=[(child, "target")], happened_on=day)
    assert "Incidents of bullying 17" in shown(oakfield, lena, str(YEAR))[0]
    for term in Term.objects.filter(academic_year=YEAR).order_by("number"):
        published(term, lena, hari)

    found = beside.of_year(YEAR, bullying_counts.read(lena, FIRST, LAST).cells)

    assert list(found.printed.values()) == [8, 7, Cover.FEW]
    assert "Incidents of bullying 17" not in shown(oakfield, lena, str(YEAR))[0]
