"""A teacher reads the agreement with a class and signs for the children who were there."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from aup import queries
from aup.models import Answer, Ask
from aup.queries.witnessing import YEARS, still_to_say
from aup.services import answering
from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.audit import services as audit
from esafety.schools.models import Membership
from esafety.signatures.choices import Means, Part
from esafety.signatures.services.signing import Hand


@transaction.atomic
def witness(
    *,
    asks: Iterable[Ask],
    name: str,
    statement: str,
    ip: str,
    browser: str,
    once_key: uuid.UUID,
    by: Actor,
) -> list[Answer]:
    """One signature for each of the children, all of them or none; the same form sent again makes
    nothing, and a child who has said yes already is left out.

    Raises Refused for a role that may not, and for anybody who is not a child up to year 6.
    """
    require(by, Permission.AGREEMENT_WITNESS, _("Your role does not let you sign with a class."))
    member = queries.member_of(by)
    if member is None:
        raise Refused(_("Only members of the school sign with a class."))
    wanted = [ask.pk for ask in asks]
    open_rows = list(still_to_say(queries.asks().filter(pk__in=wanted)).order_by("pk"))
    hand = Hand(name, statement, Part.WITNESS, Means.WITNESSED, ip=ip, browser=browser)
    made = [_one(row, hand, member, once_key, by) for row in open_rows]
    if made:
        facts = {"number": len(made)}
        audit.record(
            by=by, type="agreement.class_witnessed", object=str(open_rows[0].agreement), data=facts
        )
    return made


def _one(ask: Ask, hand: Hand, member: Membership, once_key: uuid.UUID, by: Actor) -> Answer:
    if ask.subject.year_group not in YEARS:
        raise Refused(_("Only children up to year 6 are signed for in class."))
    own = Hand(
        name=hand.name,
        statement=hand.statement,
        part=hand.part,
        means=hand.means,
        subject=ask.subject,
        member=member,
        entered_by=member,
        ip=hand.ip,
        browser=hand.browser,
    )
    key = uuid.uuid5(once_key, str(ask.pk))
    return answering.sign(ask=ask, hand=own, once_key=key, by=by)
