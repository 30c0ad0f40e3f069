"""The rules a new school starts with: the tables in `seeds/`, word for word."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.schools.calendar import school_year
from esafety.schools.models import School
from esafety.schools.seeding import for_new_school
from policies import tables
from policies.choices import Shape
from policies.models import RuleTable, RuleTableVersion

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def _seeded() -> list[tuple[str, str, Shape]]:
    return [
        ("pupil-actions", _("Pupils: misuse and what follows"), Shape.TICKS),
        ("levels-misuse", _("Pupils: misuse by level C1 to C4"), Shape.LEVEL_MISUSE),
        ("levels-responses", _("Pupils: responses by level"), Shape.LEVEL_RESPONSES),
        ("staff-actions", _("Staff: misuse and what follows"), Shape.TICKS),
        ("user-actions", _("What users may and may not do"), Shape.RATINGS),
        ("communication-technologies", _("Phones, cameras and messaging"), Shape.TECHNOLOGIES),
        ("chart-illegal", _("Is anything illegal?"), Shape.CHART),
        ("chart-staff", _("Is a member of staff involved?"), Shape.CHART),
        ("chart-pupils", _("Pupils only"), Shape.CHART),
        ("chart-security-or-data", _("Security or personal data at risk"), Shape.CHART),
        ("chart-cyberbullying", _("Cyberbullying, step by step"), Shape.CHART),
        (
            "chart-negative-comments",
            _("Negative comments about the school, step by step"),
            Shape.CHART,
        ),
        ("signposts", _("Where to get help and where to report"), Shape.SIGNPOSTS),
    ]


@for_new_school
def rule_tables(by: Actor) -> None:
    """Give the school of the actor the tables it lacks; safe to call twice."""
    add_missing(by=by)


@transaction.atomic
def add_missing(*, by: Actor) -> list[str]:
    """Make the tables that the school of the actor lacks, and give back their codes. What it has
    stays as it is, with every version."""
    # One after the other, should two people start it at the same time.
    School.objects.select_for_update().get(pk=by.school_id)
    present = set(RuleTable.objects.values_list("code", flat=True))
    lacking = [one for one in _seeded() if one[0] not in present]
    for code, title, shape in lacking:
        _sow(by=by, code=code, title=title, shape=shape)
    return [code for code, _title, _shape in lacking]


@transaction.atomic
def _sow(*, by: Actor, code: str, title: str, shape: Shape) -> RuleTableVersion:
    rows = tables.parse((SEEDS / f"{code}.csv").read_text(encoding="utf-8"))
    table = RuleTable.objects.create(school_id=by.school_id, code=code, title=title, shape=shape)
    version: RuleTableVersion = RuleTableVersion.objects.create(
        school_id=by.school_id,
        table=table,
        number=1,
        effective_from=date(school_year(timezone.localdate()), 9, 1),
        rows=rows,
        sha256=tables.digest(rows),
        made_at=timezone.now(),
        made_by_ref=by.ref,
    )
    data = {"number": 1, "sha256": version.sha256}
    audit.record(by=by, type="rules.version_made", object=str(table), data=data)
    return version
