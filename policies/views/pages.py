"""What the pages of the rules share: finding a table or a draft, and what a page of one shows."""

from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies import checking, differences, grid, presenters, queries, signposts, workflow
from policies.charts import queries as charts
from policies.choices import DraftState, Shape
from policies.grid import Grid
from policies.models import RuleTable, RuleTableDraft, RuleTableVersion
from policies.permissions import may_move
from policies.presenters import drawing, history
from policies.services.drafting import grid_of


def find_table(code: str) -> RuleTable:
    found: RuleTable = get_object_or_404(queries.tables(), code=code)
    return found


def find_version(code: str, number: int) -> RuleTableVersion:
    """One version. A number that no database holds is simply not there."""
    rows = queries.versions(find_table(code))
    found: RuleTableVersion = get_object_or_404(rows, number=min(number, 2**31 - 1))
    return found


def find_draft(request: Any, code: str) -> RuleTableDraft:
    """The open draft of that table, for those who may know of it; else 404."""
    found: RuleTableDraft = get_object_or_404(
        queries.drafts_visible_to(request.actor), table__code=code
    )
    return found


def with_partner(version: RuleTableVersion, on: Any) -> dict[str, RuleTableVersion]:
    """The version, with the one of its partner in force that day where it has a partner."""
    code = version.table.code
    partner = presenters.PARTNERS.get(code)
    other = queries.in_force(partner, on) if partner else None
    if partner and other is None:
        raise Http404
    return {code: version, **({partner: other} if partner and other else {})}


def shown(version: RuleTableVersion, on: Any, marks: Any = None) -> dict[str, Any]:
    """What templates need to draw a version."""
    table, pair = version.table, with_partner(version, on)
    return {
        "table": table,
        "version": version,
        "template": presenters.TEMPLATES[Shape(table.shape)],
        "drawn": presenters.drawn(pair, table.code, marks or drawing.Marks()),
        "partner": next((v for code, v in pair.items() if code != table.code), None),
    }


def in_force_beside(request: Any, draft: RuleTableDraft) -> dict[str, Any]:
    """Both tables of a pair as they are in force, to look at while one of them is changed."""
    today = schools.local_today(request.school)
    version = queries.in_force(draft.table.code, today) or draft.base
    facts = shown(version, today)
    return {name: facts[name] for name in ("template", "drawn", "partner")}


def other_charts(draft: RuleTableDraft) -> dict[str, str]:
    """The school's other charts by code: an end of a chart can lead on to one of them."""
    if draft.table.shape != Shape.CHART:
        return {}
    return {code: title for code, title in charts.titles().items() if code != draft.table.code}


def types_of_incident(draft: RuleTableDraft) -> dict[str, str]:
    """The codes that a signpost can be for, with their names."""
    return signposts.known_types() if draft.table.shape == Shape.SIGNPOSTS else {}


def compared(old: Grid, new: Grid) -> dict[str, Any]:
    """The differences between two grids as templates show them."""
    found = differences.between(old, new)
    return {
        "differs": bool(found),
        "parts": history.parts(found),
        "cells": history.cells(found),
        "found": found,
    }


def grid_of_version(version: RuleTableVersion) -> Grid:
    return grid.of_rows(version.table.shape, version.rows, version.labels)


def previewed(request: Any, draft: RuleTableDraft) -> dict[str, Any]:
    """The draft as readers will see it, what differs, and what this actor may do with it."""
    sheet, today = grid_of(draft), schools.local_today(request.school)
    told = compared(grid_of_version(draft.base), sheet)
    begins = max(draft.starts_on or today, today)
    facts = _as_read(draft, sheet, begins, drawing.marks_of(sheet, told["found"]))
    return {
        **facts,
        **told,
        "draft": draft,
        "advice": _advice(draft, sheet, facts["partner"]),
        "moves": moves(request, draft),
        "may_edit": request.actor.can(Permission.RULES_MANAGE),
        "late": bool(draft.starts_on and draft.starts_on < today),
        "begins": begins,
    }


def _as_read(draft: RuleTableDraft, sheet: Grid, begins: date, marks: Any) -> dict[str, Any]:
    """The next version as it would be drawn. One with mistakes in it cannot be: its base is."""
    problems = checking.problems(sheet)
    version = RuleTableVersion(
        table=draft.table,
        number=draft.base.number + 1,
        effective_from=begins,
        rows=sheet.rows(),
        labels=sheet.live_labels(),
    )
    facts = shown(draft.base if problems else version, begins, marks)
    return {**facts, "version": version, "problems": problems}


def moves(request: Any, draft: RuleTableDraft) -> set[str]:
    """The states to which this actor may take the draft."""
    found = workflow.moves_from(draft.needs_approval, draft.state)
    return {str(to) for to, move in found.items() if may_move(request.actor, draft, move)}


def _advice(draft: RuleTableDraft, sheet: Grid, partner: RuleTableVersion | None) -> list[str]:
    if draft.table.shape == Shape.SIGNPOSTS:
        return signposts.oversights(sheet.rows())
    if partner is None:
        return []
    other = grid_of_version(partner)
    pair = (sheet, other) if draft.table.code == "levels-misuse" else (other, sheet)
    return checking.advice(*pair)


def act(request: Any, draft: RuleTableDraft, form: Any, **words: Any) -> Any:
    """The page of one act. `words`: title, text, button; danger where something is given up."""
    context = {"draft": draft, "table": draft.table, "form": form, **words}
    return render(request, "policies/act.html", context)


def is_draft(draft: RuleTableDraft) -> bool:
    return bool(draft.state == DraftState.DRAFT)
