"""A search, or a device taken and kept safe (domain.md 3: recorded whether or not anything is
found)."""

from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from incidents.sheets.choices import SheetKind
from incidents.sheets.facts import Action, Asked, Fact, Facts, Kind, Problem, Shape, label
from incidents.sheets.kinds.parents import PARENTS, PARENTS_MOMENT, parents_informed


class Searched(TextChoices):
    PERSON = "person", lazy("Pockets or outer clothing")
    BAG = "bag", lazy("Bag or other belongings")
    LOCKER = "locker", lazy("Locker or desk")
    DEVICE = "device", lazy("A device, its data")
    NOTHING = "nothing", lazy("Nothing: a device was taken without a search")


class Basis(TextChoices):
    CONSENT = "consent", lazy("With the pupil's informed consent")
    WITHOUT = "without", lazy("Without consent: reasonable grounds, an item the law names")
    RULES = "rules", lazy("Without consent: an item the school rules name")
    POLICE = "police", lazy("By the police")


class Device(TextChoices):
    NONE = "none", lazy("No device was taken")
    KEPT = "kept", lazy("Taken and kept safe")
    RETURNED = "returned", lazy("Taken and given back")
    POLICE = "police", lazy("Handed to the police")


class Looked(TextChoices):
    NO = "no", lazy("No")
    YES = "yes", lazy("Yes")


_TAKEN = Asked("device", (Device.KEPT, Device.RETURNED, Device.POLICE))
_BACK = Asked("device", (Device.RETURNED,))
_LOOKED = Asked("looked", (Looked.YES,))


def _sentence(facts: Facts) -> str:
    if Searched.NOTHING in facts["searched"]:
        start = _("A device was taken without a search.")
    elif facts["found"] == Looked.YES:
        start = _("Search: something was found.")
    else:
        start = _("Search: nothing was found.")
    device = label(SEARCH, "device", facts)
    return f"{start} {device}." if facts["device"] != Device.NONE else start


def _rules(facts: Facts, zone: ZoneInfo) -> list[Problem]:
    found: list[Problem] = []
    searched = facts.get("searched") or []
    if Searched.NOTHING in searched and len(searched) > 1:
        found.append(("searched", lazy("Tick what was searched, or that nothing was, not both.")))
    if Searched.NOTHING in searched and facts.get("device") == Device.NONE:
        found.append(("device", lazy("Say what became of the device that was taken.")))
    return found


def _actions(facts: Facts, zone: ZoneInfo) -> list[Action]:
    return parents_informed(facts, zone, who=facts["searcher"])


SEARCH = Kind(
    code=SheetKind.SEARCH,
    title=lazy("Search or device"),
    add=lazy("A search, or a device taken and kept safe"),
    warning=lazy(
        "If an indecent picture of a child may be on a device, nobody looks. Keep the device safe "
        "with its screen off and tell the designated safeguarding lead in person. Never copy, "
        "forward, save or delete anything."
    ),
    moments=(("on", "at"), ("returned_on", "returned_at"), PARENTS_MOMENT),
    sentence=_sentence,
    rules=_rules,
    actions=_actions,
    facts=(
        Fact("on", lazy("Day of the search"), Shape.DAY),
        Fact("at", lazy("Time of the search"), Shape.CLOCK),
        Fact("place", lazy("Where")),
        Fact("pupil", lazy("Which pupil"), Shape.PERSON),
        Fact("pupil_words", lazy("Name of the pupil"), asked=Asked("pupil", ("other",))),
        Fact("searched", lazy("What was searched"), Shape.SEVERAL, choices=Searched),
        Fact("searcher", lazy("Who searched, or took the device"), mine=True),
        Fact(
            "present",
            lazy("Who else was present"),
            help=lazy("Adults and pupils. If nobody, say so and why."),
        ),
        Fact("looked_for", lazy("What was searched for")),
        Fact("why", lazy("Why: the grounds"), Shape.WORDS),
        Fact("basis", lazy("Legal basis"), Shape.CHOICE, choices=Basis),
        Fact("authorised_by", lazy("Who authorised it")),
        Fact("found", lazy("Was anything found?"), Shape.CHOICE, choices=Looked),
        Fact("items", lazy("What was found"), Shape.WORDS, asked=Asked("found", (Looked.YES,))),
        Fact("device", lazy("Was a device taken?"), Shape.CHOICE, choices=Device),
        Fact("device_words", lazy("Which device, in words"), asked=_TAKEN),
        Fact(
            "kept",
            lazy("Where it is kept safe, and who holds the key"),
            asked=Asked("device", (Device.KEPT,)),
        ),
        Fact("returned_on", lazy("Day it was given back"), Shape.DAY, asked=_BACK),
        Fact("returned_at", lazy("Time it was given back"), Shape.CLOCK, asked=_BACK),
        Fact("returned_to", lazy("To whom it was given back"), asked=_BACK),
        Fact(
            "police_reference",
            lazy("Police reference, and who took it"),
            asked=Asked("device", (Device.POLICE,)),
        ),
        Fact(
            "looked",
            lazy("Was anything looked at on the device?"),
            Shape.CHOICE,
            asked=_TAKEN,
            choices=Looked,
        ),
        Fact(
            "looked_words",
            lazy("What was looked at, why, and who was present"),
            Shape.WORDS,
            help=lazy("In words only, factual and brief."),
            asked=_LOOKED,
        ),
        *PARENTS,
        Fact("follow_up", lazy("What followed"), Shape.WORDS, needed=False),
    ),
)
