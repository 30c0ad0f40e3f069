"""What policies are called in the audit log, and for whom they exist."""

from esafety.access.actor import Actor
from esafety.audit import objects
from policies.documents import queries


def policies(refs: set[str]) -> dict[str, str]:
    """Policies of the school in scope by their titles."""
    rows = queries.policies().filter(code__in=[_code(ref) for ref in refs])
    titles = {row.code: row.title for row in rows}
    return {ref: titles[_code(ref)] for ref in refs if _code(ref) in titles}


def seen(actor: Actor, refs: set[str]) -> set[str]:
    """Those of the references whose policies exist for this actor, and what is no policy itself."""
    rows = queries.visible_to(actor).filter(code__in=[_code(ref) for ref in refs])
    there = set(rows.values_list("code", flat=True)) | {"blanks"}
    return {ref for ref in refs if _code(ref) in there}


def _code(ref: str) -> str:
    return ref.split(":")[1]


objects.register("policy", seen_by=seen, names=policies)
