"""What is done afterwards: a restorative meeting, and a response in the wider community."""

from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from incidents.choices import ImmediateAction
from incidents.sheets.choices import SheetKind
from incidents.sheets.facts import Action, Fact, Facts, Kind, Problem, Shape, moment

_WHEN = ("on", "at")


class Response(TextChoices):
    LETTER = "letter", lazy("Letter")
    NEWSLETTER = "newsletter", lazy("Newsletter item")
    ASSEMBLY = "assembly", lazy("Assembly")
    CURRICULUM = "curriculum", lazy("Curriculum")


def _somebody_came(facts: Facts, zone: ZoneInfo) -> list[Problem]:
    if facts.get("people") or facts.get("others"):
        return []
    return [("people", lazy("Tick or write down who took part."))]


def _held(facts: Facts) -> str:
    return _("A restorative meeting was held.")


RESTORATIVE = Kind(
    code=SheetKind.RESTORATIVE,
    title=lazy("Restorative meeting"),
    add=lazy("A restorative meeting"),
    warning=lazy("Everybody must want to be there. Nobody who was harmed is asked to forgive."),
    moments=(_WHEN,),
    sentence=_held,
    rules=_somebody_came,
    facts=(
        Fact("on", lazy("Day of the meeting"), Shape.DAY),
        Fact("at", lazy("Time of the meeting"), Shape.CLOCK),
        Fact("people", lazy("Who took part"), Shape.PEOPLE, needed=False),
        Fact("others", lazy("Who else took part"), needed=False),
        Fact("by", lazy("Who led the meeting"), mine=True),
        Fact("agreed", lazy("What was agreed"), Shape.WORDS),
        Fact("review_on", lazy("Day to look at it again"), Shape.COMING, needed=False),
    ),
)


def _responses(facts: Facts) -> str:
    return ", ".join(str(Response(code).label) for code in facts["what"])


def _community_actions(facts: Facts, zone: ZoneInfo) -> list[Action]:
    at = moment(facts, _WHEN, zone)
    text = f"{_responses(facts)}. {facts['words']}"
    return [Action(ImmediateAction.COMMUNITY, facts["by"], at, text)] if at else []


COMMUNITY = Kind(
    code=SheetKind.COMMUNITY,
    title=lazy("Wider community"),
    add=lazy("A response in the wider community"),
    moments=(_WHEN,),
    sentence=lambda facts: (
        _("Response in the wider community: %(what)s.") % {"what": _responses(facts)}
    ),
    actions=_community_actions,
    facts=(
        Fact("what", lazy("What was done"), Shape.SEVERAL, choices=Response),
        Fact("words", lazy("What it said, and to whom"), Shape.WORDS),
        Fact("on", lazy("Day"), Shape.DAY),
        Fact("at", lazy("Time"), Shape.CLOCK),
        Fact("by", lazy("Who did it"), mine=True),
    ),
)
