"""Beginning, changing, loading and dropping a draft."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from policies import pasted, tables
from policies.choices import DraftState
from policies.models import RuleTable, RuleTableDraft
from policies.services import drafting
from tests.policies.changes import (
    audit_that_fails,
    change,
    events,
    fresh,
    refused,
    reword,
    table,
    typed,
)


def test_a_draft_begins_as_the_newest_version(drafted, lena):
    sheet = drafting.grid_of(drafted)

    assert str(drafted) == "rules:pupil-actions:draft"
    assert sheet.rows() == drafted.base.rows
    assert drafted.made_by_id == lena.membership_id
    assert events("pupil-actions") == [("rules.draft_changed", {"base": 1, "revision": 1})]


def test_a_table_has_one_open_draft_whoever_begins_it(drafted, hari):
    assert drafting.begin(table=drafted.table, by=hari) == drafted
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleTableDraft.objects.create(
            school=drafted.school,
            table=drafted.table,
            base=drafted.base,
            grid={},
            made_at=timezone.now(),
            made_by_id=hari.membership_id,
            changed_at=timezone.now(),
            changed_by_id=hari.membership_id,
        )


def test_only_those_who_manage_rules_begin_change_load_or_drop(drafted, tom, sima):
    for actor in (tom, sima):
        with refused("manage the rules"):
            drafting.begin(table=table("staff-actions"), by=actor)
        with refused("manage the rules"):
            change(drafted, by=actor, cells={(1, "misuse"): "x"})
        with refused("manage the rules"):
            drafting.drop(draft=drafted, by=actor)


def test_a_table_without_a_version_has_nothing_to_change(oakfield, lena):
    empty = RuleTable.objects.create(school=oakfield, code="empty", title="E", shape="ticks")

    with refused("no version yet"):
        drafting.begin(table=empty, by=lena)


def test_what_is_typed_is_kept_with_who_and_when(drafted, hari):
    row = reword(drafted, 1, "Other words", by=hari)

    assert drafting.grid_of(row).rows()[1][:2] == ["illegal_material", "Other words"]
    assert (row.revision, row.changed_by_id) == (2, hari.membership_id)
    assert events("pupil-actions")[-1] == ("rules.draft_changed", {"base": 1, "revision": 2})


def test_a_save_that_changes_nothing_is_nobodys_change(drafted, hari):
    before = events("pupil-actions")
    row = change(drafted, by=hari)

    assert (row.revision, row.changed_by_id) == (1, drafted.made_by_id)
    assert events("pupil-actions") == before


def test_a_new_row_takes_up_the_code_that_its_words_had(drafted, lena):
    first = drafting.grid_of(drafted).lines[0]
    words = first.cells["misuse"]
    row = change(drafted, "retire:1", by=lena)
    row = change(row, "add_row", by=lena)
    row = reword(row, 17, words, by=lena)

    lines = drafting.grid_of(row).lines
    assert [o.cells["code"] for o in lines if o.cells["misuse"] == words] == ["illegal_material"]
    assert not any(line.retired for line in lines)


def test_two_who_have_the_same_page_open_do_not_overwrite_one_another(drafted, lena, hari):
    page = typed(drafted, {(1, "misuse"): "Hari's words"})
    reword(drafted, 1, "Lena's words", by=lena)

    with refused("Lena Larch saved this draft after you opened it"):
        drafting.change(draft=drafted, typed=page, act="save", revision=1, by=hari)
    with refused("was saved from another page"):
        drafting.change(draft=drafted, typed=page, act="save", revision=1, by=lena)


def test_a_csv_with_empty_codes_keeps_the_rows_that_are_there(drafted, lena):
    sheet = drafting.grid_of(drafted)
    for line in sheet.lines:
        line.cells["code"] = ""
    loaded = drafting.load(draft=drafted, sheet=sheet, revision=1, by=lena)

    assert drafting.grid_of(loaded).rows() == drafted.base.rows


def test_a_draft_does_not_outgrow_what_it_can_keep(drafted, lena):
    row = fresh(drafted)
    lines = row.grid["lines"]
    cells = dict(lines[0]["cells"])
    row.grid["lines"] += [
        {"key": key, "cells": {**cells, "code": f"c{key}"}, "retired": True}
        for key in range(100, 450)
    ]
    row.save()

    with refused("Too much is retired in this draft"):
        drafting.load(draft=row, sheet=drafting.grid_of(drafted), revision=1, by=lena)


def test_what_waits_for_approval_is_not_changed(proposed, lena):
    with refused("Send it back first"):
        reword(proposed, 1, "x", by=lena)


def test_a_csv_takes_the_place_of_the_draft(drafted, lena):
    text = tables.as_csv(drafted.base.rows[:3])
    read = pasted.read("ticks", text)
    row = drafting.load(draft=drafted, sheet=read.grid, revision=1, by=lena)
    sheet = drafting.grid_of(fresh(row))

    assert sheet.rows() == drafted.base.rows[:3]
    assert [line.retired for line in sheet.lines] == [False] * 2 + [True] * 14
    assert events("pupil-actions")[-1][0] == "rules.imported"


def test_a_row_without_a_code_in_a_csv_gets_one(drafted, lena):
    read = pasted.read("ticks", "code,misuse,warning\n,A new thing,1\n")
    row = drafting.load(draft=drafted, sheet=read.grid, revision=1, by=lena)

    assert drafting.grid_of(row).rows()[1] == ["new_thing", "A new thing", "1"]


def test_a_dropped_draft_is_gone_and_another_can_begin(drafted, lena, hari):
    row = drafting.drop(draft=drafted, by=hari)

    assert (row.state, row.ended_by_id) == (DraftState.DROPPED, hari.membership_id)
    assert events("pupil-actions")[-1][0] == "rules.dropped"
    with refused("no longer there"):
        drafting.drop(draft=drafted, by=lena)
    assert drafting.begin(table=drafted.table, by=lena) != drafted


def test_without_its_audit_row_nothing_is_saved(drafted, lena, monkeypatch):
    read = pasted.read("ticks", tables.as_csv(drafted.base.rows[:3]))
    with audit_that_fails(monkeypatch):
        drafting.begin(table=table("staff-actions"), by=lena)
    with audit_that_fails(monkeypatch):
        reword(drafted, 1, "Other words", by=lena)
    with audit_that_fails(monkeypatch):
        drafting.load(draft=drafted, sheet=read.grid, revision=1, by=lena)
    with audit_that_fails(monkeypatch):
        drafting.drop(draft=drafted, by=lena)
