"""What is done in a case by the school's own rules: the grid, its tasks, and the LADO."""

import random
from datetime import timedelta

from django.utils import timezone

from esafety.access.actor import Actor
from esafety.demo import words
from esafety.demo.reviews import CALLED
from incidents.cases import queries as cases
from incidents.cases.choices import Threshold
from incidents.cases.services import concerns
from incidents.choices import Part, PersonKind
from incidents.models import Incident, InvolvedPerson, Task
from incidents.sanctions import presenters, suggestions
from incidents.sanctions import queries as sanctions
from incidents.sanctions.actions import act_of
from incidents.sanctions.choices import Grid
from incidents.sanctions.proposals import Misuse, Offer
from incidents.sanctions.services import deciding
from incidents.sanctions.services.weighing import Choice
from incidents.tasking.choices import TaskKind, TaskState
from incidents.tasking.services import answering
from policies.reviews.queries import reviews

# How often a pupil who did it is dealt with by the grid, and an action of it is left out.
BY_GRID, LEFT_OUT = 0.4, 0.2
_DOERS = (Part.OFFENDER, Part.BOTH)


def decide(incident: Incident, by: Actor, rng: random.Random) -> None:
    """The grid for each pupil who did it and who is in the directory."""
    doers = incident.involved.filter(
        kind=PersonKind.CHILD, part__in=_DOERS, person__isnull=False, removed_at=None
    )
    for one in doers.select_related("person", "incident"):
        if rng.random() < BY_GRID:
            _decide(incident, one, by, rng)


def _decide(incident: Incident, one: InvolvedPerson, by: Actor, rng: random.Random) -> None:
    codes = [kind.code for kind in incident.types.all()]
    grid = sanctions.grid_on(Grid.PUPILS, incident.happened_on)
    fitting = [code for code in suggestions.fitting(Grid.PUPILS, codes) if grid is not None]
    misuse = grid.misuse(fitting[0]) if grid is not None and fitting else None
    if grid is None or misuse is None:
        return
    proposal = grid.proposal(misuse, 1)
    choices = [_choice(offer, misuse, incident, rng) for offer in proposal.proposed]
    deciding.decide(
        incident=incident,
        involved=one,
        by=by,
        grid=grid.code,
        misuse=misuse.code,
        choices=choices,
        seen=0,
        stamp=grid.stamp,
    )


def _choice(offer: Offer, misuse: Misuse, incident: Incident, rng: random.Random) -> Choice:
    if rng.random() < LEFT_OUT:
        return Choice(code=offer.code, reason=rng.choice(words.DEPARTURES))
    until = timezone.localdate() + timedelta(days=7) if offer.code == "remove_access" else None
    act = act_of(Grid.PUPILS, offer.code, offer.words)
    told = presenters.task_words(act, misuse, incident)
    return Choice(code=offer.code, taken=True, words=told, access_until=until)


def answer_tasks(incident: Incident, by: Actor, rng: random.Random) -> None:
    """Every task of the case is answered, before it is closed."""
    for task in Task.objects.filter(incident=incident, state=TaskState.OPEN).order_by("pk"):
        outcome = rng.choice(words.DONE)
        answering.answer(task=task, by=by, outcome=outcome, told=_told(task))


def removals(incident: Incident) -> list[Task]:
    """Removals of access that have not ended yet."""
    found = Task.objects.filter(incident=incident, kind=TaskKind.REMOVE_ACCESS)
    return list(found.filter(access_ended_at=None))


def give_access_back(incident: Incident) -> None:
    """What the clock does on the day that was set."""
    by = Actor.for_system("clocks", school_id=incident.school_id)
    for task in removals(incident):
        answering.end_access(task=task, by=by)


def _told(task: Task) -> answering.Told:
    before = timezone.now() - timedelta(minutes=40)
    if task.kind == TaskKind.INFORM_PARENTS:
        return answering.Told(
            informed_who="The parents", informed_at=before, informed_how="Telephone"
        )
    if task.kind == TaskKind.REMOVE_ACCESS:
        return answering.Told(access_removed_at=before, access_until=task.access_until)
    if task.kind == TaskKind.POLICY_REVIEW:
        known = reviews.may_be_called().filter(code=CALLED).exists()
        return answering.Told(policy=CALLED if known else "")
    return answering.Told()


def ask_the_lado(incident: Incident, by: Actor) -> None:
    """For each adult it is about: was the LADO contacted, and why (domain.md 1.4)."""
    if not cases.lado_open(incident):
        return
    for one in cases.adults_of(incident):
        concerns.write_concern(
            involved=one,
            by=by,
            threshold=Threshold.LOW_LEVEL,
            context=words.CONTEXT,
            lado_considered=True,
            lado_contacted=False,
            lado_reason=words.NO_LADO,
            action_taken=words.SPOKEN,
        )
