"""What the record's page shows of charts, the image guard and signposts: always the same few
queries, whatever was walked."""

from typing import Any

from django.utils import timezone

from esafety.access.actor import Actor
from incidents.models import Incident
from incidents.presenters import link
from incidents.walks import permissions, presenters, queries, triggers
from policies import signposts
from policies.charts import queries as charts


def panel(incident: Incident, actor: Actor) -> dict[str, Any] | None:
    """The guard where it applies, the charts begun, the one that fits best and the others, the
    signposts that apply; None where there is nothing of all this. `may`: whether the reader may go
    on."""
    involved = list(incident.involved.all())
    codes = [one.code for one in incident.types.all()]
    guards, walks = queries.guards_of(incident), queries.walks_of(incident)
    titles = charts.titles()
    begun = {walk.chart for walk in walks}
    fitting, others = presenters.offers(
        incident, titles, triggers.suggested(codes, involved), begun
    )
    shown = {
        "asks_guard": triggers.guard_applies(codes, involved),
        "guard": presenters.guard_view(guards[0]) if guards else None,
        "guard_url": link(incident, "image_guard"),
        "walks": [presenters.walked(incident, walk) for walk in walks],
        "best": fitting[0] if fitting else None,
        "others": [*fitting[1:], *others],
        "signposts": signposts.for_types(codes, timezone.localdate()),
    }
    if not any(value for name, value in shown.items() if name != "guard_url"):
        return None
    return shown | {"may": not permissions.why_not(actor, incident)}
