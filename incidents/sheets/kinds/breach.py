"""A personal data breach: what, whose, how many, likely effect, action, and the decision to tell
the Information Commissioner within 72 hours (domain.md 5; spec/triage.md 4)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from incidents.sheets.choices import SheetKind
from incidents.sheets.facts import (
    Asked,
    Fact,
    Facts,
    Kind,
    Problem,
    Shape,
    hours_after,
    label,
    moment,
)

CLOCK_HOURS = 72
"""Hours from when the school became aware: clock hours, weekends and holidays included."""

_AWARE, _ICO = ("aware_on", "aware_at"), ("ico_on", "ico_at")


class Whose(TextChoices):
    PUPILS = "pupils", lazy("Pupils")
    PARENTS = "parents", lazy("Parents or carers")
    STAFF = "staff", lazy("Staff or governors")
    OTHERS = "others", lazy("Other people")


class Special(TextChoices):
    YES = "yes", lazy("Yes: such as health, religion, ethnic origin, or safeguarding records")
    NO = "no", lazy("No")
    UNKNOWN = "unknown", lazy("Not known yet")


class Officer(TextChoices):
    YES = "yes", lazy("Yes")
    NO = "no", lazy("Not yet")


class Ico(TextChoices):
    OPEN = "open", lazy("Not decided yet")
    TOLD = "told", lazy("The Information Commissioner is told")
    NOT_TOLD = "not_told", lazy("The Information Commissioner is not told")


class People(TextChoices):
    OPEN = "open", lazy("Not decided yet")
    YES = "yes", lazy("They are told")
    NO = "no", lazy("They are not told")


_DECIDED = Asked("ico", (Ico.TOLD, Ico.NOT_TOLD))


def _clock(facts: Facts, zone: ZoneInfo) -> datetime | None:
    aware = moment(facts, _AWARE, zone)
    return hours_after(aware, CLOCK_HOURS) if aware else None


def _settled(facts: Facts) -> bool:
    return facts["ico"] in (Ico.TOLD, Ico.NOT_TOLD)


def _rules(facts: Facts, zone: ZoneInfo) -> list[Problem]:
    """The decision is not older than the knowledge; one told late says why (Article 33(1))."""
    aware, decided, ends = (
        moment(facts, _AWARE, zone),
        moment(facts, _ICO, zone),
        _clock(facts, zone),
    )
    if not aware or not decided or not ends or not _DECIDED.holds(facts):
        return []
    if decided < aware:
        return [("ico_on", lazy("This is before the school became aware of the breach."))]
    if decided > ends and not facts.get("ico_delay"):
        return [("ico_delay", lazy("This is more than 72 hours after. Say why it took longer."))]
    return []


def _sentence(facts: Facts) -> str:
    if not _settled(facts):
        return _("Personal data breach. To tell the Information Commissioner is not decided yet.")
    return _("Personal data breach. %(ico)s.") % {"ico": label(BREACH, "ico", facts)}


BREACH = Kind(
    code=SheetKind.BREACH,
    title=lazy("Data breach"),
    add=lazy("A personal data breach, with its 72-hour clock"),
    warning=lazy(
        "The clock starts when the school becomes aware and runs through nights, weekends and "
        "holidays. Write down what is known now and correct it later."
    ),
    moments=(_AWARE, _ICO),
    sentence=_sentence,
    rules=_rules,
    clock=_clock,
    settled=_settled,
    facts=(
        Fact("what", lazy("What happened"), Shape.WORDS),
        Fact("happened", lazy("When it happened, as far as known")),
        Fact("aware_on", lazy("Day the school became aware"), Shape.DAY),
        Fact("aware_at", lazy("Time the school became aware"), Shape.CLOCK),
        Fact("whose", lazy("Whose data"), Shape.SEVERAL, choices=Whose),
        Fact("categories", lazy("Which kinds of data"), Shape.WORDS),
        Fact(
            "people",
            lazy("About how many people"),
            Shape.NUMBER,
            help=lazy("A whole number; your best estimate is enough."),
        ),
        Fact("records", lazy("About how many records"), Shape.NUMBER, needed=False),
        Fact("special", lazy("Specially protected data?"), Shape.CHOICE, choices=Special),
        Fact("effect", lazy("Likely effect on the people"), Shape.WORDS),
        Fact("containment", lazy("What was done to limit it"), Shape.WORDS),
        Fact("dpo", lazy("Data protection officer told?"), Shape.CHOICE, choices=Officer),
        Fact(
            "dpo_words",
            lazy("Who, when, and what they advised"),
            Shape.WORDS,
            asked=Asked("dpo", (Officer.YES,)),
        ),
        Fact(
            "ico",
            lazy("Decision to tell the Information Commissioner"),
            Shape.CHOICE,
            help=lazy("Not needed only where a risk to people is unlikely. Both ways the reason."),
            choices=Ico,
        ),
        Fact("ico_reason", lazy("Reason for this decision"), Shape.WORDS, asked=_DECIDED),
        Fact("ico_by", lazy("Who decided"), asked=_DECIDED),
        Fact("ico_on", lazy("Day it was told, or decided"), Shape.DAY, asked=_DECIDED),
        Fact("ico_at", lazy("Time it was told, or decided"), Shape.CLOCK, asked=_DECIDED),
        Fact(
            "ico_delay",
            lazy("Why it took longer than 72 hours, if it did"),
            Shape.WORDS,
            needed=False,
            asked=_DECIDED,
        ),
        Fact(
            "ico_reference",
            lazy("Reference from the Information Commissioner"),
            needed=False,
            asked=Asked("ico", (Ico.TOLD,)),
        ),
        Fact(
            "told",
            lazy("Are the people concerned told?"),
            Shape.CHOICE,
            help=lazy("They must be told where the risk to them is high."),
            choices=People,
        ),
        Fact(
            "told_reason",
            lazy("Reason, and how and when if they are told"),
            Shape.WORDS,
            asked=Asked("told", (People.YES, People.NO)),
        ),
        Fact("lessons", lazy("What is learned from it"), Shape.WORDS, needed=False),
    ),
)
