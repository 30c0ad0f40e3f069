"""Every cell of the seed grids proposes exactly what the CSV says: each row, the first, second and
third time, by the version in force on the day of the incident (issue: What it must show)."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from incidents.models import Decision
from incidents.sanctions import proposals
from incidents.sanctions.choices import Grid
from policies.words import COLUMNS
from tests.factories.people import make_person
from tests.incidents.cases import make_case
from tests.incidents.sanctions.acts import (
    DAY,
    decide,
    lado,
    new_version,
    none_taken,
    pupil_case,
    sow,
    staff_case,
)

SEEDS = Path(__file__).resolve().parents[3] / "policies" / "seeds"


def read(name) -> list[list[str]]:
    """The file as it lies there, without a line of our own code."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def ticked(name) -> dict[str, set[str]]:
    head, *lines = read(name)
    return {
        line[0]: {heading for heading, cell in zip(head[2:], line[2:], strict=True) if cell == "1"}
        for line in lines
    }


def follows() -> dict[tuple[str, str], set[tuple[str, str]]]:
    _head, *lines = read("levels-responses")
    found: dict = {}
    for level, occurrence, response, condition in lines:
        found.setdefault((level, occurrence), set()).add((response, condition))
    return found


def level_of() -> dict[str, str]:
    _head, *lines = read("levels-misuse")
    return {code: level for level, code, _misuse in lines}


@pytest.mark.parametrize("name", ["pupil-actions", "staff-actions"])
def test_the_tick_grids_row_by_row(name):
    rows, expected = read(name), ticked(name)
    assert [one.code for one in proposals.misuses(rows)] == list(expected)
    for code, actions in expected.items():
        found = proposals.by_ticks(rows, code, {})
        assert {offer.code for offer in found.proposed} == actions, code
        assert {offer.code for offer in found.offered} == set(rows[0][2:]) - actions, code
        assert {offer.words for offer in found.offers} == {str(COLUMNS[c]) for c in rows[0][2:]}


def test_the_level_grid_row_by_row():
    rows, responses, expected = read("levels-misuse"), read("levels-responses"), follows()
    for code, level in level_of().items():
        for time in (1, 2, 3):
            now, other = ("1", "2") if time == 1 else ("2", "1")
            found = proposals.by_level(rows, responses, code, time)
            said = {(offer.words, offer.condition) for offer in found.proposed}
            rest = {(offer.words, offer.condition) for offer in found.offered}
            assert said == expected[level, now], (code, time)
            assert rest == expected[level, other] - said, (code, time)


def proposed_on(decision, grid) -> set:
    measures = decision.measures.filter(proposed=True)
    if grid == Grid.LEVELS:
        return {(one.words, one.condition) for one in measures}
    return {one.code for one in measures}


def expected_of(grid, code, time):
    if grid == Grid.LEVELS:
        return follows()[level_of()[code], "1" if time == 1 else "2"]
    return ticked(grid)[code]


def three_times(school, by, grid, code, make):
    """The same person does it three times; what each decision proposed, and as which time."""
    first, person = make()
    lines = []
    for time in (1, 2, 3):
        if time > 1:
            day = DAY + timedelta(days=time)
            people = [(person, "offender")]
            first = make_case(school, "investigating", by, people=people, happened_on=day)
        one = first.involved.get()
        if grid == Grid.STAFF:
            lado(one, by)
        decision = decide(one, by, code, grid, choices=none_taken(one, grid, code, time))
        lines.append((decision.occurrence, proposed_on(decision, grid)))
    return lines


@pytest.mark.parametrize("grid", [Grid.PUPILS, Grid.LEVELS, Grid.STAFF])
def test_on_real_incidents_every_row_three_times(oakfield, lena, hari, grid):
    """The whole service path: a person for each row, three incidents each."""
    sow(lena)
    by = hari if grid == Grid.STAFF else lena
    codes = level_of() if grid == Grid.LEVELS else ticked(grid)
    for number, code in enumerate(codes):
        name = f"Person{number} Privet"

        def make(name=name):
            if grid == Grid.STAFF:
                incident, one = staff_case(oakfield, by, name)
            else:
                incident, one = pupil_case(oakfield, by, make_person(oakfield, name))
            return incident, one.person

        found = three_times(oakfield, by, grid, code, make)
        assert found == [(time, expected_of(grid, code, time)) for time in (1, 2, 3)], code
    assert Decision.objects.count() == 3 * len(codes)


def test_a_changed_grid_counts_from_its_day_on(oakfield, lena):
    """An incident of before gets the row of before, even when it is decided after the change."""
    sow(lena)
    rows = [list(line) for line in read("pupil-actions")]
    row = next(line for line in rows if line[0] == "disrepute")
    row[2:] = ["0", "0", "0", "0", "0", "0", "0", "1", "0"]
    newer = new_version(lena, "pupil-actions", rows, date(2026, 11, 10))
    old_case = pupil_case(oakfield, lena, happened_on=date(2026, 11, 9))[1]
    new_case = pupil_case(oakfield, lena, happened_on=date(2026, 11, 10))[1]

    old = decide(old_case, lena, "disrepute")
    new = decide(new_case, lena, "disrepute")

    assert proposed_on(old, Grid.PUPILS) == ticked("pupil-actions")["disrepute"]
    assert proposed_on(new, Grid.PUPILS) == {"warning"}
    assert (old.version.number, new.version) == (1, newer)
    assert new.row == {"columns": rows[0], "cells": row}


def test_changed_responses_of_a_level_count_from_their_day_on(oakfield, lena):
    sow(lena)
    rows = [
        ["level", "occurrence", "response", "condition"],
        ["C1", "1", "A letter home", ""],
        ["C1", "2", "A talk with the head", ""],
    ]
    newer = new_version(lena, "levels-responses", rows, date(2026, 11, 10))
    old_case = pupil_case(oakfield, lena, happened_on=date(2026, 11, 9))[1]
    new_case = pupil_case(oakfield, lena, happened_on=date(2026, 11, 10))[1]

    old = decide(old_case, lena, "games", Grid.LEVELS)
    new = decide(new_case, lena, "games", Grid.LEVELS)

    assert proposed_on(old, Grid.LEVELS) == follows()["C1", "1"]
    assert proposed_on(new, Grid.LEVELS) == {("A letter home", "")}
    assert new.responses == newer
    assert new.row["responses"] == rows[1:]
