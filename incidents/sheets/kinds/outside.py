"""What goes outside the school: referrals, decisions not to refer, and what was shared
(domain.md 1.2, 1.5, 1.6)."""

from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from incidents.choices import ImmediateAction
from incidents.sheets.choices import SheetKind
from incidents.sheets.facts import Action, Asked, Fact, Facts, Kind, Shape, label, moment
from incidents.sheets.kinds.parents import PARENTS, PARENTS_MOMENT, parents_informed

_WHEN, _PARENTS_WHEN = ("on", "at"), PARENTS_MOMENT


class Agency(TextChoices):
    LOCAL_AUTHORITY = "la", lazy("Children's social care (local authority, MASH)")
    POLICE = "police", lazy("Police")
    CEOP = "ceop", lazy("CEOP")
    LADO = "lado", lazy("LADO (designated officer)")
    CHANNEL = "channel", lazy("Prevent or Channel")
    OTHER = "other", lazy("Somebody else")


class Decided(TextChoices):
    REFERRED = "referred", lazy("Referred")
    NOT_REFERRED = "not_referred", lazy("Decided not to refer")
    ADVICE = "advice", lazy("Advice sought, no referral")


class Known(TextChoices):
    TOLD = "told", lazy("Somebody told it")
    SEEN = "seen", lazy("It was seen")
    HEARD = "heard", lazy("It was heard")


class Sent(TextChoices):
    SPOKEN = "spoken", lazy("In person or by telephone")
    MAIL = "mail", lazy("By encrypted e-mail or a secure portal")
    FILE = "file", lazy("As a file handed over, with a receipt")
    POST = "post", lazy("By post")
    OTHER = "other", lazy("Another way")


class Lawful(TextChoices):
    SAFEGUARDING = "safeguarding", lazy("To keep a child safe")
    DUTY = "duty", lazy("A law or a court requires it")
    CRIME = "crime", lazy("To prevent or find out about a crime")
    VITAL = "vital", lazy("To protect somebody's life")
    OTHER = "other", lazy("Another reason")


def _referral_sentence(facts: Facts) -> str:
    words = {
        "decision": label(REFERRAL, "decision", facts),
        "to": label(REFERRAL, "to", facts),
        "reference": facts.get("reference", ""),
    }
    if words["reference"]:
        return _("%(decision)s: %(to)s. Reference: %(reference)s.") % words
    return _("%(decision)s: %(to)s.") % words


_ACTION = {
    Agency.LOCAL_AUTHORITY.value: ImmediateAction.REFERRED_LA,
    Agency.POLICE.value: ImmediateAction.POLICE_CEOP,
    Agency.CEOP.value: ImmediateAction.POLICE_CEOP,
}


def _referral_actions(facts: Facts, zone: ZoneInfo) -> list[Action]:
    """What Appendix I asks for as well: told to police or CEOP, referred, or advice sought."""
    found, at = parents_informed(facts, zone, who=facts["by"]), moment(facts, _WHEN, zone)
    action = _ACTION.get(facts["to"]) if facts["decision"] == Decided.REFERRED else None
    if facts["decision"] == Decided.ADVICE:
        action = ImmediateAction.ADVICE
    if action and at:
        found.insert(0, Action(action, facts["by"], at, _referral_sentence(facts)))
    return found


REFERRAL = Kind(
    code=SheetKind.REFERRAL,
    title=lazy("Referral"),
    add=lazy("A referral outside the school, or the decision not to refer"),
    warning=lazy(
        "A decision not to refer is recorded as well, with its reason. Nobody needs leave to "
        "refer, and nobody may stop another person's referral."
    ),
    moments=(_WHEN, ("answer_on", "answer_at"), _PARENTS_WHEN),
    sentence=_referral_sentence,
    actions=_referral_actions,
    facts=(
        Fact("to", lazy("To whom"), Shape.CHOICE, choices=Agency),
        Fact(
            "to_words",
            lazy("Who that is"),
            help=lazy("The team or person, and how they were reached."),
            asked=Asked("to", (Agency.OTHER,)),
        ),
        Fact("decision", lazy("What was decided"), Shape.CHOICE, choices=Decided),
        Fact("on", lazy("Day it was done or decided"), Shape.DAY),
        Fact("at", lazy("Time it was done or decided"), Shape.CLOCK),
        Fact("by", lazy("Who referred or decided"), mine=True),
        Fact("reason", lazy("Reason for the decision"), Shape.WORDS),
        Fact("spoken_to", lazy("Who took the referral or gave the advice"), needed=False),
        Fact("reference", lazy("Their reference"), needed=False),
        Fact(
            "known",
            lazy("How it became known"),
            Shape.CHOICE,
            help=lazy("For a suspected sexual offence against a child: the law asks for it."),
            needed=False,
            choices=Known,
        ),
        Fact(
            "delay",
            lazy("Why it was not done at once, if it was not"),
            Shape.WORDS,
            needed=False,
        ),
        Fact("answer", lazy("What they answered"), Shape.WORDS, needed=False),
        Fact("answer_on", lazy("Day of their answer"), Shape.DAY, needed=False),
        Fact("answer_at", lazy("Time of their answer"), Shape.CLOCK, needed=False),
        *PARENTS,
    ),
)

DISCLOSURE = Kind(
    code=SheetKind.DISCLOSURE,
    title=lazy("Information shared"),
    add=lazy("What was shared, with whom and why"),
    warning=lazy(
        "Data protection law does not stop you from sharing what keeps a child safe. Share no "
        "more than is needed, and write down what, why and with whom."
    ),
    moments=(_WHEN,),
    sentence=lambda facts: _("Shared with: %(to)s.") % {"to": facts["to"]},
    facts=(
        Fact(
            "what",
            lazy("What was shared"),
            Shape.WORDS,
            help=lazy("Kinds of information in words, such as “chronology, names of parents”."),
        ),
        Fact("to", lazy("With whom"), help=lazy("Name, job and organisation.")),
        Fact("on", lazy("Day it was shared"), Shape.DAY),
        Fact("at", lazy("Time it was shared"), Shape.CLOCK),
        Fact("how", lazy("How it was shared"), Shape.CHOICE, choices=Sent),
        Fact("lawful", lazy("Lawful reason"), Shape.CHOICE, choices=Lawful),
        Fact(
            "lawful_words",
            lazy("Which reason that is"),
            asked=Asked("lawful", (Lawful.OTHER,)),
        ),
        Fact("necessity", lazy("Why it was needed, and no wider than needed"), Shape.WORDS),
        Fact("by", lazy("Who decided to share it"), mine=True),
        Fact("receipt", lazy("Confirmation that it arrived"), needed=False),
    ),
)
