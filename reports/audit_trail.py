"""Events about a report exist for those for whom the report does."""

from esafety.access.actor import Actor
from esafety.audit import objects
from reports import queries


def seen_by(actor: Actor, refs: set[str]) -> set[str]:
    """Those of the references whose reports or annexes the actor may see."""
    return {report.audit_ref for report in queries.visible_to(actor)} & refs


objects.register("report", seen_by=seen_by)
objects.register("annex", seen_by=seen_by)
objects.register("trends")
objects.register("papers")
objects.register("table")
