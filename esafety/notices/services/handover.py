"""Handing what waits for a member who is away to who stands in."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from esafety.jobs import services as jobs
from esafety.notices import queries
from esafety.notices.kinds import ABSENCE_WAITING
from esafety.notices.models import Absence, Notice
from esafety.notices.services import telling
from esafety.schools import queries as schools

HAND_OVER_JOB = "absence.hand_over"


def plan(absence: Absence) -> None:
    """Keep the job that hands over when the absence, that has a deputy, begins, or at once if it
    has begun: one for each deputy and first day, inside the transaction that says them."""
    zone = ZoneInfo(absence.school.timezone)
    begins = datetime.combine(absence.starts_on, time.min, zone)
    jobs.enqueue(
        kind=HAND_OVER_JOB,
        school_id=absence.school_id,
        payload={"absence": str(absence.key)},
        run_after=max(begins, timezone.now()),
        once_key=f"handover:{absence.key}:{absence.deputy_id}:{absence.starts_on:%Y%m%d}",
    )


@transaction.atomic
def hand_over(*, absence: Absence) -> list[Notice]:
    """Tell who stands in now that something was left unread or unfinished, with one notice each
    and once for an absence; nothing where nothing waits that exists for them. What comes later
    they are told with the member (`telling.tell`)."""
    told: list[Notice] = []
    if not absence.covers(schools.local_today(absence.school)):
        return told
    for stand_in in queries.stand_ins(absence.member):
        waiting = queries.waiting_for(absence.member, schools.actor_of(stand_in))
        if waiting:
            notice = telling.tell(
                member=stand_in,
                kind=ABSENCE_WAITING,
                object=absence.audit_ref,
                school_id=absence.school_id,
                urgent=any(one.urgent for one in waiting),
                once_key=f"{ABSENCE_WAITING}:{absence.key}",
            )
            told += [notice] if notice else []
    return told
