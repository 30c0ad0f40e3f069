"""Keeping the register: entries, editions that never change, checks."""

from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, transaction

from esafety.audit.models import AuditEvent
from policies.guidance import hooks, queries
from policies.guidance.models import Guidance, GuidanceCheck, GuidanceEdition
from policies.guidance.services import keeping, seeding
from tests.policies.guidance.kept import TODAY, add, audit_that_fails, refused

EDITION = {"edition": "2027", "in_force_on": date(2027, 9, 1), "asks": "More.", "changed": "AI."}
FACTS = {"title": "Other", "publisher": "Trust", "standing": "local", "address": "a"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def types():
    return list(AuditEvent.objects.order_by("seq").values_list("type", flat=True))


def test_an_entry_has_a_code_of_its_title_and_its_first_edition(oakfield, lena):
    row, other = add(lena), add(lena)

    assert (row.code, other.code) == ("safe-words", "safe-words-2")
    assert (row.last_checked_on, str(row)) == (date(2026, 11, 2), "guidance:safe-words")
    assert queries.editions_of(row).get().edition == "2026"
    assert types()[:2] == ["guidance.added", "guidance.edition_added"]


def test_a_newer_edition_is_told_to_what_is_registered(oakfield, lena, monkeypatch):
    told = []
    monkeypatch.setattr(hooks, "_ON_EDITION", [])
    hooks.on_edition(lambda edition, by: told.append((edition.edition, by)))
    row = add(lena)

    made = keeping.add_edition(guidance=row, by=lena, **EDITION)

    assert (made.number, str(made)) == (2, "guidance:safe-words:2")
    assert told == [("2027", lena)]
    assert queries.in_force(row, date(2027, 8, 31)).edition == "2026"
    assert queries.in_force(row, date(2027, 9, 1)).edition == "2027"


def test_the_same_edition_comes_once(oakfield, lena):
    row = add(lena)
    with refused("in the register already"):
        keeping.add_edition(guidance=row, by=lena, **{**EDITION, "edition": " 2026 "})


def test_an_entry_without_an_edition_gets_its_first(oakfield, lena):
    row = Guidance.objects.create(
        school=oakfield, code="x", title="X", publisher="Y", standing="local",
        next_check_on=date(2027, 1, 1),
    )  # fmt: skip
    assert keeping.add_edition(guidance=row, by=lena, **EDITION).number == 1


@pytest.mark.parametrize("facts", [{"edition": " "}, {"asks": " "}])
def test_an_edition_has_a_name_and_says_what_it_asks(oakfield, lena, facts):
    with refused("Name the edition"):
        add(lena, **facts)


def test_a_check_moves_the_day(oakfield, lena):
    row = add(lena)
    check = keeping.note_check(
        guidance=row, next_check_on=date(2027, 1, 4), by=lena, words=" None. "
    )

    row.refresh_from_db()
    assert (row.next_check_on, check.words) == (date(2027, 1, 4), "None.")
    assert str(check) == f"guidance-check:{check.pk}"
    with refused("must be after today"):
        keeping.note_check(guidance=row, next_check_on=date(2026, 11, 2), by=lena)
    with refused("must be after today"):
        add(lena, next_check_on=date(2026, 11, 2))


def test_a_correction_names_its_fields_and_no_change_leaves_no_trace(oakfield, lena):
    row = add(lena)
    keeping.change(guidance=row, by=lena, **FACTS)
    before = len(types())
    keeping.change(guidance=row, by=lena, **FACTS)

    assert len(types()) == before
    event = AuditEvent.objects.get(type="guidance.changed")
    assert event.data == {"fields": ["title", "publisher", "standing", "address"]}


def test_what_was_taken_out_stays_and_takes_nothing_more(oakfield, lena):
    row = keeping.retire(guidance=add(lena), by=lena)

    assert not queries.kept(lena).exists()
    assert queries.visible_to(lena).get() == row
    with refused("taken out"):
        keeping.add_edition(guidance=row, by=lena, **EDITION)


def acts(row, by):
    return {
        "add": lambda: add(by),
        "change": lambda: keeping.change(guidance=row, by=by, **FACTS),
        "add_edition": lambda: keeping.add_edition(guidance=row, by=by, **EDITION),
        "note_check": lambda: keeping.note_check(
            guidance=row, next_check_on=date(2027, 1, 4), by=by
        ),
        "retire": lambda: keeping.retire(guidance=row, by=by),
    }


@pytest.mark.parametrize("act", acts(None, None))
def test_others_may_not_keep_it(oakfield, lena, tom, act):
    row = add(lena)
    with refused("Only who keeps"):
        acts(row, tom)[act]()


@pytest.mark.parametrize("act", acts(None, None))
def test_a_failing_audit_write_saves_nothing(oakfield, lena, act, monkeypatch):
    row = add(lena)
    with audit_that_fails(monkeypatch):
        acts(row, lena)[act]()


def test_the_starter_list_comes_once_and_none_of_it_counts_as_checked(oakfield, lena):
    added = seeding.add_missing(by=lena)

    assert {"kcsie", "filtering-monitoring", "working-together", "sharing-nudes"} <= set(added)
    assert seeding.add_missing(by=lena) == []
    seeding.register(lena)
    assert not Guidance.objects.filter(last_checked_on__isnull=False).exists()
    assert {g.next_check_on for g in Guidance.objects.all()} == {date(2026, 11, 30)}
    assert [str(e) for e in queries.to_read(date(2026, 11, 2))] == ["guidance:kcsie:1"]


def test_a_starter_list_whose_days_have_passed_is_due_in_four_weeks(oakfield, lena):
    with time_machine.travel("2029-11-02 09:00Z", tick=False):
        seeding.add_missing(by=lena)
    assert {g.next_check_on for g in Guidance.objects.all()} == {date(2029, 11, 30)}


def test_a_failing_audit_write_sows_nothing(oakfield, lena, monkeypatch):
    with audit_that_fails(monkeypatch):
        seeding.add_missing(by=lena)


@pytest.mark.parametrize("table", [GuidanceEdition, GuidanceCheck])
def test_editions_and_checks_never_change(oakfield, lena, table):
    row = add(lena)
    keeping.note_check(guidance=row, next_check_on=date(2027, 1, 4), by=lena)

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        table.objects.update(school=oakfield)
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        table.objects.all().delete()
