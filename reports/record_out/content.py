"""What a copy of a record holds: plain data that is masked, hashed and printed."""

from collections.abc import Iterable, Sequence
from typing import Any

from esafety.access.actor import Actor
from incidents import reading
from incidents.chronology import others
from incidents.chronology.masking import Masker
from incidents.log import words
from incidents.models import Incident
from reports.record_out.sections import SECTIONS


def find(actor: Actor, reference: str) -> Incident | None:
    """The incident with its whole record, if it exists for this actor."""
    return reading.records(actor).filter(reference=reference).first()


def content(
    incident: Incident, actor: Actor, chosen: Sequence[str], *, named: bool, extra: Iterable[str]
) -> tuple[dict[str, Any], Masker | None]:
    """The chosen parts as this actor may read them, as plain data, and who was masked in them.

    Without `named` every name that the incident gives is masked, and the words of `extra`.
    """
    parts = {
        code: list(SECTIONS[code].read(incident, actor)) for code in SECTIONS if code in chosen
    }
    written = [text for items in parts.values() for one in items for text in vars(one).values()]
    types = words.types([str(one) for one in incident.types.all()], incident.other_words)
    masker = None if named else others.masker_for([incident], [*written, types], extra=extra)

    def mask(text: str) -> str:
        return masker.text(text, incident.pk) if masker else text

    sections = [
        {
            "code": code,
            "title": str(SECTIONS[code].title),
            "items": [{name: mask(text) for name, text in vars(one).items()} for one in items],
        }
        for code, items in parts.items()
    ]
    head = {
        "reference": incident.reference,
        "when": words.when(vars(incident)),
        "types": mask(types),
        "state": str(incident.get_status_display()),
        "named": named,
    }
    return {**head, "sections": sections}, masker
