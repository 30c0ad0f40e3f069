"""Reads for the tablet at reception and for the office: who came, who signed, who is expected."""

import hashlib
import hmac
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from aup.choices import IN_ORDER
from aup.coming import WHO_COMES
from aup.models import Ask, KioskDay
from aup.queries.asking import asks
from esafety.people.models import Person
from esafety.people.names import fold
from esafety.schools.calendar import school_year

MOST = 50


def hash_of(token: str) -> str:
    """By what a tablet's cookie is found."""
    return hashlib.sha256(token[:200].encode()).hexdigest()


def open_kiosks() -> QuerySet[KioskDay]:
    """The tablets on which the signing page is open now, the newest first."""
    found: QuerySet[KioskDay] = KioskDay.objects.select_related("opened_by", "school")
    return found.filter(closed_at__isnull=True, ends_at__gt=timezone.now()).order_by("-pk")


def kiosk_of(token: str) -> KioskDay | None:
    """The open tablet with this cookie; an unknown, a closed and an ended one are all nothing."""
    wanted = hash_of(token)
    row = open_kiosks().filter(token_hash=wanted).first()
    same = hmac.compare_digest(row.token_hash if row else hash_of(""), wanted)
    return row if same else None


def same_named_today(kind: str, key: str, today: date) -> Person | None:
    """Who came or is expected on this day under this name, as the same kind of person."""
    rows = Person.objects.filter(kind=kind, search_key=key, joined_on=today)
    found: Person | None = rows.filter(membership__isnull=True).order_by("pk").first()
    return found


def visitors_on(day: date) -> QuerySet[Ask]:
    """Questions to visitors who come on this day or, having come before, answered on it; the newest
    first. Who is expected later may have signed by link today: they are not in the building."""
    begins = _midnight(day)
    rows = asks().filter(agreement__audience__in=WHO_COMES)
    mine = Q(subject__joined_on=day) | Q(changed_at__gte=begins)
    return rows.filter(mine).exclude(subject__joined_on__gt=day).order_by("-changed_at", "-pk")


def expected_after(day: date) -> QuerySet[Ask]:
    """Questions to visitors who come on a later day, the nearest first."""
    rows = asks().filter(agreement__audience__in=WHO_COMES, subject__joined_on__gt=day)
    return rows.order_by("subject__joined_on", "subject__last_name", "pk")


def signed_this_year(words: str, today: date) -> list[Ask]:
    """Visitors of this school year whose agreement stands and whose name has these words."""
    wanted = fold(words[:100]).split()
    begins = _midnight(date(school_year(today), 9, 1))
    rows = asks().filter(
        agreement__audience__in=WHO_COMES, state__in=IN_ORDER, changed_at__gte=begins
    )
    for word in wanted:
        rows = rows.filter(subject__search_key__contains=word)
    return list(rows.order_by("-changed_at", "-pk")[:MOST]) if wanted else []


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())
