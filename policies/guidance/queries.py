"""Reads of the guidance register of the school in scope."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from policies.guidance.models import Guidance, GuidanceCheck, GuidanceEdition


@dataclass(frozen=True)
class Entry:
    """An entry with its newest edition and the one in force on a day, where there are any."""

    guidance: Guidance
    newest: GuidanceEdition | None
    in_force: GuidanceEdition | None
    is_due: bool


def visible_to(actor: Actor) -> QuerySet[Guidance]:
    """The register, for staff and governors; a pupil has no part in it, and a clock sees all."""
    rows: QuerySet[Guidance] = Guidance.objects.select_related("school").order_by("title", "pk")
    sees = actor.is_system or actor.can(Permission.POLICY_ACKNOWLEDGE)
    return rows if sees else rows.none()


def kept(actor: Actor) -> QuerySet[Guidance]:
    """Entries that were not taken out."""
    return visible_to(actor).filter(retired_at__isnull=True)


def search(rows: QuerySet[Guidance], words: str) -> QuerySet[Guidance]:
    """Those with all of the words in title, publisher, or what an edition asks."""
    for word in words[:100].split():
        asked = GuidanceEdition.objects.filter(asks__icontains=word).values("guidance")
        here = Q(title__icontains=word) | Q(publisher__icontains=word) | Q(code__icontains=word)
        rows = rows.filter(here | Q(pk__in=asked))
    return rows


def entries(rows: QuerySet[Guidance], today: date) -> list[Entry]:
    """The entries in their order, with their editions: two queries for any number."""
    newest_last = GuidanceEdition.objects.order_by("number")
    found = rows.prefetch_related(Prefetch("editions", newest_last, to_attr="in_order"))
    return [_entry(row, today) for row in found]


def _entry(row: Guidance, today: date) -> Entry:
    editions: list[GuidanceEdition] = row.in_order  # type: ignore[attr-defined]
    begun = [one for one in editions if one.in_force_on is None or one.in_force_on <= today]
    newest = editions[-1] if editions else None
    is_due = row.retired_at is None and row.next_check_on <= today
    return Entry(row, newest, begun[-1] if begun else None, is_due)


def editions_of(guidance: Guidance) -> QuerySet[GuidanceEdition]:
    """Every edition, newest first."""
    rows: QuerySet[GuidanceEdition] = GuidanceEdition.objects.filter(guidance=guidance)
    return rows.order_by("-number")


def checks_of(guidance: Guidance) -> QuerySet[GuidanceCheck]:
    """Every check, newest first."""
    rows: QuerySet[GuidanceCheck] = GuidanceCheck.objects.filter(guidance=guidance)
    return rows.order_by("-pk")


def in_force(guidance: Guidance, on: date) -> GuidanceEdition | None:
    """The newest edition that is in force on a day."""
    begun = Q(in_force_on__isnull=True) | Q(in_force_on__lte=on)
    return editions_of(guidance).filter(begun).first()


def to_read(on: date) -> list[GuidanceEdition]:
    """The editions in force of which all staff read a part."""
    rows = Guidance.objects.filter(retired_at__isnull=True).exclude(part_to_read="")
    found = (in_force(row, on) for row in rows.select_related("school"))
    return [one for one in found if one is not None]


def codes() -> list[str]:
    """What a policy can cite: entries that were not taken out."""
    rows = Guidance.objects.filter(retired_at__isnull=True).order_by("code")
    return list(rows.values_list("code", flat=True))


def titles(on: date) -> dict[str, str]:
    """What each entry is called in the text of a policy, by its code."""
    rows = entries(Guidance.objects.order_by("pk"), on)
    return {one.guidance.code: _called(one) for one in rows}


def _called(entry: Entry) -> str:
    edition = entry.in_force or entry.newest
    return f"{entry.guidance.title} ({edition.edition})" if edition else entry.guidance.title


def to_check(actor: Actor, first: date, last: date) -> QuerySet[Guidance]:
    """Entries whose next check falls between the two days, both included."""
    return kept(actor).filter(next_check_on__gte=first, next_check_on__lte=last)


def overdue(on: date) -> QuerySet[Guidance]:
    """Entries whose check was due before or on the day."""
    rows: QuerySet[Guidance] = Guidance.objects.filter(
        retired_at__isnull=True, next_check_on__lte=on
    )
    return rows.order_by("next_check_on", "pk")
