"""Which acceptable use agreement held for a person on a day, by what they were then, and whether
it was signed."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aup.choices import Audience
from aup.queries.as_of import Held, Signed
from esafety.people.models import Person

Asks = Callable[[Person, Audience | None, date], list[str]]


def in_force(people: Iterable[Person]) -> Asks:
    """Asks for the school's agreements and these people's answers once, and gives for a person, an
    audience and a day the words of what held: before the first took effect, the first."""
    signed = Signed(people)

    def on(person: Person, audience: Audience | None, day: date) -> list[str]:
        return [
            f"{version_words(one)}: {signed_words(one)}" for one in signed.on(person, audience, day)
        ]

    return on


def version_words(held: Held) -> str:
    """The agreement and its version."""
    facts = {
        "title": held.version.agreement.title,
        "number": held.version.number,
        "day": date_format(held.version.effective_from, "j F Y"),
    }
    return _("%(title)s, version %(number)s (from %(day)s)") % facts


def signed_words(held: Held) -> str:
    """Whether it was signed on that day; where that changed on the day itself, it says so."""
    facts = {"number": held.earlier}
    if held.signed and held.earlier:
        return _("signed as version %(number)s, with smaller changes since") % facts
    if held.signed:
        return _("signed on that very day") if held.that_day else _("signed")
    if held.earlier:
        return _("not signed; version %(number)s was") % facts
    return _("refused or taken back on that very day") if held.that_day else _("not signed")
