"""The filters in use, in words: as chips that can be removed, and as a line on paper."""

from collections.abc import Mapping
from typing import Any

from django.utils.dateformat import format as written
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from esafety.people.choices import YEAR_GROUPS
from incidents.choices import Group, Place, Platform, Status
from incidents.log.filters import COUNTED_STATES, NOBODY, OPEN_STATES, OVER_STATES, Filters
from incidents.log.options import Options

NAMES = {
    "type": gettext_lazy("Type"),
    "group": gettext_lazy("Group"),
    "person": gettext_lazy("Person"),
    "year": gettext_lazy("Year group"),
    "state": gettext_lazy("State"),
    "since": pgettext_lazy("a date", "From"),
    "until": pgettext_lazy("a date", "To"),
    "term": gettext_lazy("Term"),
    "place": gettext_lazy("Place"),
    "platform": gettext_lazy("Platform"),
    "weekday": gettext_lazy("Day of the week"),
    "hour": gettext_lazy("Hour of the day"),
    "handler": gettext_lazy("Handled by"),
    "text": gettext_lazy("Search"),
}
STATE_GROUPS = {
    OPEN_STATES: gettext_lazy("All that are open"),
    OVER_STATES: gettext_lazy("All that are over"),
    COUNTED_STATES: gettext_lazy("All that are counted in figures"),
}
WEEK = {str(number + 1): name for number, name in WEEKDAYS.items()}
"""Monday is 1, as ISO has it."""
HOURS = {str(hour): f"{hour:02}:00 to {hour:02}:59" for hour in range(24)}
UNHANDLED = gettext_lazy("Nobody yet")


def chosen(filters: Filters, options: Options, person: str = "") -> dict[str, tuple[str, str]]:
    """{filter: (its name, what was chosen)} for each filter in use; the order is no filter."""
    in_use = {name: getattr(filters, name) for name in NAMES if getattr(filters, name)}
    words = _words(options) if in_use else {}
    said = {name: _said(name, value, words, person) for name, value in in_use.items()}
    return {name: (str(NAMES[name]), text) for name, text in said.items()}


def _said(name: str, value: Any, words: Mapping[str, Mapping[str, Any]], person: str) -> str:
    if name in ("since", "until"):
        return written(value, "j F Y")
    if name == "text":
        return f"“{value}”"
    if name == "person":
        return person or _("one person")
    return str(words[name].get(value, _("one that is no longer there")))


def _words(options: Options) -> dict[str, dict[str, Any]]:
    return {
        "type": {t.code: t.label for t in options.types},
        "group": dict(Group.choices),
        "year": dict(YEAR_GROUPS),
        "state": {**dict(Status.choices), **STATE_GROUPS},
        "term": {term.code: term.label for term in options.terms},
        "place": dict(Place.choices),
        "platform": dict(Platform.choices),
        "weekday": WEEK,
        "hour": HOURS,
        "handler": {NOBODY: UNHANDLED, **{str(pk): name for pk, name in options.handlers}},
    }
