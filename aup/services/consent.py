"""Parents say where pictures of their child may be used, and take it back."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aup import consent_words
from aup.consent_choices import ConsentKind, Use
from aup.models import ConsentAnswer, ImageConsent
from aup.queries import consent as queries
from aup.services import sending_copies
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from esafety.signatures.choices import Means, Part
from esafety.signatures.models import Signature
from esafety.signatures.services import signing, withdrawing
from esafety.signatures.services.signing import Hand


def _sign(
    row: Person, answers: Mapping[str, bool], hand: Hand, key: uuid.UUID, by: Actor
) -> Signature:
    words = {str(use.label): _("Yes") if answers[use] else _("No") for use in Use}
    signed = replace(hand, subject=row, answers=words | hand.answers)
    return signing.sign(
        school=row.school, words=consent_words.current(), hand=signed, once_key=key, by=by
    )


def key_of(once_key: uuid.UUID, child: Person, guardian: Person) -> uuid.UUID:
    """One key for each child and parent: a page stands for nobody but them."""
    return uuid.uuid5(once_key, f"{child}:{guardian}")


@transaction.atomic
def give(
    *,
    child: Person,
    answers: Mapping[str, bool],
    hand: Hand,
    once_key: uuid.UUID,
    by: Actor,
    day_on_paper: date | None = None,
) -> ImageConsent:
    """Keep one parent's yes or no to each use, signed, beside what `hand` says was answered along
    with it; pressed twice, it is the same one.

    Raises Refused for somebody without parental responsibility, for a child who is not at the
    school, where a use has no answer, and for a page that was sent before with other answers or
    before a later one. Whoever calls this has made sure who signs.
    """
    row, guardian = _child(child), hand.signer
    if guardian is None or hand.part != Part.PARENT or not queries.is_guardian(row, guardian):
        raise Refused(_("Only a parent or carer with parental responsibility can answer."))
    if set(answers) != set(Use):
        raise Refused(_("Say yes or no to each use."))
    signature = _sign(row, answers, hand, key_of(once_key, row, guardian), by)
    done: ImageConsent | None = ImageConsent.objects.filter(signature=signature).first()
    if done is not None and done != queries.newest_of(row, guardian):
        raise Refused(_("You have answered or taken it back since. Open this page again."))
    if done is not None:
        return done
    given = (ConsentKind.GIVEN, row, guardian, signature, hand.means, hand.entered_by, by)
    made = _write(*given, day_on_paper=day_on_paper)
    ConsentAnswer.objects.bulk_create(
        ConsentAnswer(school_id=row.school_id, consent=made, use=use, yes=answers[use])
        for use in Use
    )
    _record("consent.given", made, by)
    sending_copies.send_later(signature)
    return made


@transaction.atomic
def withdraw(
    *,
    child: Person,
    guardian: Person,
    means: Means,
    by: Actor,
    reason: str = "",
    entered_by: Membership | None = None,
) -> ImageConsent:
    """Take back everything one parent said yes to; a reason is welcome, never needed. Done twice,
    it is the same one. Raises Refused where they have said nothing yet."""
    row = _child(child)
    last = queries.newest_of(row, guardian)
    if last is None:
        raise Refused(_("There is no answer to take back."))
    if last.kind == ConsentKind.WITHDRAWN:
        return last
    why = reason.strip() or _("Taken back by the parent or carer.")
    withdrawing.withdraw(signature=last.signature, reason=why, by=by)
    taken = _write(
        ConsentKind.WITHDRAWN, row, guardian, last.signature, means, entered_by, by, reason=why
    )
    _record("consent.withdrawn", taken, by)
    return taken


@transaction.atomic
def exported(*, number: int, kind: str, by: Actor) -> None:
    """Record that somebody took the list out, as "csv" or "pdf", with so many children."""
    facts = {"number": number, "kind": kind}
    audit.record(by=by, type="consent.exported", object="images", data=facts)


def hold(children: Iterable[Person]) -> None:
    """Lock these children in the caller's transaction before the school's audit chain is taken: a
    parent who answers meanwhile waits for them, and holds nothing that is needed here."""
    rows = Person.objects.select_for_update(of=("self",)).order_by("pk")
    list(rows.filter(pk__in=[one.pk for one in children]))


def _child(child: Person) -> Person:
    """The child's row, locked: two parents at once answer one after the other."""
    row: Person = Person.objects.select_for_update(of=("self",)).get(pk=child.pk)
    today = schools.local_today(row.school)
    if row.left_on is not None and row.left_on <= today:
        raise Refused(_("This child is not at the school any more, so no picture is used."))
    return row


def _write(
    kind: ConsentKind,
    child: Person,
    guardian: Person,
    signature: Signature,
    means: Means,
    entered_by: Membership | None,
    by: Actor,
    *,
    reason: str = "",
    day_on_paper: date | None = None,
) -> ImageConsent:
    row = ImageConsent(
        school_id=child.school_id,
        child=child,
        guardian=guardian,
        kind=kind,
        signature=signature,
        means=means,
        entered_by=entered_by,
        reason=reason,
        day_on_paper=day_on_paper,
        given_at=timezone.now(),
        given_by_ref=by.ref,
    )
    row.save(force_insert=True)
    return row


def _record(type: str, row: ImageConsent, by: Actor) -> None:
    facts = {"signature": str(row.signature), "means": str(row.means)}
    audit.record(by=by, type=type, object=f"person:{row.child_id}", data=facts)
