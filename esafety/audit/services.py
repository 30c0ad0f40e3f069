"""Writing to the audit log."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import chain, types
from esafety.audit.models import AuditEvent

_HOLD = {"postgresql": "SELECT pg_advisory_xact_lock(4137, %s); ", "sqlite": ""}
_LAST = "SELECT seq, hash FROM audit_auditevent WHERE school_id = %s ORDER BY seq DESC LIMIT 1"


def record(
    *, by: Actor, type: str, object: str = "", data: dict[str, Any] | None = None
) -> AuditEvent:
    """Append one event to the chain of the actor's school, inside the caller's transaction.

    `object` is a reference such as "incident:OAK-7K3P-9X"; `data` holds references and codes,
    never a person's name or words. Raises UnknownEventType for a type nobody registered, and
    RuntimeError outside a transaction: an act and its event are saved together or not at all.
    """
    types.check_known(type)
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record() must run inside the transaction of the act it records.")
    last, prev = _end_of_chain(by.school_id)
    seq = last + 1
    at, facts = timezone.now(), data or {}
    row = chain.canonical(
        school_id=by.school_id,
        seq=seq,
        at=at,
        type=type,
        actor=by.ref,
        object=object,
        data=facts,
        prev=prev,
    )
    event = AuditEvent(
        school_id=by.school_id,
        seq=seq,
        at=at,
        type=type,
        actor=by.ref,
        object=object,
        data=facts,
        prev_hash=prev,
        hash=chain.digest(row),
    )
    event.save(force_insert=True)
    return event


@transaction.atomic
def record_read(
    *, by: Actor, type: str, object: str = "", data: dict[str, Any] | None = None
) -> AuditEvent:
    """Record that something was read, in a transaction of its own."""
    return record(by=by, type=type, object=object, data=data)


def _end_of_chain(school_id: int) -> tuple[int, str]:
    """The number and the hash of the last row, with the chain held until the caller's commit.

    One writer per school's chain at a time: SQLite's immediate transactions see to it already. On
    PostgreSQL a lock is taken on the same way to the server; the row is read once it is held,
    because each statement sees what was committed when it began.
    """
    hold = _HOLD[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(hold + _LAST, [school_id] * (2 if hold else 1))
        found: tuple[int, str] | None = cursor.fetchone()
    return found or (0, chain.FIRST)
