"""What is ticked under each part of an agreement, and what a family talks about first. Pure words,
for a reading age of nine."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aup import form_words
from aup.choices import Audience
from esafety.languages import ENGLISH
from esafety.signatures.choices import Part

_SENTENCES: dict[str, Promise] = {
    "on_behalf": _(
        "I have read this with my child. I sign it for my child, and I will keep to my part."
    ),
    "beside": _(
        "I have read this with my child and we have talked about it. I will keep to my part."
    ),
    "child": _("I have read these rules and talked about them. I will keep to them."),
    "own": _("I have read this agreement and I will keep to it."),
    "group": _("I have read this agreement. I and everyone on my list will keep to it."),
    "page": _("I have read this page and I will keep to it."),
}

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


def ticked(part: Part, audience: str, locale: str = ENGLISH) -> str:
    """The sentence that is ticked in the language that is read, and kept with the signature."""
    return sentence(_key(part, audience), locale)


def sentence(key: str, locale: str = ENGLISH) -> str:
    """One of the sentences by its key; in English where the language has none."""
    return form_words.said_in(locale).get(key) or str(_SENTENCES[key])


def below(key: str, locale: str) -> str:
    """The same in English, to stand below one in another language; nothing in English."""
    return str(_SENTENCES[key]) if form_words.said_in(locale) else ""


def ticked_below(part: Part, audience: str, locale: str) -> str:
    """`below` of the sentence that is ticked."""
    return below(_key(part, audience), locale)


def _key(part: Part, audience: str) -> str:
    if part == Part.PARENT:
        return "on_behalf" if audience == Audience.PUPILS_EARLY else "beside"
    if part == Part.GROUP:
        return "group"
    return "child" if audience in TALK else "own"
