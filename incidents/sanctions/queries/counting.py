"""Earlier recorded misuse of the same person. Starts from `incidents.queries.visible_to`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from esafety.access.actor import Actor
from esafety.schools import queries as schools
from incidents import queries
from incidents.choices import Status
from incidents.models import Decision, Incident, InvolvedPerson
from incidents.sanctions import periods, proposals
from incidents.sanctions.choices import REPEATED, Grid
from incidents.sanctions.proposals import Misuse
from incidents.sanctions.workflow import OFFENDERS
from incidents.tasking import queries as tasks


@dataclass(frozen=True)
class Earlier:
    """Earlier recorded misuse of the same person: what counts, and what is only shown.

    `apart` are incidents that the actor may see and somebody else who has this incident may not:
    they are not counted, since what is proposed would tell of them. `since` None: no limit.
    `counts` is False for a typed name, of whom nothing is known.
    """

    counted: tuple[Decision, ...] = ()
    apart: tuple[Decision, ...] = ()
    since: date | None = None
    counts: bool = True

    @property
    def references(self) -> list[str]:
        """The incidents that count, oldest first, each once."""
        return list(dict.fromkeys(one.incident.reference for one in self.counted))

    @property
    def occurrence(self) -> int:
        """Which time it is now: each earlier incident is one time."""
        return len(self.references) + 1


def earlier(involved: InvolvedPerson, *, grid: Grid, misuse: Misuse, actor: Actor) -> Earlier:
    """What this person was decided about before, of that kind (in a level grid: of the same level
    and above; for "carrying on with any of these": of any kind), in this school, over the time
    that the school counts (spec/triage.md).

    Only among the incidents that the actor may see: a number would tell of others. Nothing that
    was merged or set aside, nor a decision that was replaced, nor somebody taken off the record.
    """
    if involved.person_id is None:
        return Earlier(counts=False)
    incident = involved.incident
    over = tasks.settings_of(incident.school).count_over
    since = periods.counted_from(over, incident.happened_on, list(schools.terms()))
    found = [one for one in _before(involved, grid, since, actor) if _is_like(one, misuse)]
    ids = _seen_by_all(incident, {one.incident_id for one in found})
    counted = tuple(one for one in found if one.incident_id in ids)
    return Earlier(counted, tuple(one for one in found if one not in counted), since)


def _before(
    involved: InvolvedPerson, grid: Grid, since: date | None, actor: Actor
) -> QuerySet[Decision]:
    incident = involved.incident
    day, at = incident.happened_on, incident.submitted_at
    cases = queries.visible_to(actor).exclude(status__in=(Status.MERGED, Status.NOT_INCIDENT))
    same_day = Q(happened_on=day) & (
        Q(submitted_at__lt=at) | Q(submitted_at=at, pk__lt=incident.pk)
    )
    cases = cases.filter(Q(happened_on__lt=day) | same_day).exclude(pk=incident.pk)
    if since is not None:  # over several days: the last of them counts
        cases = cases.filter(Q(happened_on__gte=since) | Q(happened_until__gte=since))
    rows: QuerySet[Decision] = Decision.objects.filter(
        incident__in=cases.values("pk"),
        involved__person=involved.person_id,
        involved__removed_at=None,
        involved__part__in=OFFENDERS,
        grid=grid,
        replaced_by=None,
    )
    return (
        rows.select_related("incident__school")
        .prefetch_related("measures")
        .order_by("incident__happened_on", "incident__submitted_at", "pk")
    )


def _is_like(decision: Decision, misuse: Misuse) -> bool:
    if decision.grid == Grid.LEVELS:
        return proposals.rank(decision.level) >= proposals.rank(misuse.level)
    return misuse.code in (decision.misuse, REPEATED)


def _seen_by_all(incident: Incident, ids: set[int]) -> set[int]:
    """Those of the incidents that everybody sees whose role opens this one."""
    for member in queries.who_can_see(incident) if ids else []:
        seen = queries.visible_to(schools.actor_of(member)).filter(pk__in=ids)
        ids = set(seen.values_list("pk", flat=True))
    return ids


def seen_of(references: Iterable[str], actor: Actor) -> list[Incident]:
    """Those of the incidents that exist for this reader, by day."""
    found = queries.visible_to(actor).filter(reference__in=set(references))
    return list(found.order_by("happened_on", "submitted_at", "pk"))
