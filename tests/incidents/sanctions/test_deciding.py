"""One act: the decision with its copied row, its measures, its tasks, the chronology, the audit."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from incidents.choices import EntryKind
from incidents.models import Decision, Entry, Measure, Task
from incidents.sanctions.choices import Grid
from incidents.sanctions.services import Choice, Reasons
from incidents.tasking.choices import Owner, TaskKind
from tests.incidents import cases
from tests.incidents.cases import events_of, member
from tests.incidents.sanctions.acts import (
    TABLES,
    TOMORROW,
    all_taken,
    decide,
    grid_of,
    new_version,
    none_taken,
    nothing_kept,
    pupil_case,
)


def test_the_decision_keeps_the_row_the_version_and_what_was_chosen(ada, lena):
    decision = decide(ada, lena)

    grid = grid_of(ada)
    row = next(cells for cells in grid.version.rows if cells[0] == "offensive_message")
    assert decision.row == {"columns": grid.version.columns, "cells": row}
    assert (decision.version, decision.responses) == (grid.version, None)
    assert (decision.occurrence, decision.counted, decision.earlier) == (1, 1, [])
    assert decision.counted_from == date(2026, 9, 1)
    assert decision.decided_by == member(lena)
    assert [(m.code, m.proposed, m.taken, m.reason) for m in decision.measures.all()] == [
        (code, True, True, "")
        for code in (
            "class_teacher",
            "head_of_year",
            "senior_leadership",
            "inform_parents",
            "remove_access",
        )
    ]


def test_what_is_taken_becomes_a_task_of_its_kind(ada, lena, hari, dee, nat):
    decide(ada, lena)

    tasks = {one.measure.code: one for one in Task.objects.select_related("measure")}
    kinds = {code: task.kind for code, task in tasks.items()}
    assert kinds["inform_parents"] == TaskKind.INFORM_PARENTS
    assert kinds["remove_access"] == TaskKind.REMOVE_ACCESS
    assert kinds["head_of_year"] == TaskKind.DO
    assert tasks["remove_access"].access_until == TOMORROW
    assert tasks["inform_parents"].access_until is None
    assert tasks["remove_access"].owner_role == Owner.TECHNICAL_SUPPORT
    # A class teacher has no role: the giver keeps it until somebody is chosen.
    assert (tasks["class_teacher"].owner_role, tasks["class_teacher"].owner) == (
        Owner.CLASS_TEACHER,
        member(lena),
    )
    assert all(task.about == ada and task.words == "To do." for task in tasks.values())
    assert ada.name not in "".join(task.title + task.words for task in tasks.values())


def test_a_person_a_day_and_words_are_the_leads_to_choose(ada, lena, tom):
    due = timezone.localdate() + timedelta(days=2)
    first, *rest = none_taken(ada, Grid.PUPILS, "disrepute", 1)
    chosen = Choice(first.code, True, owner=member(tom), due_on=due, words="See him.")

    decide(ada, lena, "disrepute", choices=[chosen, *rest])

    task = Task.objects.get()
    assert (task.owner, task.due_on, task.words) == (member(tom), due, "See him.")


def test_the_last_levels_ask_for_a_day_and_an_amount(ada, lena):
    again = Reasons(occurrence=2, occurrence_reason="It was written down on paper last year.")
    decision = decide(ada, lena, "hacking", Grid.LEVELS, reasons=again)

    cost = Task.objects.get(kind=TaskKind.COST)
    assert (cost.amount, cost.owner_role) == (Decimal(10), Owner.OFFICE)
    blocked = Task.objects.get(kind=TaskKind.REMOVE_ACCESS)
    assert (blocked.title, blocked.access_until) == ("Blocked from the system", TOMORROW)
    assert (decision.counted, decision.occurrence, decision.level) == (1, 2, "C4")
    assert decision.occurrence_reason == again.occurrence_reason
    police = Measure.objects.get(code__startswith="police-involved")
    assert police.task.owner_role == Owner.DSL


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"access_until": None}, "access comes back"),
        ({"access_until": date(2026, 1, 1)}, "access comes back"),
        ({"amount": None}, "amount"),
        ({"amount": Decimal(0)}, "amount"),
    ],
)
def test_access_needs_its_day_and_a_cost_its_amount(ada, lena, change, words):
    again = Reasons(occurrence=2, occurrence_reason="On paper.")
    choices = [replace(c, **change) for c in all_taken(ada, Grid.LEVELS, "hacking", 2)]

    with nothing_kept(words):
        decide(ada, lena, "hacking", Grid.LEVELS, choices, reasons=again)


def test_a_departure_keeps_its_reason_for_ever(ada, lena):
    first, *rest = all_taken(ada, Grid.PUPILS, "disrepute", 1)
    own = Choice(taken=True, words_of_own="A poster", reason="It teaches.", owner_role="lead")
    added = Choice("warning", True, "A clear word now.", owner_role="lead")
    left = Choice(first.code, reason="The tutor is ill.")

    decision = decide(ada, lena, "disrepute", choices=[left, *rest, added, own])

    departed = {
        m.code: (m.words, m.proposed, m.taken, m.reason)
        for m in decision.measures.all()
        if m.reason
    }
    assert departed == {
        "class_teacher": ("Class teacher", True, False, "The tutor is ill."),
        "warning": ("Warning", False, True, "A clear word now."),
        "other": ("A poster", False, True, "It teaches."),
    }
    assert Task.objects.filter(title="A poster", measure__code="other").exists()
    assert not Task.objects.filter(measure__code="class_teacher").exists()


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ([], "“Class teacher” is proposed"),
        ([Choice("class_teacher", reason=" ")], "say why not"),
        ([Choice("warning", taken=True)], "proposed"),
        ([Choice("nonsense", taken=True, reason="Why")], "does not have"),
    ],
)
def test_a_departure_without_its_reason_is_refused(ada, lena, choices, words):
    with nothing_kept(words):
        decide(ada, lena, "disrepute", choices=choices)


def test_taking_what_is_not_proposed_needs_a_reason(ada, lena):
    for extra in (Choice("warning", taken=True), Choice(taken=True, words_of_own="A poster")):
        with nothing_kept("is not proposed"):
            choices = [*none_taken(ada, Grid.PUPILS, "disrepute", 1), extra]
            decide(ada, lena, "disrepute", choices=choices)


def test_the_chronology_says_it_and_tells_no_count(oakfield, ada, lena):
    decide(ada, lena)
    later, second = pupil_case(oakfield, lena, ada.person, happened_on=date(2026, 11, 9))
    choices = none_taken(second, Grid.PUPILS, "offensive_message", 2)
    decision = decide(second, lena, choices=choices, reasons=Reasons(note="The mother knows."))

    text = Entry.objects.get(incident=later, kind=EntryKind.SANCTION).text
    assert decision.earlier == [ada.incident.reference]
    assert "Ada Ash" in text
    assert "Proposed and not taken: Class teacher (Dealt with at home.)" in text
    assert text.endswith("The mother knows.")
    assert ada.incident.reference not in text
    assert not any(word in text for word in ("2", "second", "time"))


def test_the_audit_row_holds_codes_and_no_names(ada, lena):
    decide(ada, lena, choices=none_taken(ada, Grid.PUPILS, "offensive_message", 1))

    assert events_of(ada.incident) == [
        (
            "sanction.decided",
            {"grid": "pupil-actions", "version": 1, "misuse": "offensive_message"},
        )
    ]


def test_a_failing_audit_write_saves_nothing(ada, lena, monkeypatch):
    before = cases.held(*TABLES)
    with cases.audit_that_fails(monkeypatch):
        decide(ada, lena)
    assert cases.held(*TABLES) == before


def test_another_number_than_is_counted_needs_a_reason(ada, lena):
    for reason in ("", "  "):
        with nothing_kept("The count is 1"):
            decide(ada, lena, reasons=Reasons(occurrence=2, occurrence_reason=reason))

    decision = decide(ada, lena, reasons=Reasons(occurrence=1, occurrence_reason="Not needed."))
    assert decision.occurrence_reason == ""


def test_deciding_again_needs_its_reason_and_keeps_the_former_with_its_tasks(ada, lena):
    former = decide(ada, lena)
    with nothing_kept("was decided before"):
        decide(ada, lena)
    with nothing_kept("Give a reason for deciding again"):
        decide(ada, lena, reasons=Reasons(replaces=former))

    reasons = Reasons(replaces=former, replaces_reason="The parents asked.")
    choices = none_taken(ada, Grid.PUPILS, "offensive_message", 1)
    new = decide(ada, lena, choices=choices, reasons=reasons)

    assert (new.replaces, new.replaces_reason) == (former, "The parents asked.")
    assert Task.objects.filter(measure__decision=former, state="open").count() == 5
    with nothing_kept("was decided before"):
        decide(ada, lena, reasons=reasons)
    assert "The parents asked." in Entry.objects.filter(kind=EntryKind.SANCTION).last().text


def test_a_second_misuse_in_the_same_incident_stands_beside_the_first(ada, lena):
    first = decide(ada, lena)
    decide(ada, lena, "sharing_login")
    third = decide(
        ada, lena, "disrepute", reasons=Reasons(replaces=first, replaces_reason="Milder.")
    )

    present = Decision.objects.filter(replaced_by=None).values_list("misuse", flat=True)
    assert sorted(present) == ["disrepute", "sharing_login"]
    assert third.occurrence == 1


def test_who_decides_second_at_the_same_time_is_told_so(ada, lena, dee):
    decide(ada, lena, seen=0)

    with nothing_kept("Somebody has decided about this person since you opened the page"):
        decide(ada, dee, "sharing_login", seen=0)


def test_a_grid_that_changed_since_the_page_was_opened_is_not_used_unseen(ada, lena):
    stamp = grid_of(ada).stamp
    new_version(lena, "pupil-actions", grid_of(ada).version.rows, date(2026, 10, 1))

    with nothing_kept("The grid for this incident changed"):
        decide(ada, lena, stamp=stamp)
    decide(ada, lena, stamp=grid_of(ada).stamp)


@pytest.mark.parametrize(("grid", "misuse"), [("pupil-actions", "x"), ("staff-actions", "warning")])
def test_a_row_or_a_grid_that_is_not_there_is_refused(ada, lena, grid, misuse):
    with nothing_kept("does not have this row"):
        decide(ada, lena, misuse, grid, choices=[])
