"""The parts of the record's page that come from the topics of triage, in the order of the page.

A topic gives `panel(incident, actor)`: what its template shows, or None where there is nothing for
this reader. A panel asks the same few queries whatever it shows; it shows only what the reader
may see, and its links ask what its services ask.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from incidents import agreements_panel as agreements
from incidents.cases import panels as cases
from incidents.concerns import panels as concerns
from incidents.models import Incident
from incidents.sanctions import panels as sanctions
from incidents.sheets import panels as sheets
from incidents.tasking import panels as tasking
from incidents.walks import panels as walks

Panel = Callable[[Incident, Actor], dict[str, Any] | None]


@dataclass(frozen=True)
class Part:
    """One part of the page: its anchor, its heading, its template and what fills it."""

    anchor: str
    title: str | Promise
    template: str
    panel: Panel
    early: bool = False  # before what was reported


PARTS = (
    Part("what-to-do", _("What to do"), "incidents/walks/panel.html", walks.panel, True),
    Part(
        "sanctions", _("The school's grid"), "incidents/sanctions/panel.html", sanctions.panel, True
    ),
    Part("tasks", _("Tasks"), "incidents/tasking/panel.html", tasking.panel, True),
    Part("sheets", _("Sheets of the record"), "incidents/sheets/panel.html", sheets.panel),
    Part("agreements", _("Agreements"), "incidents/agreements/panel.html", agreements.panel),
    Part("messages", _("Messages"), "incidents/concerns/panel.html", concerns.panel),
    Part("who-has-it", _("Who has the case"), "incidents/cases/panel.html", cases.panel),
)


@dataclass(frozen=True)
class Shown:
    """A part as this reader sees it."""

    part: Part
    panel: dict[str, Any]


def parts(incident: Incident, actor: Actor) -> list[Shown]:
    """The parts that hold something for this reader."""
    filled = ((part, part.panel(incident, actor)) for part in PARTS)
    return [Shown(part, panel) for part, panel in filled if panel is not None]
