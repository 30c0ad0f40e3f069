"""The signing page on the school's tablet: opened by the office for the day, and closed."""

import secrets
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aup import queries
from aup.models import KioskDay
from aup.queries.reception import hash_of, open_kiosks
from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.audit import services as audit
from esafety.schools import queries as schools
from esafety.schools.models import Membership


@transaction.atomic
def open_day(*, by: Actor) -> tuple[KioskDay, str]:
    """Open the page on one tablet; the second of the pair is the secret for its cookie, kept
    nowhere else. It ends with the school day or, opened after that, at midnight."""
    member = _member(by)
    now, token = timezone.now(), secrets.token_urlsafe(32)
    row = KioskDay(
        school_id=by.school_id,
        token_hash=hash_of(token),
        opened_at=now,
        opened_by=member,
        ends_at=_end_of_the_day(member, now),
    )
    row.save(force_insert=True)
    audit.record(by=by, type="agreement.kiosk_opened", object=str(row))
    return row, token


@transaction.atomic
def close(*, kiosk: KioskDay, by: Actor) -> KioskDay:
    """Close the page on one tablet, from any device; closed twice, it was closed once."""
    member = _member(by)
    row = open_kiosks().select_for_update(of=("self",)).filter(pk=kiosk.pk).first()
    if row is None:
        return kiosk
    row.closed_at, row.closed_by = timezone.now(), member
    row.save(update_fields=["closed_at", "closed_by"])
    audit.record(by=by, type="agreement.kiosk_closed", object=str(row))
    return row


def _member(by: Actor) -> Membership:
    sentence = _("Your role does not let you open the page on the tablet.")
    require(by, Permission.AGREEMENT_MANAGE, sentence)
    member = queries.member_of(by)
    if member is None:
        raise Refused(sentence)
    return member


def _end_of_the_day(member: Membership, now: datetime) -> datetime:
    calendar = schools.calendar_of(member.school)
    today = now.astimezone(calendar.zone).date()
    closes = datetime.combine(today, calendar.day_ends, calendar.zone)
    midnight = datetime.combine(today + timedelta(days=1), time.min, calendar.zone)
    return closes if closes > now else midnight
