"""Jobs of notices: one mail, the daily mail and planning it, handing over. No rules here."""

from zoneinfo import ZoneInfo

from django.utils import timezone

from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.notices import notifications, queries
from esafety.notices.choices import Mail
from esafety.notices.services import delivery, handover, telling
from esafety.schools import queries as schools
from esafety.schools.models import School

# With pauses that grow to an hour this is about two days: longer than a mail server is down.
ATTEMPTS = 55


@handler(telling.MAIL_JOB, attempts=ATTEMPTS, forgets_keys=True)
def mail(job: Job) -> None:
    """Mail one notice, if it may still go out."""
    notice = queries.notice(job.payload["notice"])
    if notice is not None:
        notifications.send(notice)


@handler(telling.DIGEST_JOB, attempts=ATTEMPTS, forgets_keys=True)
def digest(job: Job) -> None:
    """Mail one member what the day brought."""
    member = schools.current_members().filter(pk=job.payload["member"]).first()
    if member is not None:
        notifications.send_digest(member)


@handler(handover.HAND_OVER_JOB)
def hand_over(job: Job) -> None:
    """An absence begins: what waits goes to who stands in, unless it was taken back or moved."""
    absence = queries.absences().filter(key=job.payload["absence"]).first()
    if absence is not None:
        handover.hand_over(absence=absence)


@periodically
def plan_digests(school: School) -> None:
    """Once a day for each member for whom something waits, from their hour on, unless it is quiet.

    The hour is compared with the wall clock, and the day's name is in the job's key: the change of
    the clock neither skips nor repeats it.
    """
    waiting = queries.members_for_digest()
    if not waiting:
        return
    now = timezone.now()
    local = now.astimezone(ZoneInfo(school.timezone))
    for member in schools.current_members().filter(pk__in=waiting):
        wishes = queries.settings_of(member)
        quiet = queries.quiet_of(wishes, school)
        # Who does not want it any more has what still waits for it at once.
        hour_came = wishes.mail != Mail.DIGEST or local.time() >= wishes.digest_at
        if hour_came and not quiet.holds(now):
            day = local.date().isoformat()
            delivery.plan_digest(member_id=member.pk, school_id=school.pk, day=day)
