"""Who may see events about the technical part of a case, and about looking at patterns."""

from esafety.access.actor import Actor
from esafety.audit import objects
from incidents import queries


def _technical(actor: Actor, refs: set[str]) -> set[str]:
    """Those of the references ("technical:OAK-7K3P-9X") whose technical part the actor may see."""
    wanted = {ref.partition(":")[2] for ref in refs}
    found = queries.technical_to(actor).filter(reference__in=wanted)
    return {f"technical:{reference}" for reference in found.values_list("reference", flat=True)}


def _own(actor: Actor, refs: set[str]) -> set[str]:
    """Only one's own: that somebody looked at concerns about staff is for nobody on the staff."""
    return refs & {f"staff_concerns:{actor.membership_id}"}


objects.register("technical", seen_by=_technical)
objects.register("staff_concerns", seen_by=_own, names=lambda refs: dict.fromkeys(refs, ""))
