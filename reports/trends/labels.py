"""What the codes of the trends page are called, and in which order they stand."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext as _

from esafety.people.choices import YEAR_GROUPS
from incidents.choices import Group, Place, Platform
from incidents.log.options import Options
from incidents.log.phrases import HOURS, NAMES, WEEK
from reports.trends.reading import UNKNOWN


class Having(Protocol):
    """Something that knows which codes have a number."""

    def has(self, name: str) -> set[str]: ...


class Labels:
    """The words of one school: its own types, and the fixed lists."""

    def __init__(self, options: Options) -> None:
        self._words: dict[str, Mapping[str, object]] = {
            "all": {"all": _("All incidents")},
            "type": {t.code: t.label for t in options.types},
            "group": dict(Group.choices),
            "year": dict(YEAR_GROUPS),
            "place": dict(Place.choices),
            "platform": {**dict(Platform.choices), UNKNOWN: _("None named")},
            "weekday": WEEK,
            "hour": {**HOURS, UNKNOWN: _("Time not known")},
        }

    def of(self, name: str, code: str) -> str:
        return str(self._words[name].get(code, code))

    def codes(self, name: str, counted: Having) -> list[str]:
        """The codes that have a number, in the order of their list."""
        used = counted.has(name)
        return [code for code in self._words[name] if code in used]

    def kind(self, name: str) -> str:
        """What the codes are codes of, for a sentence; "" for all incidents."""
        return str(NAMES[name]) if name in NAMES else ""
