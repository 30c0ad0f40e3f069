"""Whether parents or carers were told: asked by several kinds of sheets in the same words."""

from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as lazy

from incidents.choices import ImmediateAction
from incidents.sheets.facts import Action, Asked, Fact, Facts, Shape, moment

PARENTS_MOMENT = ("parents_on", "parents_at")


class Told(TextChoices):
    YES = "yes", lazy("Yes")
    LATER = "later", lazy("Not yet")
    NO = "no", lazy("No, and there is a reason")


PARENTS = (
    Fact("parents", lazy("Parents or carers told?"), Shape.CHOICE, choices=Told),
    Fact("parents_on", lazy("Day they were told"), Shape.DAY, asked=Asked("parents", (Told.YES,))),
    Fact(
        "parents_at", lazy("Time they were told"), Shape.CLOCK, asked=Asked("parents", (Told.YES,))
    ),
    Fact(
        "parents_how",
        lazy("Who was told, by whom and how"),
        asked=Asked("parents", (Told.YES,)),
    ),
    Fact(
        "parents_why",
        lazy("Why they were not told"),
        Shape.WORDS,
        asked=Asked("parents", (Told.NO,)),
    ),
)


def parents_informed(facts: Facts, zone: ZoneInfo, *, who: str) -> list[Action]:
    """The immediate action "parents or carers informed" (Appendix I), where they were."""
    at = moment(facts, PARENTS_MOMENT, zone)
    if facts.get("parents") != Told.YES or at is None:
        return []
    return [Action(ImmediateAction.PARENTS, who, at, facts["parents_how"])]
