"""The diagram of an incident's states, drawn from the one table of moves."""

from typing import Any

from django.core.management.base import BaseCommand

from incidents.choices import Status
from incidents.workflow import MOVES, Move

_ACTS = {
    "incident.acknowledged": "acknowledge",
    "incident.started": "start",
    "incident.action_began": "begin action",
    "incident.closed": "close",
    "incident.reopened": "reopen",
    "incident.merged": "merge",
    "incident.marked_not_incident": "not an incident",
}


def mermaid() -> str:
    """The table of moves as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> submitted: report"]
    lines += [f'    state "{status.label}" as {status.value}' for status in Status]
    lines += [f"    {start} --> {to}: {_words(move)}" for (start, to), move in MOVES.items()]
    return "\n".join(lines)


def _words(move: Move) -> str:
    needs = []
    if move.needs_closing:
        needs.append("summary and outcome")
    if move.needs_reason:
        needs.append("reason")
    return _ACTS[move.audit_type] + (f" ({', '.join(needs)})" if needs else "")


class Command(BaseCommand):
    help = "Print the diagram of an incident's states (Mermaid), for docs/incident-states.md."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(mermaid())
