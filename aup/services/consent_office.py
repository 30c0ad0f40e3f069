"""The office enters what a parent said about pictures on paper or by telephone."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aup.models import ImageConsent
from aup.queries import consent as queries
from aup.queries import member_of
from aup.services import class_papers, consent
from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from esafety.signatures.choices import Means, Part
from esafety.signatures.services.signing import Hand

_NOT_YOURS = gettext_lazy("Only the office and the eSafety lead enter what parents said.")


@dataclass(frozen=True)
class Form:
    """What stands on the form about one child: whose it is, the name on it and the answers."""

    child: Person
    guardian: Person
    name: str
    answers: Mapping[str, bool]

    @property
    def number(self) -> int:
        return self.child.pk


@transaction.atomic
def enter(
    *,
    child: Person,
    guardian: Person,
    name: str,
    answers: Mapping[str, bool],
    day: date,
    once_key: uuid.UUID,
    by: Actor,
) -> ImageConsent:
    """Enter a form signed on paper; `name` and `day` are those on it. Raises Refused as
    `consent.give`, for a day to come, and where the parent has answered since that day."""
    member = _member(by)
    if day > schools.local_today(child.school):
        raise Refused(_("The day on the form is still to come."))
    if not queries.is_entered(consent.key_of(once_key, child, guardian)):
        _check_newest(child, guardian, day)
    hand = Hand(
        name=name,
        statement=_("Signed on paper."),
        part=Part.PARENT,
        means=Means.PAPER,
        signer=guardian,
        entered_by=member,
        answers={"day_on_paper": day.isoformat()},
    )
    return consent.give(
        child=child, answers=answers, hand=hand, once_key=once_key, by=by, day_on_paper=day
    )


@transaction.atomic
def enter_class(*, forms: Sequence[Form], day: date, once_key: uuid.UUID, by: Actor) -> int:
    """Enter the forms of a class that came back on one day, all or none; how many were new.

    The same page sent twice is entered once. Raises Refused without the right, FormRefused
    where one of them cannot be entered, as `enter` says.
    """
    _member(by)
    consent.hold([form.child for form in forms])
    return class_papers.each(forms, lambda form: _enter(form, day, once_key, by))


@transaction.atomic
def take_back(*, child: Person, guardian: Person, reason: str, by: Actor) -> ImageConsent:
    """Enter that a parent took everything back. Raises Refused as `consent.withdraw`."""
    return consent.withdraw(
        child=child,
        guardian=guardian,
        means=Means.PAPER,
        reason=reason,
        entered_by=_member(by),
        by=by,
    )


def _enter(form: Form, day: date, once_key: uuid.UUID, by: Actor) -> bool:
    key = _key_of(form, day, once_key)
    if queries.is_entered(consent.key_of(key, form.child, form.guardian)):
        return False
    enter(
        child=form.child,
        guardian=form.guardian,
        name=form.name,
        answers=form.answers,
        day=day,
        once_key=key,
        by=by,
    )
    return True


def _check_newest(child: Person, guardian: Person, day: date) -> None:
    """What a parent said after the day on the form counts: the form does not undo it."""
    last = queries.newest_of(child, guardian)
    if last is None:
        return
    said_on = last.day_on_paper or last.given_at.astimezone(ZoneInfo(child.school.timezone)).date()
    if said_on > day:
        facts = {"name": guardian.name, "day": date_format(said_on, "j F Y")}
        words = _("%(name)s answered later than this form, on %(day)s. The later answer counts.")
        raise Refused(words % facts)


def _key_of(form: Form, day: date, once_key: uuid.UUID) -> uuid.UUID:
    """The key of one child's form on a page: with another answer it is another form, so that a
    page that is put right and sent again is not taken for the same one."""
    said = sorted((str(use), yes) for use, yes in form.answers.items())
    return uuid.uuid5(once_key, f"{form.child}:{form.guardian}:{form.name}:{day}:{said}")


def _member(by: Actor) -> Membership:
    require(by, Permission.IMAGE_MANAGE, _NOT_YOURS)
    member = member_of(by)
    if member is None:
        raise Refused(_NOT_YOURS)
    return member
