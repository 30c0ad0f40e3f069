"""Notices are everybody's own; of an absence only its member and who manages members know."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from esafety.notices.services import absences, telling
from esafety.schools import queries as schools
from tests.architecture.row import EVERYONE, LEADERS, Row, of

_TOMS = of("tom lena hari", hidden="dee sima gwen cora olu nat")

TABLE: dict[str, Row] = {
    "notices:notices": EVERYONE,
    "notices:read": EVERYONE,  # takes a POST alone: whose notice it is, is asked then
    "notices:read_all": EVERYONE,
    "notices:settings": EVERYONE,
    "notices:away": EVERYONE,
    "notices:say_away": EVERYONE,
    "notices:say_away_for": LEADERS,
    "notices:change_away": _TOMS,
    "notices:end_away": _TOMS,
}


def args(world: Any) -> dict[str, list[object]]:
    """Tom is away next week, and has a notice of the world's incident."""
    day = schools.local_today(world.school) + timedelta(days=7)
    absence = absences.say(
        by=world.actors["tom"], member=world.member("tom"), starts_on=day, ends_on=day
    )
    with transaction.atomic():
        notice = telling.tell(
            member=world.member("tom"),
            kind="incident.submitted",
            object=world.incident.audit_ref,
            school_id=world.school.pk,
        )
    slug = world.school.slug
    return {
        "notices:read": [slug, notice.key],
        "notices:change_away": [slug, absence.key],
        "notices:end_away": [slug, absence.key],
    }
