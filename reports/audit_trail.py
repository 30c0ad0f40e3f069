"""Events about a report exist for those for whom the report does."""

from esafety.access.actor import Actor
from esafety.audit import objects
from reports import queries
from reports.log_review import queries as frozen


def seen_by(actor: Actor, refs: set[str]) -> set[str]:
    """Those of the references whose reports or annexes the actor may see."""
    return {report.audit_ref for report in queries.visible_to(actor)} & refs


objects.register("report", seen_by=seen_by)
objects.register("annex", seen_by=seen_by)


def frozen_seen_by(actor: Actor, refs: set[str]) -> set[str]:
    """Those of the references whose frozen logs the actor may open."""
    return {str(one) for one in frozen.visible_to(actor)} & refs


objects.register("log_review", seen_by=frozen_seen_by)
objects.register("leaders")
objects.register("bullying")
objects.register("inspection")
objects.register("coverage")
objects.register("trends")
objects.register("papers")
objects.register("table")
