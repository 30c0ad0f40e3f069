"""Walking the hash chain and naming the first row that does not fit."""

from dataclasses import dataclass

from esafety.audit import chain
from esafety.audit.models import AuditEvent


@dataclass(frozen=True)
class Broken:
    """The first row of a school's chain that does not fit, and in what way."""

    school_id: int
    seq: int
    problem: str


def verify(school_id: int) -> tuple[int, Broken | None]:
    """How many rows of the school's chain are whole, and the first broken one (None: all fit)."""
    seq, prev = 0, chain.FIRST
    rows = AuditEvent._base_manager.filter(school_id=school_id).order_by("seq")
    for event in rows.iterator(chunk_size=2000):
        problem = _problem(event, seq + 1, prev)
        if problem:
            return seq, Broken(school_id, event.seq, problem)
        seq, prev = event.seq, event.hash
    return seq, None


def schools() -> list[int]:
    """Every school that has a chain."""
    found = AuditEvent._base_manager.values_list("school_id", flat=True).distinct()
    return sorted(found)


def _problem(event: AuditEvent, seq: int, prev: str) -> str:
    if event.seq != seq:
        return f"row {seq} is missing"
    if event.prev_hash != prev:
        return "it does not follow the row before it"
    row = chain.canonical(
        school_id=event.school_id,
        seq=event.seq,
        at=event.at,
        type=event.type,
        actor=event.actor,
        object=event.object,
        data=event.data,
        prev=event.prev_hash,
    )
    return "" if chain.digest(row) == event.hash else "its contents were changed"
