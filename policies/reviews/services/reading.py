"""Reading and understanding: a member acknowledges with the same evidence as a signature."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from esafety.signatures.choices import Means, Part
from esafety.signatures.models import Signature
from esafety.signatures.services import signing, withdrawing
from esafety.signatures.services.signing import Hand
from policies.reviews import permissions, readings
from policies.reviews.models import Acknowledgement
from policies.reviews.queries import reading as queries
from policies.reviews.readings import Item

ASKED, REMINDED = "reading.asked", "reading.reminded"


@transaction.atomic
def acknowledge(
    *,
    item: Item,
    name: str,
    statement: str,
    second_factor: bool,
    ip: str,
    browser: str,
    once_key: uuid.UUID,
    by: Actor,
) -> Acknowledgement:
    """Acknowledge that one has read and understood a thing; done twice, it is the same one.

    Raises Refused where a newer revision or edition has taken its place, and without a name.
    """
    member = _member(by)
    today = schools.local_today(member.school)
    now = queries.item_of(by, item.kind, item.code, today)
    if now is None or now.ref != item.ref:
        raise Refused(_("A newer text has taken the place of this one. Read that one, please."))
    before = queries.standing_of(member.pk, now)
    if before is not None:
        return before
    signature = signing.sign(
        school=member.school,
        words=queries.words_of(now),
        hand=_hand(member, name, statement, second_factor, ip, browser),
        once_key=once_key,
        by=by,
    )
    made = _made(member, now, signature)
    facts = {"what": now.ref, "signature": str(signature)}
    audit.record(by=by, type="reading.acknowledged", object=now.document, data=facts)
    notices.opened(by=by, object=now.document)
    return made


@transaction.atomic
def withdraw(*, acknowledgement: Acknowledgement, reason: str, by: Actor) -> Acknowledgement:
    """Take back one's own acknowledgement, with a reason. What was signed stays as evidence; the
    thing is to be read again."""
    member = _member(by)
    if acknowledgement.member_id != member.pk:
        raise Refused(_("This is somebody else’s."))
    withdrawing.withdraw(signature=acknowledgement.signature, reason=reason, by=by)
    what = acknowledgement.signature.text
    facts = {"what": f"{what.document}:{what.version}"}
    audit.record(by=by, type="reading.withdrawn", object=what.document, data=facts)
    return acknowledgement


@transaction.atomic
def ask(*, item: Item, members: list[Membership], by: Actor) -> int:
    """Tell those who have not read a thing what is due to them today: at once, then reminders.
    Each is told once for each step; how many were told."""
    told = 0
    for member in members:
        today = schools.local_today(member.school)
        step = readings.step_due(item.since, member.joined_on, today)
        if step is None:
            continue
        notice = notices.tell(
            member=member,
            kind=REMINDED if step else ASKED,
            object=item.document,
            school_id=by.school_id,
            once_key=f"reading:{item.ref}:{step}",
        )
        told += notice is not None
    if told:
        facts = {"what": item.ref, "number": told}
        audit.record(by=by, type="reading.asked", object=item.document, data=facts)
    return told


def _made(member: Membership, item: Item, signature: Signature) -> Acknowledgement:
    made = Acknowledgement(
        school_id=member.school_id,
        member=member,
        revision=item.revision,
        edition=item.guidance,
        signature=signature,
        read_at=signature.signed_at,
    )
    made.save(force_insert=True)
    return made


def _member(by: Actor) -> Membership:
    """The member, held so that two taps at the same time are one after the other."""
    permissions.check_can_acknowledge(by)
    rows = Membership.objects.select_for_update(of=("self",)).select_related("school", "user")
    found: Membership | None = rows.filter(pk=by.membership_id or 0, left_on__isnull=True).first()
    if found is None:
        raise Refused(_("Only members of the school acknowledge what they have read."))
    return found


def _hand(
    member: Membership, name: str, statement: str, second_factor: bool, ip: str, browser: str
) -> Hand:
    person = Person.objects.filter(membership=member).first()
    return Hand(
        name=name,
        statement=statement,
        part=Part.OWN,
        means=Means.SECOND_FACTOR if second_factor else Means.ACCOUNT,
        subject=person,
        signer=person,
        member=member,
        ip=ip,
        browser=browser,
    )
