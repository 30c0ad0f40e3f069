"""What can be done with an incident now. The buttons ask the same functions as the services."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from incidents import permissions, queries, workflow
from incidents.models import Incident

# By audit type: the page of the act, its words, and whether a button does it without a page.
_MOVES: dict[str, tuple[str, str | Promise]] = {
    "incident.acknowledged": ("acknowledge", _("Acknowledge")),
    "incident.started": ("start", _("Start investigating")),
    "incident.action_began": ("begin_action", _("Action in progress")),
    "incident.closed": ("close", _("Close")),
    "incident.reopened": ("reopen", _("Reopen")),
    "incident.merged": ("merge", _("Merge into another")),
    "incident.marked_not_incident": ("not_incident", _("Not an incident")),
}
_WRITING: tuple[tuple[str, str | Promise], ...] = (
    ("add_actions", _("Record actions taken")),
    ("summary", _("Write the summary")),
    ("correct", _("Correct the record")),
    ("add_person", _("Add a person")),
    ("handler", _("Choose who handles it")),
)
_MERGED = "incident.merged"
NOTE = ("add_note", _("Add a note"))


@dataclass(frozen=True)
class Step:
    """Something that can be done: its page, its words, and whether one press is enough."""

    name: str
    url: str
    words: str | Promise
    at_once: bool = False


@dataclass(frozen=True)
class Steps:
    """The moves that may follow, what may be written, and why not where nothing may. `handles`:
    the reader handles the case; `corrects`: and its record may be changed now."""

    moves: tuple[Step, ...] = ()
    writing: tuple[Step, ...] = ()
    sentence: str = ""
    handles: bool = False
    corrects: bool = False


def steps(incident: Incident, actor: Actor) -> Steps:
    """Exactly what workflow and permissions allow this actor for this incident in its state."""
    try:
        permissions.check_can_triage(actor, incident)
    except Refused as refused:
        return _referred(incident, actor) or Steps(sentence=refused.sentence)
    moves = tuple(
        _step(incident, *_MOVES[move.audit_type], not (move.needs_reason or move.needs_closing))
        for move in workflow.moves_from(incident.status).values()
        if actor.can(move.permission)
        and (move.audit_type != _MERGED or queries.is_theirs(actor, incident))
    )
    try:
        workflow.check_open(incident.status)
    except Refused as refused:
        return Steps(moves, (_step(incident, *NOTE),), refused.sentence, handles=True)
    writing = tuple(_step(incident, *one) for one in (*_WRITING, NOTE))
    return Steps(moves, writing, handles=True, corrects=True)


def _referred(incident: Incident, actor: Actor) -> Steps | None:
    """What a member may write to whom the whole of the case was referred; None for others."""
    try:
        permissions.check_can_write(actor, incident)
    except Refused:
        return None
    writing = (_WRITING[0], NOTE) if incident.is_open else (NOTE,)
    return Steps(writing=tuple(_step(incident, *one) for one in writing))


def _step(incident: Incident, name: str, words: str | Promise, at_once: bool = False) -> Step:
    url = reverse(f"incidents:{name}", args=[incident.school.slug, incident.reference])
    return Step(name, url, words, at_once)
