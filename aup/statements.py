"""What is ticked under each part of an agreement, and what a family talks about first. Pure words,
for a reading age of nine."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aup.choices import Audience
from esafety.signatures.choices import Part

_ON_BEHALF = _(
    "I have read this with my child. I sign it for my child, and I will keep to my part."
)
_BESIDE = _("I have read this with my child and we have talked about it. I will keep to my part.")
_CHILD = _("I have read these rules and talked about them. I will keep to them.")
_OWN = _("I have read this agreement and I will keep to it.")
_GROUP = _("I have read this agreement. I and everyone on my list will keep to it.")

TALK: dict[str, tuple[str | Promise, ...]] = {
    Audience.PUPILS_EARLY: (
        _("Which games and apps do you like?"),
        _("What do you do if a screen makes you sad or scared?"),
        _("Which grown-ups can you tell?"),
        _("What do we never tell people online?"),
    ),
    Audience.PUPILS_PRIMARY: (
        _("What do you like to do online? Who do you talk to there?"),
        _("What would you do if a message or a picture upset you?"),
        _("Which adults could you tell, at home and at school?"),
        _("What should you keep to yourself online, and why?"),
        _("Which of these rules is hardest to keep?"),
    ),
    Audience.STUDENTS: (
        _("Which apps do you use most? What is good about them, and what is not?"),
        _("What would you do if somebody asked you for a picture, or sent you one?"),
        _("Who would you tell if something went wrong, at home and at school?"),
        _("When is it fair to use AI for school work?"),
        _("Which of these rules is hardest to keep?"),
    ),
}


def ticked(part: Part, audience: str) -> str | Promise:
    """The sentence that is ticked, and kept with the signature."""
    if part == Part.PARENT:
        return _ON_BEHALF if audience == Audience.PUPILS_EARLY else _BESIDE
    if part == Part.GROUP:
        return _GROUP
    return _CHILD if audience in TALK else _OWN
