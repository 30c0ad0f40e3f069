"""The words of the log's cells: when, who, what part, what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from incidents.choices import Part, Place, Platform, Status, When

# Appendix J writes T and O; a part it does not know is written out.
LETTERS: dict[str, str | Promise] = {
    Part.TARGET: pgettext_lazy("target, on the log", "T"),
    Part.OFFENDER: pgettext_lazy("offender, on the log", "O"),
    Part.BOTH: pgettext_lazy("target and offender, on the log", "T/O"),
    Part.WITNESS: gettext_lazy("Witness"),
    Part.UNCLEAR: gettext_lazy("Not clear"),
}
SPELT_OUT = frozenset({Part.TARGET, Part.OFFENDER, Part.BOTH})
TONES = {
    Status.SUBMITTED: "orange",
    Status.ACKNOWLEDGED: "blue",
    Status.INVESTIGATING: "teal",
    Status.IN_ACTION: "purple",
    Status.CLOSED: "green",
    Status.NOT_INCIDENT: "grey",
    Status.MERGED: "grey",
}
_SHORT = 160


def when(row: Mapping[str, Any]) -> str:
    """The date and time of an incident, as exactly as it is known."""
    first, last, at = row["happened_on"], row["happened_until"], row["happened_at_time"]
    if last and last != first:
        words = _span(first, last)
    else:
        words = written(first, "j M Y")
    if row["when"] == When.ABOUT:
        words = _("about %(day)s") % {"day": words}
    return f"{words}, {clock(at)}" if at else words


def day(moment: datetime) -> str:
    """The day of a moment on the school's clock."""
    return written(timezone.localtime(moment), "j M Y")


def clock(at: time) -> str:
    return f"{at.hour:02}:{at.minute:02}"


def _span(first: date, last: date) -> str:
    """Two days with what they share written once: "2 to 4 Nov 2026"."""
    if first.year != last.year:
        start = written(first, "j M Y")
    else:
        start = written(first, "j" if first.month == last.month else "j M")
    return _("%(first)s to %(last)s") % {"first": start, "last": written(last, "j M Y")}


def short(text: str, most: int = _SHORT) -> str:
    """The beginning of a text, cut at a word, on one line."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    return plain[:most].rpartition(" ")[0].rstrip(".,;: ") + " …"


def evidence(row: Mapping[str, Any]) -> str:
    """What evidence there is and where it is held, in a sentence."""
    parts = []
    if row["evidence"]:
        parts.append(_("Evidence: %(what)s") % {"what": row["evidence"].strip()})
    if row["evidence_held"]:
        parts.append(_("Held: %(where)s") % {"where": row["evidence_held"].strip()})
    return "\n".join(parts)


def platforms(row: Mapping[str, Any]) -> str:
    """The services involved, by their names."""
    labels = dict(Platform.choices)
    named = [str(labels.get(code, code)) for code in row["platforms"] or ()]
    return ", ".join([*named, *filter(None, [row["platform_words"]])])


def place(row: Mapping[str, Any]) -> str:
    label = str(dict(Place.choices).get(row["place"], ""))
    return ", ".join(filter(None, [label, row["place_words"]]))


def types(labels: Sequence[str], other: str) -> str:
    """The types of an incident, and the words that "other" asked for."""
    return "; ".join([*labels, *filter(None, [other])])


def marks(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Whose a case is, where it is not everybody's who reads the log."""
    told = (
        (row["staff_subject"], _("About staff")),
        (row["child_protection"], _("Child protection")),
    )
    return tuple(label for holds, label in told if holds)
