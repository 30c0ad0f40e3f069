"""Telling a member that something waits for them."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from esafety.jobs import services as jobs
from esafety.notices import kinds, queries
from esafety.notices.choices import Mail
from esafety.notices.models import Notice
from esafety.schools.models import Membership

MAIL_JOB = "notice.mail"
DIGEST_JOB = "notice.digest"


def tell(
    *,
    member: Membership,
    kind: str,
    object: str,
    school_id: int,
    urgent: bool = False,
    once_key: str = "",
) -> Notice | None:
    """Tell a member, and who stands in for them while they are away, inside the transaction of
    the act: a notice on screen and, as each of them wishes, a mail by a job or in the daily one.

    `object` is a reference ("incident:OAK-7K3P-9X", "task:<key>"). A notice is shown and mailed
    only while the thing exists for its reader, so this may be called before it does; who stands
    in is told only if it exists for them now. Urgent ones are mailed at once, whatever the wishes
    and the hour. With a `once_key` each member gets one such notice ever. None where the member
    has left or was told before. Raises UnknownNoticeKind, and RuntimeError outside a transaction.
    """
    kinds.kind_of(kind)
    if not connection.in_atomic_block:
        raise RuntimeError("notices.tell() must run inside the transaction of the act it follows.")
    if member.left_on is not None or not member.user.is_active:
        return None
    told = _tell_one(member, kind, object, school_id, urgent, once_key)
    for deputy in queries.stand_ins(member):
        if queries.exists_for(deputy, object):
            _tell_one(deputy, kind, object, school_id, urgent, once_key)
    return told


def _tell_one(
    member: Membership, kind: str, object: str, school_id: int, urgent: bool, once_key: str
) -> Notice | None:
    now, wishes = timezone.now(), queries.settings_of(member)
    facts = {
        "kind": kind,
        "object": object,
        "urgent": urgent,
        "mail": Mail.AT_ONCE if urgent else wishes.mail,
        "created_at": now,
    }
    if once_key:
        notice, made = Notice.objects.get_or_create(
            school_id=school_id, member=member, once_key=once_key, defaults=facts
        )
        if not made:
            return None
    else:
        notice = Notice.objects.create(school_id=school_id, member=member, **facts)
    if notice.mail == Mail.AT_ONCE:
        quiet = queries.quiet_of(wishes, member.school)
        mail_at(notice, now if urgent else quiet.over_at(now))
    return notice


def mail_at(notice: Notice, moment: datetime) -> None:
    """Keep the job that mails the notice at that moment; one job for a notice and a moment."""
    jobs.enqueue(
        kind=MAIL_JOB,
        school_id=notice.school_id,
        payload={"notice": str(notice.key)},
        run_after=moment,
        once_key=f"mail:{notice.key}:{moment:%Y%m%d%H%M%S}",
    )
