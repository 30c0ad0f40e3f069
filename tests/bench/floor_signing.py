"""The floor of signing: the same rows, written by bare Django in one transaction."""

import hashlib
import uuid
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from aup.models import AccessChange, Answer, Ask
from esafety.audit import chain
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.signatures.models import Signature, SignedText

_BODY = "The words of the agreement. " * 150


@transaction.atomic
def sign(school: Any, ask_id: int, _link_id: int, _key: Any) -> None:
    """A signature with its answer, two rows of the chain, its job and its change of access."""
    now, facts = timezone.now(), {"school_id": school.pk}
    ask = Ask.objects.select_for_update().get(pk=ask_id)
    text, _made = SignedText.objects.get_or_create(
        document="agreement:floor", version=1, locale="en-gb", **facts,
        defaults={"title": "Floor", "body": _BODY, "sha256": "0" * 64, "kept_at": now},
    )  # fmt: skip
    event = _chain(school, "signature.made")
    code = uuid.uuid4().hex[:20]
    signature = Signature.objects.create(
        **facts, code=code, code_key=hashlib.sha256(code.encode()).hexdigest(),
        once_key=uuid.uuid4(), text=text, part="parent", subject_id=ask.subject_id,
        name="Floor", means="link", signed_at=now, record="{" + " " * 900 + "}",
        sha256="0" * 64, audit_seq=event.seq,
    )  # fmt: skip
    Job.objects.create(**facts, kind="signature.certify", created_at=now, run_after=now)
    Answer.objects.create(
        **facts, ask=ask, part="parent", kind="signed", signature=signature, means="link",
        answered_at=now, answered_by_ref="system:floor",
    )  # fmt: skip
    ask.state, ask.changed_at = "signed", now
    ask.save(update_fields=["state", "changed_at"])
    _chain(school, "agreement.signed")
    AccessChange.objects.create(
        **facts, person_id=ask.subject_id, may_use=True, why="signed", changed_at=now
    )


def _chain(school: Any, type: str) -> AuditEvent:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(4137, %s)", [school.pk])
    before = AuditEvent._base_manager.filter(school_id=school.pk).order_by("-seq").first()
    seq, prev = (before.seq + 1, before.hash) if before else (1, chain.FIRST)
    return AuditEvent.objects.create(
        school_id=school.pk, seq=seq, at=timezone.now(), type=type, actor="system:floor",
        object="floor", prev_hash=prev, hash=uuid.uuid4().hex * 2,
    )  # fmt: skip
