"""The plain words of the public pages: the doors, and what can have happened.

Reading age nine. The youngest get very short sentences. Pages say who reads a concern and where
help is, and never promise to keep a secret (KCSIE Part One; domain.md 1.2).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.concerns.choices import Source


@dataclass(frozen=True)
class Door:
    """One way in: who tells us, how the page speaks to them, and the help that is for them.

    `asks` are the questions beside "what happened"; `help` codes of the school's signposts.
    """

    slug: str
    source: Source
    title: str | Promise
    who: str | Promise
    what: str | Promise
    what_hint: str | Promise
    picture: str
    asks: tuple[str, ...]
    help: tuple[str, ...]
    is_child: bool = False


_SHORT = ("danger", "kinds", "did_names", "did_who", "name")
_LONG = (
    "danger", "kinds", "hurt_me", "hurt_names", "did_names", "did_who", "when", "day", "where",
    "platforms", "platform_words", "evidence", "name", "reach",
)  # fmt: skip
_ADULT = tuple(name for name in _LONG if name != "hurt_me")
_FOR_CHILDREN = ("police", "childline", "ceop", "report_remove", "shore")
_FOR_ADULTS = ("police", "nspcc", "ceop")

LITTLE = Door(
    "little",
    Source.CHILD,
    _("Tell us what is wrong"),
    _("I am 7 or younger"),
    _("What happened?"),
    _("Write what you want. A grown-up can help you write."),
    "little",
    _SHORT,
    ("police", "childline"),
    is_child=True,
)
CHILD = Door(
    "child",
    Source.CHILD,
    _("Tell us what is worrying you"),
    _("I am a child or young person"),
    _("What happened?"),
    _("Use your own words. Spelling does not matter. You are not in trouble for telling us."),
    "child",
    _LONG,
    _FOR_CHILDREN,
    is_child=True,
)
PARENT = Door(
    "parent",
    Source.PARENT,
    _("Tell the school about a worry"),
    _("I am a parent or carer"),
    _("What happened?"),
    _("What you saw or were told, when and where, in your own words."),
    "parent",
    _ADULT,
    _FOR_ADULTS,
)
VISITOR = Door(
    "visitor",
    Source.VISITOR,
    _("Tell the school about a worry"),
    _("I am a visitor, a neighbour or somebody else"),
    _("What happened?"),
    _("What you saw or were told, when and where, in your own words."),
    "visitor",
    _ADULT,
    _FOR_ADULTS,
)
DOORS = {door.slug: door for door in (LITTLE, CHILD, PARENT, VISITOR)}
ON_THE_FIRST_PAGE = (CHILD, PARENT, VISITOR)


@dataclass(frozen=True)
class Kind:
    """Something that can have happened, in plain words, and the type of incident it leads to."""

    code: str
    type_code: str
    words: str | Promise
    little: str | Promise = ""


UNSURE = "unsure"
KINDS = (
    Kind("mean", "bullying", _("Somebody is mean, or leaves somebody out"), _("Someone is mean.")),
    Kind(
        "uneasy",
        "grooming",
        _("Somebody online makes me or a child feel worried: secrets, presents, wanting to meet, asking for pictures"),  # noqa: E501
        _("A stranger talks to me online."),
    ),
    Kind(
        "private-picture",
        "sexting_or_abuse_images",
        _("A picture or film of somebody under 18 without clothes, real or made by a computer"),
        _("A picture of someone with no clothes on."),
    ),
    Kind(
        "picture",
        "images_without_permission",
        _("A picture or film was put online or passed on, and somebody did not want that"),
        _("Someone took my picture."),
    ),
    Kind(
        "scary",
        "age_inappropriate",
        _("Something scary, or only for grown-ups, was on a screen"),
        _("I saw something scary."),
    ),
    Kind("violence", "violence", _("A film or picture of fights, or of people being hurt")),
    Kind("threat", "chain_or_threat", _("Threats, dares, or messages that must be passed on")),
    Kind(
        "hate",
        "hate",
        _("Nasty words about skin colour, religion, being a girl or a boy, being gay, or a disability"),  # noqa: E501
    ),
    Kind("extreme", "terrorism", _("Somebody praises attacks, or wants others to join in them")),
    Kind("fake", "impersonation", _("Somebody pretends to be somebody else")),
    Kind("account", "others_account", _("Somebody got into an account or a password")),
    Kind("money", "gambling", _("Betting, or paying money for chances in a game")),
    Kind(
        UNSURE, "other_breach", _("Something else, or I am not sure"), _("Something else.")
    ),
)  # fmt: skip
NEXT_BEST = ("other_breach", "other")
"""Types for what fits no other; a school may have retired the first."""

PEOPLE = (
    ("child", _("A child or young person")),
    ("staff", _("A grown-up who works at the school")),
    ("other", _("Somebody else")),
    ("unknown", _("I do not know")),
)
STAGES = {
    "sent": (_("Sent"), "blue", _("The school has it. Nobody has said yet that they read it.")),
    "seen": (_("Seen"), "teal", _("Somebody at the school has read it.")),
    "dealt-with": (_("Being dealt with"), "yellow", _("The school is working on it.")),
    "closed": (_("Closed"), "grey", _("The school has finished. You can still write to them.")),
}
"""What somebody who comes back reads of how it stands: the word, its colour, a sentence."""

READY = {
    "seen": (
        _("Seen"),
        _("Thank you for telling us. We have read it. We will write here again."),
    ),
    "dealt-with": (
        _("Being dealt with"),
        _("We are dealing with what you told us. We have talked to people who can help."),
    ),
    "closed": (
        _("Closed, thank you"),
        _("Thank you for telling us. We have finished. Here is what you may know: "),
    ),
}
"""Ready words to a reporter; whoever writes makes them their own."""
