"""What the facts of a sheet must say: asked by the form, and again by the service."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.sheets.facts import Fact, Facts, Kind, Problem, Shape, moment

_CHOSEN = (Shape.CHOICE, Shape.PERSON, Shape.PEOPLE, Shape.SEVERAL)


def problems(kind: Kind, facts: Facts, zone: ZoneInfo) -> list[Problem]:
    """What is missing, still to come, or untrue together; empty when the sheet can be kept.

    Raises ValueError for facts that are none of this kind's: a mistake of ours, never of a page.
    """
    unknown = set(facts) - {one.name for one in kind.facts}
    if unknown:
        raise ValueError(f"Not facts of {kind.code}: {sorted(unknown)}")
    found: list[Problem] = [(one.name, _missing(one)) for one in kind.facts if _lacks(one, facts)]
    found += _to_come(kind, facts, zone)
    return found or kind.rules(facts, zone)


def _lacks(fact: Fact, facts: Facts) -> bool:
    return fact.is_needed(facts) and facts.get(fact.name) in (None, "", [])


def _missing(fact: Fact) -> str:
    words = {"label": fact.label}
    if fact.shape in _CHOSEN:
        return _("Choose an answer to “%(label)s”.") % words
    return _("Fill in “%(label)s”.") % words


def _to_come(kind: Kind, facts: Facts, zone: ZoneInfo) -> list[Problem]:
    """A time of day without its day says nothing, and nothing is recorded before it was."""
    found: list[Problem] = []
    for day, clock in kind.moments:
        at = moment(facts, (day, clock), zone)
        if facts.get(clock) and not facts.get(day):
            found.append((day, _("Enter the day as well.")))
        elif at is not None and at > timezone.now():
            found.append((clock, _("This time has not come yet.")))
    return found
