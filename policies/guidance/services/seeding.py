"""The entries a new school starts with: `seeds/register.csv`.

They are what was known when this was written, with the day by which a person must check each.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.schools.models import School
from esafety.schools.seeding import for_new_school
from policies.guidance.models import Guidance, GuidanceEdition

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "register.csv"
_SOON = timedelta(days=28)


@for_new_school
def register(by: Actor) -> None:
    """Give the school of the actor the entries it lacks; safe to call twice."""
    add_missing(by=by)


@transaction.atomic
def add_missing(*, by: Actor) -> list[str]:
    """Add the starter entries that the school of the actor lacks, and give back their codes.

    None of them counts as checked: the first check is due in four weeks at the latest.
    """
    School.objects.select_for_update().get(pk=by.school_id)
    present = set(Guidance.objects.values_list("code", flat=True))
    with SEEDS.open(encoding="utf-8", newline="") as lines:
        lacking = [line for line in csv.DictReader(lines) if line["code"] not in present]
    for line in lacking:
        _sow(line, by)
    return [line["code"] for line in lacking]


def _sow(line: dict[str, str], by: Actor) -> None:
    soon = timezone.localdate() + _SOON
    row = Guidance.objects.create(
        school_id=by.school_id,
        next_check_on=min(date.fromisoformat(line["check_by"]), soon) if _to_come(line) else soon,
        **{name: line[name] for name in ("code", "title", "publisher", "standing", "address")},
        part_to_read=line["part_to_read"],
    )
    GuidanceEdition.objects.create(
        school_id=by.school_id,
        guidance=row,
        number=1,
        edition=line["edition"],
        in_force_on=date.fromisoformat(line["in_force_on"]) if line["in_force_on"] else None,
        asks=line["asks"],
        made_at=timezone.now(),
        made_by_ref=by.ref,
    )
    audit.record(by=by, type="guidance.added", object=str(row))


def _to_come(line: dict[str, str]) -> bool:
    """Whether the day by which the entry was to be checked has not passed."""
    return date.fromisoformat(line["check_by"]) > timezone.localdate()
