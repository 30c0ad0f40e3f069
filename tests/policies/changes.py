"""Drafts as tests change them, and what the rows of the rules hold."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from esafety.access.refused import Refused
from esafety.audit import types as audit_types
from esafety.audit.models import AuditEvent
from esafety.notices.models import Notice
from policies.editing import Typed
from policies.models import RuleTable, RuleTableDraft, RuleTableVersion
from policies.services import drafting


def table(code):
    return RuleTable.objects.select_related("school").get(code=code)


def fresh(draft):
    return RuleTableDraft.objects.select_related("table__school", "base", "changed_by").get(
        pk=draft.pk
    )


def typed(draft, cells=None, labels=None):
    """What the page of the draft sends back when these cells and labels are typed over."""
    grid = drafting.grid_of(fresh(draft))
    live = {c.heading for c in grid.live_columns}
    kept = {
        (line.key, heading): text
        for line in grid.live_lines
        for heading, text in line.cells.items()
        if heading in live and not (heading in grid.ticks and text == "0")
    }
    kept |= cells or {}
    return Typed(
        lines=frozenset(line.key for line in grid.live_lines),
        columns=frozenset(h for h, retired in grid.ticks.items() if not retired),
        cells={at: text for at, text in kept.items() if text is not None},
        labels={h: grid.label(h) for h in grid.ticks} | (labels or {}),
    )


def change(draft, act="save", *, by, cells=None, labels=None):
    """Press one button of the draft's page; gives back the draft as it is then."""
    row = fresh(draft)
    drafting.change(
        draft=row, typed=typed(row, cells, labels), act=act, revision=row.revision, by=by
    )
    return fresh(draft)


def reword(draft, key, words, *, by):
    return change(draft, by=by, cells={(key, "misuse"): words})


def held():
    """Every row of the rules, to compare before and after."""
    models = (RuleTable, RuleTableVersion, RuleTableDraft, Notice, AuditEvent)
    return [list(model.objects.order_by("pk").values()) for model in models]


@contextmanager
def refused(*words):
    """The act inside is refused with a sentence that holds the words, and changes nothing."""
    before = held()
    with pytest.raises(Refused) as found:
        yield
    assert all(word in found.value.sentence for word in words), found.value.sentence
    assert found.value.sentence.endswith(".")
    assert held() == before


@contextmanager
def audit_that_fails(monkeypatch):
    """The act inside cannot write its audit row, so it saves nothing."""
    before = held()
    with monkeypatch.context() as patch:
        patch.setattr(audit_types, "_WORDS", {})
        with pytest.raises(audit_types.UnknownEventType), transaction.atomic():
            yield
    assert held() == before


def events(code):
    """The audit events about one table since it was seeded: types and data."""
    found = AuditEvent.objects.filter(object=f"rules:{code}").order_by("seq")
    return [(event.type, event.data) for event in found][1:]
