"""What an action asks for."""

import csv
from datetime import date
from pathlib import Path

import pytest

from incidents.sanctions import suggestions
from incidents.sanctions.actions import act_of, ends_on, title_of
from incidents.sanctions.choices import Grid
from incidents.seeds import _TYPES
from incidents.tasking.choices import Owner, TaskKind

SEEDS = Path(__file__).resolve().parents[3] / "policies" / "seeds"


@pytest.mark.parametrize(
    ("grid", "code", "words", "kind", "owner"),
    [
        (Grid.PUPILS, "class_teacher", "", TaskKind.DO, Owner.CLASS_TEACHER),
        (Grid.PUPILS, "head_of_year", "", TaskKind.DO, Owner.HEAD_OF_YEAR),
        (Grid.PUPILS, "senior_leadership", "", TaskKind.DO, Owner.SENIOR_LEADERSHIP),
        (Grid.PUPILS, "police_or_social_care", "", TaskKind.DO, Owner.DSL),
        (Grid.PUPILS, "technical_support", "", TaskKind.DO, Owner.TECHNICAL_SUPPORT),
        (Grid.PUPILS, "inform_parents", "", TaskKind.INFORM_PARENTS, Owner.LEAD),
        (Grid.PUPILS, "remove_access", "", TaskKind.REMOVE_ACCESS, Owner.TECHNICAL_SUPPORT),
        (Grid.PUPILS, "own", "Letter home", TaskKind.DO, Owner.LEAD),
        (Grid.PUPILS, "own", "Blocked for a day", TaskKind.REMOVE_ACCESS, Owner.TECHNICAL_SUPPORT),
        (Grid.STAFF, "police", "", TaskKind.DO, Owner.HEAD),
        (Grid.STAFF, "line_manager", "", TaskKind.DO, Owner.HEAD),
        (Grid.LEVELS, "warning", "Warning", TaskKind.DO, Owner.LEAD),
        (Grid.LEVELS, "x", "Blocked for longer", TaskKind.REMOVE_ACCESS, Owner.TECHNICAL_SUPPORT),
        (Grid.LEVELS, "x", "Liable for the cost of damage", TaskKind.COST, Owner.OFFICE),
        (Grid.LEVELS, "x", "Police involved", TaskKind.DO, Owner.DSL),
        (Grid.LEVELS, "x", "Conversation with tutor or teacher", TaskKind.DO, Owner.CLASS_TEACHER),
        (Grid.LEVELS, "x", "Suspension considered", TaskKind.DO, Owner.HEAD),
    ],
)
def test_an_action_becomes_this_task(grid, code, words, kind, owner):
    act = act_of(grid, code, words)

    assert (act.kind, act.owner) == (kind, owner)
    assert act.needs_until == (kind == TaskKind.REMOVE_ACCESS)
    assert act.needs_amount == (kind == TaskKind.COST)
    assert title_of(act, words)


def test_nobody_else_is_told_of_an_adult_who_works_here():
    for code in ("line_manager", "senior_leadership", "police", "suspension", "warning"):
        assert act_of(Grid.STAFF, code, "").owner == Owner.HEAD
    assert not act_of(Grid.STAFF, "technical_support", "").names_person


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Blocked from the system for one week", date(2026, 11, 9)),
        ("Blocked from the system for a lesson, a day or a week", date(2026, 11, 3)),
        ("Blocked for longer", None),
    ],
)
def test_access_comes_back_on_the_day_that_the_words_say(words, day):
    assert ends_on(words, date(2026, 11, 2)) == day


def test_what_is_suggested_stands_in_the_seed_grids_for_types_that_there_are():
    types = {code for rows in _TYPES.values() for code, _label, _help in rows}
    for grid in Grid:
        with (SEEDS / f"{grid.value}.csv").open(encoding="utf-8") as file:
            rows = {row["code"] for row in csv.DictReader(file)}
        assert set(suggestions._FITTING[grid]) <= types
        assert {code for some in suggestions._FITTING[grid].values() for code in some} <= rows


def test_the_likeliest_of_each_type_come_first_and_once():
    found = suggestions.fitting(Grid.PUPILS, ["chain_or_threat", "bullying", "impersonation"])

    assert found == ["offensive_message", "disrepute", "social_messaging"]
    assert suggestions.fitting(Grid.PUPILS, ["a_type_of_our_own"]) == []
