"""What the record's page shows of this topic: for whom the grid can be used, and what it gave."""

from dataclasses import dataclass
from typing import Any

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from incidents import permissions, workflow
from incidents.choices import Part, PersonKind
from incidents.models import Decision, Incident, InvolvedPerson
from incidents.presenters import link
from incidents.sanctions import presenters, queries
from incidents.sanctions.workflow import KINDS, OFFENDERS


@dataclass(frozen=True)
class Offender:
    """Somebody of whom the record says that they did it."""

    row: InvolvedPerson
    url: str  # where something is decided; empty where the reader may not
    decisions: tuple[presenters.DecisionShown, ...]
    suggested: tuple[presenters.Pick, ...] = ()  # rows that fit, until something is decided


def panel(incident: Incident, actor: Actor) -> dict[str, Any] | None:
    """Each offender with what was decided. None where nobody did anything that is known.

    Decisions about somebody whose part was corrected since stay, without a button.
    """
    people = list(enumerate(incident.involved.all(), start=1))
    decided = _decided([one for _number, one in people], actor)
    able = _may_decide(incident, actor)
    grid = _pupil_grid(incident) if able and any(_is_pupil(one) for _n, one in people) else None
    offenders = [
        Offender(
            one,
            _url(incident, number, one) if able else "",
            decided.get(one.pk, ()),
            _suggested(grid, incident, number, one) if one.pk not in decided else (),
        )
        for number, one in people
        if one.pk in decided or _is_offender(one)
    ]
    unclear = [
        (one.name, link(incident, "change_person", number))
        for number, one in people
        if able and not one.removed_at and one.part == Part.UNCLEAR and one.kind in KINDS
    ]
    return {"offenders": offenders, "unclear": unclear} if offenders or unclear else None


def _decided(
    people: list[InvolvedPerson], actor: Actor
) -> dict[int, tuple[presenters.DecisionShown, ...]]:
    by_person: dict[int, list[Decision]] = {}
    for decision in queries.decisions_about(people):
        by_person.setdefault(decision.involved_id, []).append(decision)
    every = [each for some in by_person.values() for each in some]
    # Who does not read the log is told of no other incident, by no name and no number.
    reads = actor.can(Permission.INCIDENT_LOG)
    earlier = {reference for each in every for reference in each.earlier} if reads else set()
    seen = queries.seen_of(earlier, actor) if earlier else []
    opens = actor.can(Permission.INCIDENT_TRIAGE)
    return {
        pk: tuple(
            presenters.shown(n, each, seen, opens=opens, present=queries.is_present(each))
            for n, each in enumerate(some, start=1)
        )
        for pk, some in by_person.items()
    }


def _may_decide(incident: Incident, actor: Actor) -> bool:
    try:
        permissions.check_can_triage(actor, incident)
        workflow.check_open(incident.status)
    except Refused:
        return False
    return True


def _is_pupil(one: InvolvedPerson) -> bool:
    return one.kind == PersonKind.CHILD and _is_offender(one)


def _pupil_grid(incident: Incident) -> queries.GridInForce | None:
    """The grid that the school uses for pupils: the first it has."""
    found = (
        queries.grid_on(code, incident.happened_on) for code in queries.GRIDS[PersonKind.CHILD]
    )
    return next((grid for grid in found if grid is not None and grid.misuses), None)


def _suggested(
    grid: queries.GridInForce | None, incident: Incident, number: int, one: InvolvedPerson
) -> tuple[presenters.Pick, ...]:
    """Up to two rows that fit what was reported, so that the lead need not look for them."""
    if grid is None or not _is_pupil(one):
        return ()
    codes = [each.code for each in incident.types.all()]
    return presenters.to_pick(grid, incident, number, codes).suggested[:2]


def _is_offender(one: InvolvedPerson) -> bool:
    return one.part in OFFENDERS and one.kind in KINDS and one.removed_at is None


def _url(incident: Incident, number: int, one: InvolvedPerson) -> str:
    return link(incident, "sanctions", number) if _is_offender(one) else ""
