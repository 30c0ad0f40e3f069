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

_TALK_LINES: dict[str, Promise] = {
    "talk_games": _("Which games and apps do you like?"),
    "talk_sad": _("What do you do if a screen makes you sad or scared?"),
    "talk_grown_ups": _("Which grown-ups can you tell?"),
    "talk_never": _("What do we never tell people online?"),
    "talk_online": _("What do you like to do online? Who do you talk to there?"),
    "talk_upset": _("What would you do if a message or a picture upset you?"),
    "talk_adults": _("Which adults could you tell, at home and at school?"),
    "talk_private": _("What should you keep to yourself online, and why?"),
    "talk_hardest": _("Which of these rules is hardest to keep?"),
    "talk_apps": _("Which apps do you use most? What is good about them, and what is not?"),
    "talk_asked": _("What would you do if somebody asked you for a picture, or sent you one?"),
    "talk_wrong": _("Who would you tell if something went wrong, at home and at school?"),
    "talk_ai": _("When is it fair to use AI for school work?"),
}
_TALK: dict[str, tuple[str, ...]] = {
    Audience.PUPILS_EARLY: ("talk_games", "talk_sad", "talk_grown_ups", "talk_never"),
    Audience.PUPILS_PRIMARY: (
        "talk_online", "talk_upset", "talk_adults", "talk_private", "talk_hardest",
    ),
    Audience.STUDENTS: ("talk_apps", "talk_asked", "talk_wrong", "talk_ai", "talk_hardest"),
}  # fmt: skip


def talk(audience: str, locale: str = ENGLISH) -> list[str]:
    """What a family talks about first, in the language that is read; nothing for adults."""
    said = form_words.said_in(locale)
    return [said.get(key) or str(_TALK_LINES[key]) for key in _TALK.get(audience, ())]


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
    return "child" if audience in _TALK else "own"
