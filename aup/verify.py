"""Whether the versions of the agreements are still the words that were published
(`manage.py verify_signatures`). A signature stands on its own copy of them as well."""

import hashlib
from collections.abc import Iterator

from django_scopes import scopes_disabled

from aup.models import AgreementTranslation, AgreementVersion
from esafety.audit.models import AuditEvent
from esafety.signatures.verify import Broken, also

Key = tuple[str, int, str]
"""Agreement, number and language ("" for the version itself)."""


@also
def versions(school_id: int) -> Iterator[Broken]:
    """Every version and translation beside its own hash and those that the audit log holds."""
    with scopes_disabled():
        told, found = _told(school_id), set[Key]()
        for key, text, sha256 in _kept(school_id):
            found.add(key)
            if hashlib.sha256(text.encode()).hexdigest() != sha256:
                yield Broken(_words(key), "the words that were published were changed")
            elif sha256 not in told.get(key, set()):
                yield Broken(_words(key), "the audit log holds no such words")
        for key in sorted(told.keys() - found):
            yield Broken(_words(key), "the words that were published are missing")


def _kept(school_id: int) -> Iterator[tuple[Key, str, str]]:
    versions = AgreementVersion.objects.filter(school_id=school_id).select_related("agreement")
    for one in versions.order_by("pk").iterator(chunk_size=100):
        yield (str(one.agreement), one.number, ""), one.text, one.sha256
    rows = AgreementTranslation.objects.filter(school_id=school_id)
    rows = rows.select_related("version__agreement").order_by("pk")
    for row in rows.iterator(chunk_size=100):
        key = (str(row.version.agreement), row.version.number, row.locale)
        yield key, row.text, row.sha256


def _told(school_id: int) -> dict[Key, set[str]]:
    """The hashes that the audit log holds; a translation may have been given more than once."""
    kinds = ("agreement.version_made", "agreement.translated")
    told: dict[Key, set[str]] = {}
    events = AuditEvent.objects.filter(school_id=school_id, type__in=kinds)
    for event in events.iterator(chunk_size=500):
        key = (event.object, event.data["number"], event.data.get("language", ""))
        told.setdefault(key, set()).add(event.data["sha256"])
    return told


def _words(key: Key) -> str:
    return ":".join(str(part) for part in key if part)
