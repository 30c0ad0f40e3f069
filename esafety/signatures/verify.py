"""Whether signatures are still what was signed (`manage.py verify_signatures`)."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django_scopes import scopes_disabled

from esafety.audit.models import AuditEvent
from esafety.schools.models import School
from esafety.signatures import canonical, codes, evidence, tokens
from esafety.signatures.models import (
    Certificate,
    Signature,
    SignedText,
    TimeStamp,
    Withdrawal,
)


@dataclass(frozen=True)
class Broken:
    """One thing that does not fit: the code of the signature or the words, and in what way."""

    what: str
    problem: str


Check = Callable[[int], Iterator[Broken]]
_ALSO: list[Check] = []


def also(check: Check) -> Check:
    """Register what a higher package keeps beside signatures, such as the words it publishes."""
    _ALSO.append(check)
    return check


def verify(school_id: int) -> tuple[int, list[Broken]]:
    """How many signatures a school has, and everything about them that does not fit.

    The audit chain itself is walked by `verify_audit`.
    """
    with scopes_disabled():
        events = _events(school_id)
        rows = Signature.objects.filter(school_id=school_id).select_related("text").order_by("pk")
        broken, codes_found = list(_of_texts(school_id)), set[str]()
        for signature in rows.iterator(chunk_size=500):
            codes_found.add(str(signature))
            broken += [Broken(signature.code, problem) for problem in _of(signature, events)]
        broken += _of_certificates(school_id, events)
        broken += _of_stamps(school_id, events)
        broken += _of_withdrawals(school_id, events)
    signed = {ref for kind, ref in events if kind == "signature.made"}
    broken += [Broken(ref, "the signature is missing") for ref in sorted(signed - codes_found)]
    for check in _ALSO:
        broken += check(school_id)
    return len(codes_found), broken


Events = dict[tuple[str, str], AuditEvent]


def _events(school_id: int) -> Events:
    made = ("made", "certified", "stamped", "withdrawn")
    kinds = [f"signature.{name}" for name in made]
    rows = AuditEvent.objects.filter(school_id=school_id, type__in=kinds)
    return {(event.type, event.object): event for event in rows.iterator(chunk_size=2000)}


def _of_texts(school_id: int) -> Iterator[Broken]:
    for text in SignedText.objects.filter(school_id=school_id):
        if canonical.digest(text.body) != text.sha256:
            yield Broken(str(text), "the words were changed")


def _of(signature: Signature, events: Events) -> Iterator[str]:
    if canonical.digest(signature.record) != signature.sha256:
        yield "the record was changed"
    event = events.get(("signature.made", str(signature)))
    if _of_chain(event, signature.audit_seq, signature.sha256):
        yield "its row of the audit chain is missing or holds another hash"
    if _repeated(signature) != _recorded(signature.record):
        yield "a column says something else than the record"
    if signature.code_key != codes.key_of(signature.code):
        yield "it is found by another code"


def _of_chain(event: AuditEvent | None, seq: int, sha256: str) -> bool:
    """Whether a row of the audit chain is not the one that was written for this."""
    if event is None or event.seq != seq or event.data.get("sha256") != sha256:
        return True
    row = evidence.row_of(event)
    return canonical.digest(row["row"]) != row["sha256"]


def _repeated(signature: Signature) -> dict[str, Any]:
    """What the columns repeat of the record."""
    text = signature.text
    return {
        "code": signature.code,
        "document": [text.document, text.title, text.version, text.locale, text.sha256],
        "part": signature.part,
        "name": signature.name,
        "signer": f"person:{signature.signer_id}" if signature.signer_id else None,
        "for": f"person:{signature.subject_id}" if signature.subject_id else None,
        "account": f"member:{signature.member_id}" if signature.member_id else None,
        "identified": signature.means,
        "signed_at": canonical.moment(signature.signed_at),
    }


def _recorded(record: str) -> dict[str, Any] | None:
    """The same of the record; None where it cannot be read any more."""
    try:
        facts = json.loads(record)
        document = facts["document"]
        return {
            **{name: facts[name] for name in ("code", "part", "name", "account", "identified")},
            "document": [
                document[name] for name in ("name", "title", "version", "language", "sha256")
            ],
            "signer": facts["signer"] and facts["signer"]["number"],
            "for": facts["for"] and facts["for"]["number"],
            "signed_at": facts["signed_at"],
        }
    except (ValueError, KeyError, TypeError):
        return None


def _of_certificates(school_id: int, events: Events) -> Iterator[Broken]:
    found = set()
    rows = Certificate.objects.filter(school_id=school_id).select_related("signature")
    for row in rows.iterator(chunk_size=50):
        ref = str(row.signature)
        found.add(ref)
        event = events.get(("signature.certified", ref))
        if hashlib.sha256(bytes(row.pdf)).hexdigest() != row.sha256:
            yield Broken(row.signature.code, "the certificate was changed")
        elif _of_chain(event, row.audit_seq, row.sha256):
            yield Broken(row.signature.code, "the audit chain holds no such certificate")
    for ref in _missing("signature.certified", events, found):
        yield Broken(ref, "the certificate is missing")


def _of_stamps(school_id: int, events: Events) -> Iterator[Broken]:
    found = set()
    rows = TimeStamp.objects.filter(school_id=school_id).select_related("signature")
    for row in rows.iterator(chunk_size=500):
        ref, der = str(row.signature), bytes(row.token)
        found.add(ref)
        token = tokens.read(der, sha256=row.signature.sha256)
        if hashlib.sha256(der).hexdigest() != row.sha256 or token is None:
            yield Broken(row.signature.code, "the time stamp was changed, or is of something else")
        elif (token.stamped_at, token.authority) != (row.stamped_at, row.authority):
            yield Broken(row.signature.code, "a column says something else than the time stamp")
        elif _of_chain(events.get(("signature.stamped", ref)), row.audit_seq, row.sha256):
            yield Broken(row.signature.code, "the audit chain holds no such time stamp")
    for ref in _missing("signature.stamped", events, found):
        yield Broken(ref, "the time stamp is missing")


def _missing(kind: str, events: Events, found: set[str]) -> list[str]:
    """Of what the audit chain says that it was made, what is not there."""
    return sorted({ref for said, ref in events if said == kind} - found)


def _of_withdrawals(school_id: int, events: Events) -> Iterator[Broken]:
    rows = Withdrawal.objects.filter(school_id=school_id).select_related("signature")
    found = {str(row.signature): canonical.digest(row.reason) for row in rows}
    said = {
        ref: event.data.get("sha256")
        for (kind, ref), event in events.items()
        if kind == "signature.withdrawn"
    }
    for ref in sorted(found.keys() | said.keys()):
        if found.get(ref) != said.get(ref):
            yield Broken(ref, "its withdrawal was changed, or is missing")


def schools() -> list[int]:
    """Every school there is, and any of which the audit chain alone tells."""
    with scopes_disabled():
        told = AuditEvent.objects.filter(type="signature.made").values_list("school_id", flat=True)
        return sorted({*School.objects.values_list("pk", flat=True), *told.distinct()})
