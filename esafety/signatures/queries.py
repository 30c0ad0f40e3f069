"""Reads of signatures of the school in scope; `by_code` alone reads across schools."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django_scopes import scopes_disabled

from esafety.signatures import codes
from esafety.signatures.choices import Standing
from esafety.signatures.models import Certificate, Signature, TimeStamp


def signatures() -> QuerySet[Signature]:
    """Signatures of the school in scope with their words, newest first."""
    rows = Signature.objects.select_related("text", "school", "withdrawal")
    found: QuerySet[Signature] = rows.order_by("-signed_at", "-pk")
    return found


def by_once_key(once_key: uuid.UUID) -> Signature | None:
    """The signature that was made by this form already."""
    rows = Signature.objects.select_related("text")
    found: Signature | None = rows.filter(once_key=once_key).first()
    return found


def by_code(code: str) -> Signature | None:
    """The signature with the code of a certificate, in whichever school it was made: a bearer
    knows the code and perhaps not the school. Reads nothing else of a school."""
    with scopes_disabled():
        rows = signatures().select_related("time_stamp")
        return rows.filter(code_key=codes.key_of(code)).first()


def standing_of(signature: Signature) -> Standing:
    """What the signature is worth now."""
    if hasattr(signature, "withdrawal"):
        return Standing.WITHDRAWN
    return Standing.SUPERSEDED if _later(signature).exists() else Standing.VALID


def _later(signature: Signature) -> QuerySet[Signature]:
    """Signatures of the same hand under the same document that came after this one. What was
    replaced stays so: whoever takes the later one back does not mean the earlier one again."""
    with scopes_disabled():
        rows = Signature.objects.filter(
            school_id=signature.school_id,
            text__document=signature.text.document,
            part=signature.part,
            subject=signature.subject_id,
            signer=signature.signer_id,
            member=signature.member_id,
        )
        same_moment = Q(signed_at=signature.signed_at, pk__gt=signature.pk)
        found: QuerySet[Signature] = rows.filter(Q(signed_at__gt=signature.signed_at) | same_moment)
        return found


def certificate_of(signature: Signature) -> Certificate | None:
    """The certificate, once the worker has made it."""
    return Certificate.objects.filter(signature=signature).first()


def stamp_of(signature: Signature) -> TimeStamp | None:
    """The time stamp, once an authority has given one."""
    return TimeStamp.objects.filter(signature=signature).first()


@dataclass(frozen=True)
class Told:
    """What anyone learns who has the code of a certificate: nothing that is not printed on it."""

    standing: Standing
    title: str = ""
    version: int = 0
    school: str = ""
    signed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    sha256: str = ""
    stamped_at: datetime | None = None
    authority: str = ""


def told_of(code: str) -> Told:
    """What a code tells; one that never was tells nothing, in the same way."""
    signature = by_code(code)
    if signature is None:
        return Told(Standing.UNKNOWN)
    withdrawal = getattr(signature, "withdrawal", None)
    stamp = getattr(signature, "time_stamp", None)
    return Told(
        standing_of(signature),
        title=signature.text.title,
        version=signature.text.version,
        school=signature.school.name,
        signed_at=signature.signed_at,
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
        sha256=signature.sha256,
        stamped_at=stamp.stamped_at if stamp else None,
        authority=stamp.authority if stamp else "",
    )
