"""The questions a school may begin with, in plain words: for pupils from about nine years on."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policies.surveys.choices import Audience, Kind

Words = str | Promise
_OFTEN = (_("Never"), _("Once or twice"), _("More often"))
_SURE = (_("Yes"), _("Not sure"), _("No"))


@dataclass(frozen=True)
class Starter:
    """One question with the answers to choose from."""

    code: str
    words: Words
    options: tuple[Words, ...]
    kind: Kind = Kind.ONE


_PUPILS = (
    Starter(
        "met",
        _("Which of these have happened to you online this school year?"),
        (
            _("Somebody was unkind to me"),
            _("I was left out of a group on purpose"),
            _("Somebody shared a picture of me when I did not want it"),
            _("A person I do not know wrote to me"),
            _("I saw something that scared or upset me"),
            _("Somebody asked me for money, or tried to trick me"),
            _("Somebody used my account or my password"),
            _("None of these"),
        ),
        Kind.SEVERAL,
    ),
    Starter("upset", _("How often did something online make you sad or worried?"), _OFTEN),
    Starter(
        "tell",
        _("If something online worried you, would you tell somebody?"),
        (_("Yes, I would"), _("Maybe"), _("No, I would not")),
    ),
    Starter(
        "who",
        _("Who would you tell?"),
        (
            _("Somebody in my family"),
            _("A friend"),
            _("A grown-up at school"),
            _("A helpline, such as Childline"),
            _("The website or the app"),
            _("Nobody"),
        ),
        Kind.SEVERAL,
    ),
    Starter(
        "why_not",
        _("What might stop you from telling a grown-up?"),
        (
            _("I might get into trouble"),
            _("They might take my phone or tablet away"),
            _("They would not understand"),
            _("I would feel silly"),
            _("It might make things worse"),
            _("Nothing would stop me"),
        ),
        Kind.SEVERAL,
    ),
    Starter("know_how", _("Do you know how to report something in an app or a game?"), _SURE),
    Starter(
        "rules",
        _("Do you know the school’s rules for phones, tablets and computers?"),
        (_("Yes, all of them"), _("Some of them"), _("No")),
    ),
    Starter(
        "safe",
        _("How safe do you feel when you are online?"),
        (_("Very safe"), _("Quite safe"), _("Not very safe"), _("Not safe at all")),
    ),
    Starter(
        "lessons",
        _("Did our lessons help you to stay safe online?"),
        (_("Yes, a lot"), _("A little"), _("No"), _("I do not remember any")),
    ),
)
_PARENTS = (
    Starter(
        "met",
        _("What has your child met online this school year, as far as you know?"),
        (
            _("Unkind messages or bullying"),
            _("A picture shared without asking"),
            _("Messages from somebody they do not know"),
            _("Something that scared or upset them"),
            _("A trick to get money or a password"),
            _("None of these"),
        ),
        Kind.SEVERAL,
    ),
    Starter("would_tell", _("Do you think your child would tell you about it?"), _SURE),
    Starter(
        "talk",
        _("How often do you talk with your child about what they do online?"),
        (_("Every week or more"), _("Now and then"), _("Hardly ever")),
    ),
    Starter("controls", _("Have you set up filters or limits on your child’s devices?"), _SURE),
    Starter("report", _("Do you know how to tell the school about something online?"), _SURE),
    Starter("agreement", _("Do you know what the school’s agreement asks of your child?"), _SURE),
    Starter(
        "help",
        _("What would help you most?"),
        (
            _("An evening at school"),
            _("Short guides to read at home"),
            _("Help with settings"),
            _("To know whom to ask"),
            _("Nothing at the moment"),
        ),
        Kind.SEVERAL,
    ),
)
_STAFF = (
    Starter(
        "met",
        _("What have you met in your work this school year?"),
        (
            _("A pupil told me about something online"),
            _("I saw misuse of the school’s systems"),
            _("Unkind words about me or a colleague online"),
            _("A pupil or parent tried to reach my private account"),
            _("A message that tried to get my password"),
            _("None of these"),
        ),
        Kind.SEVERAL,
    ),
    Starter("tell", _("Do you know whom to tell, and how, when something happens?"), _SURE),
    Starter(
        "reported",
        _("Did you report what you met?"),
        (_("Always"), _("Sometimes"), _("Never"), _("I met nothing to report")),
    ),
    Starter(
        "confident",
        _("How sure are you of what to do when a pupil tells you something?"),
        (_("Very sure"), _("Quite sure"), _("Not very sure"), _("Not sure at all")),
    ),
    Starter("policy", _("Do you know what the online-safety policy asks of you?"), _SURE),
    Starter(
        "training",
        _("Was this year’s training useful in your work?"),
        (_("Yes, a lot"), _("A little"), _("No"), _("I have had none")),
    ),
    Starter("filtering", _("Does filtering get in the way of your lessons?"), _OFTEN),
)

STARTERS: dict[str, tuple[Starter, ...]] = {
    Audience.PUPILS: _PUPILS,
    Audience.PARENTS: _PARENTS,
    Audience.STAFF: _STAFF,
}
