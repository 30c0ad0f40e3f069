"""The record's facts in words, and what a correction changes. No queries here."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.choices import Outcome, Place, Platform, When
from incidents.models import Incident

# The facts of Appendix H in the order of the form, with the record's words for each.
REPORTED: dict[str, str | Promise] = {
    "urgent": gettext_lazy("Urgent"),
    "place": gettext_lazy("Where it took place"),
    "place_words": gettext_lazy("Where exactly"),
    "when": gettext_lazy("How sure is the date?"),
    "happened_on": gettext_lazy("Date"),
    "happened_until": gettext_lazy("Last day"),
    "when_words": gettext_lazy("About when"),
    "happened_at_time": gettext_lazy("Time"),
    "types": gettext_lazy("Type of incident"),
    "other_words": gettext_lazy("Other: say what"),
    "description": gettext_lazy("Full description"),
    "platforms": gettext_lazy("Social media involved"),
    "platform_words": gettext_lazy("Other service"),
    "evidence": gettext_lazy("What evidence there is"),
    "evidence_held": gettext_lazy("Where the evidence is held"),
}
LABELS: dict[str, str | Promise] = {
    **REPORTED,
    "summary": gettext_lazy("Summary"),
    "investigation": gettext_lazy("Investigation"),
    "outcome": gettext_lazy("Outcome"),
    "outcome_words": gettext_lazy("Outcome and the reasons for it"),
    "handler": gettext_lazy("Handled by"),
    "people": gettext_lazy("Person involved"),
    "ai_generated": gettext_lazy("AI made or simulated something in it"),
    "strands": gettext_lazy("Equality strands"),
    "bullying_role": gettext_lazy("Roles in bullying"),
}
_CHOICES: dict[str, type[TextChoices]] = {"place": Place, "when": When, "outcome": Outcome}


def words(field: str, value: Any) -> str:
    """One fact in words; empty when there is none. Dates and times may be given as ISO text."""
    if field == "urgent":
        return _("Yes") if value else _("No")
    if value in (None, "", [], ()):
        return ""
    if field in _CHOICES:
        return _label(_CHOICES[field], value)
    if field == "platforms":
        return "\n".join(_label(Platform, code) for code in value)
    if field == "types":
        return "\n".join(str(one) for one in value)
    return _moment(field, value)


def _label(choices: type[TextChoices], code: Any) -> str:
    return str(choices(code).label) if code in choices.values else str(code)


def _moment(field: str, value: Any) -> str:
    try:
        if field in ("happened_on", "happened_until"):
            day = value if isinstance(value, date) else date.fromisoformat(value)
            return date_format(day, "j F Y")
        if field == "happened_at_time":
            clock = value if isinstance(value, time) else time.fromisoformat(value)
            return time_format(clock, "H:i")
    except ValueError:
        return str(value)
    return str(value)


def change(field: str, before: Any, after: Any) -> dict[str, str]:
    """One change as the chronology keeps it: in the words of its day."""
    return {"field": field, "before": words(field, before), "after": words(field, after)}


def apply(row: Incident, facts: Mapping[str, Any]) -> list[dict[str, str]]:
    """Put the facts on the row and return what changed. The caller saves the row."""
    changes = []
    for field, value in facts.items():
        before = getattr(row, field)
        if before != value:
            changes.append(change(field, before, value))
            setattr(row, field, value)
    return changes


def labels_of(changes: Iterable[Mapping[str, str]]) -> list[str]:
    """The names of the facts that changed."""
    return [str(LABELS.get(one["field"], one["field"])) for one in changes]
