"""The office enters what a parent said about pictures on paper or by telephone."""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aup.models import ImageConsent
from aup.queries import member_of
from aup.services import consent
from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.people.models import Person
from esafety.schools.models import Membership
from esafety.signatures.choices import Means, Part
from esafety.signatures.services.signing import Hand

_NOT_YOURS = gettext_lazy("Only the office and the eSafety lead enter what parents said.")


@transaction.atomic
def enter(
    *,
    child: Person,
    guardian: Person,
    name: str,
    answers: Mapping[str, bool],
    once_key: uuid.UUID,
    by: Actor,
) -> ImageConsent:
    """Enter a form signed on paper; `name` is the name on it. Raises Refused as `consent.give`."""
    hand = Hand(
        name=name,
        statement=_("Signed on paper."),
        part=Part.PARENT,
        means=Means.PAPER,
        signer=guardian,
        entered_by=_member(by),
    )
    return consent.give(child=child, answers=answers, hand=hand, once_key=once_key, by=by)


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


def _member(by: Actor) -> Membership:
    require(by, Permission.IMAGE_MANAGE, _NOT_YOURS)
    member = member_of(by)
    if member is None:
        raise Refused(_NOT_YOURS)
    return member
