"""Writing to the audit log."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import chain, types
from esafety.audit.models import AuditEvent


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
    _hold_chain(by.school_id)
    last, before = _last(by.school_id)
    seq, prev = last + 1, before
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


def _hold_chain(school_id: int) -> None:
    """One writer per school's chain at a time. SQLite's immediate transactions do this already."""
    if connection.vendor == "postgresql":  # pragma: no cover (run there by .ci/run)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(4137, %s)", [school_id])


def _last(school_id: int) -> tuple[int, str]:
    """The number and the hash of the last row, of which the next one needs nothing else."""
    rows = AuditEvent._base_manager.filter(school_id=school_id).order_by("-seq")
    found: tuple[int, str] | None = rows.values_list("seq", "hash").first()
    return found or (0, chain.FIRST)
