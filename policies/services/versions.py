"""Making a version: the one place, after seeding, where rules come to be."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import services as audit
from policies import queries, tables
from policies.grid import Grid
from policies.models import RuleTable, RuleTableVersion


@transaction.atomic
def add(
    *, table: RuleTable, grid: Grid, begins: date, comment: str, author_ref: str, by: Actor
) -> RuleTableVersion:
    """The next version of a table that the caller has locked, with its audit row.

    `author_ref` wrote it; `by` put it in force, and approved it where they are somebody else.
    """
    rows, labels, last = grid.rows(), grid.live_labels(), queries.newest(table)
    version: RuleTableVersion = RuleTableVersion.objects.create(
        school_id=table.school_id,
        table=table,
        number=last.number + 1 if last else 1,
        effective_from=begins,
        rows=rows,
        labels=labels,
        sha256=tables.digest(rows),
        comment=comment,
        made_at=timezone.now(),
        made_by_ref=author_ref,
        approved_by_ref=by.ref if by.ref != author_ref else "",
    )
    facts: dict[str, Any] = {
        "number": version.number,
        "sha256": version.sha256,
        "begins": begins.isoformat(),
    }
    if labels:
        facts["labels_sha256"] = _digest(labels)
    audit.record(by=by, type="rules.version_made", object=str(table), data=facts)
    return version


def _digest(labels: Mapping[str, str]) -> str:
    """SHA-256 of the columns' words as canonical JSON: the CSV's own digest leaves them out."""
    text = json.dumps(labels, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
