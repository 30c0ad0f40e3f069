"""Saying when a member is away, and who stands in."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.notices import permissions, queries
from esafety.notices.kinds import ABSENCE_DEPUTY, ABSENCE_SAID
from esafety.notices.models import Absence
from esafety.notices.services import handover, telling
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School

LONGEST = timedelta(days=366)


@transaction.atomic
def say(
    *,
    by: Actor,
    member: Membership,
    starts_on: date,
    ends_on: date,
    deputy: Membership | None = None,
) -> Absence:
    """Say that a member is away on these days (both included, on the school's calendar).

    The deputy is told, and once more when the absence begins if something waits; so is the member
    if somebody else says it. Refused for days that have
    passed, that are too many or already said; and where on a school day nobody of the DSL team
    would be there and nobody stands in: a DSL or deputy must always be named.
    """
    permissions.check_can_say_away(by, member.pk)
    school = _hold(by)
    held = _present(member)
    _check_days(school, held, starts_on, ends_on, but=None)
    absence = Absence(
        school=school,
        member=held,
        deputy=_deputy(held, deputy),
        starts_on=starts_on,
        ends_on=ends_on,
        said_at=timezone.now(),
        said_by=by.ref,
    )
    _save(by, absence, "absence.said")
    if by.membership_id != held.pk:
        _tell(held, ABSENCE_SAID, absence)
    return absence


@transaction.atomic
def change(
    *, by: Actor, absence: Absence, starts_on: date, ends_on: date, deputy: Membership | None = None
) -> Absence:
    """Change the days or the deputy of an absence. Refused as `say` is, and for one taken back."""
    permissions.check_can_say_away(by, absence.member_id)
    school = _hold(by)
    held = _held(absence)
    _check_days(school, held.member, starts_on, ends_on, but=held)
    held.starts_on, held.ends_on = starts_on, ends_on
    held.deputy = _deputy(held.member, deputy)
    _save(by, held, "absence.changed")
    return held


@transaction.atomic
def end(*, by: Actor, absence: Absence) -> Absence:
    """Take an absence back: the member is there again from now on."""
    permissions.check_can_say_away(by, absence.member_id)
    _hold(by)
    held = _held(absence)
    held.ended_at, held.ended_by = timezone.now(), by.ref
    held.save(update_fields=["ended_at", "ended_by"])
    audit.record(by=by, type="absence.ended", object=held.audit_ref)
    return held


def _hold(by: Actor) -> School:
    """One absence at a time in a school, so that two DSLs do not slip out together."""
    school: School = School.objects.select_for_update().get(pk=by.school_id)
    return school


def _held(absence: Absence) -> Absence:
    held: Absence | None = queries.absences().filter(pk=absence.pk).first()
    if held is None:
        raise Refused(_("This absence was taken back already."))
    return held


def _present(member: Membership) -> Membership:
    held: Membership | None = schools.current_members().filter(pk=member.pk).first()
    if held is None:
        raise Refused(_("This person is not a member of the school any more."))
    return held


def _deputy(member: Membership, deputy: Membership | None) -> Membership | None:
    if deputy is None:
        return None
    found: Membership | None = queries.may_stand_in_for(member).filter(pk=deputy.pk).first()
    if found is None:
        raise Refused(_("This person cannot stand in. Choose somebody else."))
    return found


def _check_days(
    school: School, member: Membership, starts_on: date, ends_on: date, *, but: Absence | None
) -> None:
    if ends_on < starts_on:
        raise Refused(_("The last day must not be before the first."))
    if ends_on < schools.local_today(school):
        raise Refused(_("These days have passed."))
    if ends_on - starts_on > LONGEST:
        raise Refused(_("An absence is at most a year long. Say the rest later."))
    others = queries.absences().filter(
        member=member, starts_on__lte=ends_on, ends_on__gte=starts_on
    )
    if any(other != but for other in others):
        raise Refused(_("Some of these days are said already. Change that absence instead."))


def _save(by: Actor, absence: Absence, type: str) -> None:
    absence.save()
    _check_somebody_safeguards(absence)
    audit.record(by=by, type=type, object=absence.audit_ref)
    if absence.deputy is not None:
        _tell(absence.deputy, ABSENCE_DEPUTY, absence)
        handover.plan(absence)


def _check_somebody_safeguards(absence: Absence) -> None:
    """Asked once the days are saved: what is refused takes them back with the transaction."""
    cover = queries.cover(absence.school)
    if absence.member_id not in cover.team:
        return
    first = max(absence.starts_on, schools.local_today(absence.school))
    if any(not gap.stand_ins for gap in cover.gaps(first, absence.ends_on)):
        raise Refused(
            _(
                "A DSL or deputy must always be named. On these days none would be there: choose "
                "who stands in."
            )
        )


def _tell(member: Membership, kind: str, absence: Absence) -> None:
    telling.tell(member=member, kind=kind, object=absence.audit_ref, school_id=absence.school_id)
