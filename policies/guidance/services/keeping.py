"""Keeping the guidance register: entries, editions, checks."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools.models import School
from policies import codes
from policies.guidance import hooks, queries
from policies.guidance.choices import Standing
from policies.guidance.models import Guidance, GuidanceCheck, GuidanceEdition
from policies.guidance.permissions import check_can_keep


@transaction.atomic
def add(
    *,
    title: str,
    publisher: str,
    standing: Standing | str,
    edition: str,
    in_force_on: date | None,
    asks: str,
    next_check_on: date,
    by: Actor,
    address: str = "",
    part_to_read: str = "",
) -> Guidance:
    """Add a text with its first edition. Its code for citing is made from the title."""
    check_can_keep(by)
    # One at a time in a school, so that two texts do not get the same code.
    School.objects.select_for_update().get(pk=by.school_id)
    row = Guidance(
        school_id=by.school_id,
        code=_code(title),
        title=title.strip(),
        publisher=publisher.strip(),
        standing=standing,
        address=address.strip(),
        part_to_read=part_to_read.strip(),
        last_checked_on=timezone.localdate(),
        next_check_on=next_check_on,
    )
    _check_next(next_check_on)
    row.save(force_insert=True)
    audit.record(by=by, type="guidance.added", object=str(row))
    _edition(row, 1, edition, in_force_on, asks, "", by)
    return row


@transaction.atomic
def change(
    *,
    guidance: Guidance,
    title: str,
    publisher: str,
    standing: Standing | str,
    by: Actor,
    address: str = "",
    part_to_read: str = "",
) -> Guidance:
    """Correct what an entry is called, by whom it is and who reads it. No edition changes."""
    check_can_keep(by)
    row = _held(guidance)
    facts = {
        "title": title.strip(),
        "publisher": publisher.strip(),
        "standing": str(standing),
        "address": address.strip(),
        "part_to_read": part_to_read.strip(),
    }
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, facts[name])
        row.save(update_fields=changed)
        audit.record(by=by, type="guidance.changed", object=str(row), data={"fields": changed})
    return row


@transaction.atomic
def add_edition(
    *,
    guidance: Guidance,
    edition: str,
    in_force_on: date | None,
    asks: str,
    changed: str,
    by: Actor,
) -> GuidanceEdition:
    """Add the edition that takes the place of the newest; policies that cite it are called for
    review by what is registered. Raises Refused for an edition that is there already."""
    check_can_keep(by)
    row = _held(guidance)
    before = queries.editions_of(row)
    if before.filter(edition__iexact=edition.strip()).exists():
        raise Refused(_("This edition is in the register already."))
    newest = before.first()
    made = _edition(
        row, newest.number + 1 if newest else 1, edition, in_force_on, asks, changed, by
    )
    hooks.tell_edition(made, by)
    return made


@transaction.atomic
def note_check(
    *, guidance: Guidance, next_check_on: date, by: Actor, words: str = ""
) -> GuidanceCheck:
    """Note that somebody looked for a newer edition today, and when to look again."""
    check_can_keep(by)
    row = _held(guidance)
    _check_next(next_check_on)
    now, today = timezone.now(), timezone.localdate()
    check = GuidanceCheck(
        school_id=row.school_id,
        guidance=row,
        words=words.strip(),
        next_check_on=next_check_on,
        checked_on=today,
        made_at=now,
        made_by_ref=by.ref,
    )
    check.save(force_insert=True)
    row.last_checked_on, row.next_check_on = today, next_check_on
    row.save(update_fields=["last_checked_on", "next_check_on"])
    data = {"next": next_check_on.isoformat()}
    audit.record(by=by, type="guidance.checked", object=str(row), data=data)
    return check


@transaction.atomic
def retire(*, guidance: Guidance, by: Actor) -> Guidance:
    """Take an entry out of the register; it is kept, with all its editions."""
    check_can_keep(by)
    row = _held(guidance)
    row.retired_at, row.retired_by_ref = timezone.now(), by.ref
    row.save(update_fields=["retired_at", "retired_by_ref"])
    audit.record(by=by, type="guidance.retired", object=str(row))
    return row


def _held(guidance: Guidance) -> Guidance:
    row: Guidance = Guidance.objects.select_for_update().get(pk=guidance.pk)
    if row.retired_at is not None:
        raise Refused(_("This entry was taken out of the register."))
    return row


def _check_next(day: date) -> None:
    if day <= timezone.localdate():
        raise Refused(_("The next check must be after today."))


def _edition(
    row: Guidance,
    number: int,
    edition: str,
    in_force_on: date | None,
    asks: str,
    changed: str,
    by: Actor,
) -> GuidanceEdition:
    if not edition.strip() or not asks.strip():
        raise Refused(_("Name the edition, and say what it asks of the school."))
    made = GuidanceEdition(
        school_id=row.school_id,
        guidance=row,
        number=number,
        edition=edition.strip(),
        in_force_on=in_force_on,
        asks=asks.strip(),
        changed=changed.strip(),
        made_at=timezone.now(),
        made_by_ref=by.ref,
    )
    made.save(force_insert=True)
    audit.record(by=by, type="guidance.edition_added", object=str(row), data={"number": number})
    return made


def _code(title: str) -> str:
    """A code of the title that no entry has."""
    taken = {one.replace("-", "_") for one in Guidance.objects.values_list("code", flat=True)}
    return codes.made_from(title, taken, otherwise="guidance").replace("_", "-")
