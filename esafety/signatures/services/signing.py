"""Signing: the words are kept, the record is written, hashed and chained, all or nothing."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.people.models import Person
from esafety.schools.models import Membership, School
from esafety.signatures import authority, canonical, codes, queries
from esafety.signatures.choices import Means, Part
from esafety.signatures.models import Signature, SignedText

_MOST_OF_A_BROWSER = 400  # characters of what a browser calls itself
_FOR_THE_STAMP = timedelta(minutes=2)  # for so long the certificate waits for a time stamp


@dataclass(frozen=True)
class Words:
    """The exact words that are signed: `document` such as "agreement:staff", its version and
    language, and the whole text as it was shown."""

    document: str
    version: int
    locale: str
    title: str
    body: str


@dataclass(frozen=True)
class Hand:
    """Who signs, in what capacity, what they ticked, and how they were identified.

    `entered_by` is who typed a signature in from paper, or the teacher who was present;
    `answers` what was chosen along with it, such as each use of a picture.
    """

    name: str
    statement: str
    part: Part
    means: Means
    subject: Person | None = None
    signer: Person | None = None
    member: Membership | None = None
    entered_by: Membership | None = None
    ip: str = ""
    browser: str = ""
    answers: dict[str, Any] = field(default_factory=dict)


def sign(*, school: School, words: Words, hand: Hand, once_key: uuid.UUID, by: Actor) -> Signature:
    """Take a signature, once for each `once_key`: pressed twice, it is the same one again.

    Raises Refused where no name was typed, where the words of a version that somebody signed
    already would now be others, and where the key was used for another signature.
    """
    if not hand.name.strip():
        raise Refused(_("Type your name to sign."))
    try:
        return _sign(school, words, hand, once_key, by)
    except IntegrityError:
        other = queries.by_once_key(once_key)  # pressed twice: the other one was there first
        if other is None:
            raise
        if not _is_same(other, words, hand):
            sentence = _("This page was sent before for something else. Open it again, then sign.")
            raise Refused(sentence) from None
        return other


def _is_same(other: Signature, words: Words, hand: Hand) -> bool:
    """Whether a signature is the one that is asked for: these words and answers, this hand, for
    this person. No other may stand in its place."""
    text, ids = other.text, (other.subject_id, other.signer_id, other.member_id)
    wanted = [one and one.pk for one in (hand.subject, hand.signer, hand.member)]
    return (
        (text.document, text.version, text.locale) == (words.document, words.version, words.locale)
        and (other.part, *ids) == (hand.part, *wanted)
        and json.loads(other.record)["answers"] == hand.answers
    )


@transaction.atomic
def _sign(school: School, words: Words, hand: Hand, once_key: uuid.UUID, by: Actor) -> Signature:
    text, now, code = _kept(school, words), timezone.now(), codes.new()
    record = canonical.written(_facts(school, text, hand, code, canonical.moment(now)))
    sha256 = canonical.digest(record)
    facts = {"document": str(text), "part": str(hand.part), "sha256": sha256}
    event = audit.record(by=by, type="signature.made", object=f"signature:{code}", data=facts)
    signature = Signature(
        school=school,
        code=code,
        code_key=codes.key_of(code),
        once_key=once_key,
        text=text,
        part=hand.part,
        subject=hand.subject,
        signer=hand.signer,
        member=hand.member,
        name=hand.name,
        means=hand.means,
        signed_at=now,
        record=record,
        sha256=sha256,
        audit_seq=event.seq,
    )
    signature.save(force_insert=True)
    _make_proof(signature)
    return signature


def _make_proof(signature: Signature) -> None:
    """Jobs for the time stamp, where there is an authority, and for the certificate. The stamp has
    the certificate made that says so; where none comes in time, it is made without."""
    payload, wait = {"signature": signature.pk}, timedelta()
    if authority.is_configured():
        jobs.enqueue(kind="signature.stamp", school_id=signature.school_id, payload=payload)
        wait = _FOR_THE_STAMP
    jobs.enqueue(
        kind="signature.certify",
        school_id=signature.school_id,
        payload=payload,
        run_after=signature.signed_at + wait,
    )


def _kept(school: School, words: Words) -> SignedText:
    """The words as they were kept when somebody first signed them, else kept now."""
    sha256 = canonical.digest(words.body)
    text, _made = SignedText.objects.defer("body").get_or_create(
        school=school,
        document=words.document,
        version=words.version,
        locale=words.locale,
        defaults={
            "title": words.title,
            "body": words.body,
            "sha256": sha256,
            "kept_at": timezone.now(),
        },
    )
    if text.sha256 != sha256:
        raise Refused(_("These words are not the ones that were signed before as this version."))
    return text


def _facts(school: School, text: SignedText, hand: Hand, code: str, at: str) -> dict[str, Any]:
    return {
        "code": code,
        "school": {"name": school.name, "short": school.slug},
        "document": {
            "name": text.document,
            "title": text.title,
            "version": text.version,
            "language": text.locale,
            "sha256": text.sha256,
        },
        "statement": hand.statement,
        "answers": hand.answers,
        "part": str(hand.part),
        "name": hand.name,
        "signer": _person(hand.signer),
        "account": str(hand.member) if hand.member else None,
        "for": _person(hand.subject),
        "identified": str(hand.means),
        "entered_by": _member(hand.entered_by),
        "address": hand.ip,
        "browser": hand.browser[:_MOST_OF_A_BROWSER],
        "signed_at": at,
    }


def _person(person: Person | None) -> dict[str, str] | None:
    return {"name": person.name, "number": str(person)} if person else None


def _member(member: Membership | None) -> dict[str, str] | None:
    return {"name": member.display_name, "number": str(member)} if member else None
