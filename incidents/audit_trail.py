"""Events about an incident exist for those for whom the incident does."""

from esafety.access.actor import Actor
from esafety.audit import objects
from incidents import queries


def seen_by(actor: Actor, refs: set[str]) -> set[str]:
    """Those of the references whose incidents the actor may see."""
    wanted = {ref.partition(":")[2] for ref in refs}
    found = queries.visible_to(actor).filter(reference__in=wanted)
    return {f"incident:{reference}" for reference in found.values_list("reference", flat=True)}


objects.register("incident", seen_by=seen_by)
objects.register("log")
objects.register("type")
