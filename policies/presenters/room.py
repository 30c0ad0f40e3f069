"""The list of tables, and what stands beside a table: its versions and the way to change it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from policies import queries
from policies.choices import Shape
from policies.models import RuleTable, RuleTableDraft
from policies.presenters import history

_GROUPS = (
    (_("What follows misuse"), (Shape.TICKS, Shape.LEVEL_MISUSE)),
    (_("What may be used, and how"), (Shape.RATINGS, Shape.TECHNOLOGIES)),
    (_("Decision charts"), (Shape.CHART,)),
    (_("Where to get help and where to report"), (Shape.SIGNPOSTS,)),
)


@dataclass(frozen=True)
class Entry:
    """A table in the list, with its open draft if the reader may know of it."""

    table: RuleTable
    draft: RuleTableDraft | None


@dataclass(frozen=True)
class Edit:
    """A table that the reader may change: its open draft, or none yet."""

    table: RuleTable
    draft: RuleTableDraft | None


def groups(
    tables: Iterable[RuleTable], drafts: Mapping[int, RuleTableDraft]
) -> list[tuple[Any, list[Entry]]]:
    """The tables under what they are for. Responses by level stand on the page of their misuse;
    a draft of them is shown there too."""
    rows = list(tables)
    partner = next((t for t in rows if t.shape == Shape.LEVEL_RESPONSES), None)
    found = []
    for title, shapes in _GROUPS:
        entries = [Entry(t, drafts.get(t.pk)) for t in rows if t.shape in shapes]
        if partner is not None and partner.pk in drafts and Shape.LEVEL_MISUSE in shapes:
            entries.append(Entry(partner, drafts[partner.pk]))
        if entries:
            found.append((title, entries))
    return found


def histories(
    tables: Iterable[RuleTable], today: date
) -> list[tuple[RuleTable, list[history.Told]]]:
    """The versions of each of the tables, newest first, with who made and approved them."""
    rows = [(table, list(queries.versions(table))) for table in tables]
    names = queries.names_of({ref for _t, versions in rows for ref in history.refs(versions)})
    return [(table, history.told(versions, today, names)) for table, versions in rows]


def edits(tables: Iterable[RuleTable], actor: Actor) -> list[Edit]:
    """The tables that the actor may change or whose drafts they may read."""
    drafts = {draft.table_id: draft for draft in queries.drafts_visible_to(actor)}
    manages = actor.can(Permission.RULES_MANAGE)
    return [Edit(t, drafts.get(t.pk)) for t in tables if manages or t.pk in drafts]


def others_who_approve(draft: RuleTableDraft, actor: Actor) -> list[str]:
    """Who could approve the draft once the actor has sent it, by name."""
    members = queries.approvers_of(draft)
    return [one.display_name for one in members if one.pk != actor.membership_id]
