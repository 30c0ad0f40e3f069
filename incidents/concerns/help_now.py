"""Where somebody gets help now: lines of the school's signposts, never numbers in a page."""

from datetime import date

from incidents.concerns.words import Door
from policies import signposts
from policies.signposts import Signpost

# The help of a door is shown to everybody who comes in by it, whatever they have to tell.
_TYPES = ("grooming", "sexting_or_abuse_images")


def for_door(door: Door, on: date) -> list[Signpost]:
    """The signposts meant for who comes in by this door, in its order. The school looks after
    their words and numbers; those it has taken out are not shown."""
    found = {one.code: one for one in signposts.for_types(_TYPES, on)}
    return [found[code] for code in door.help if code in found]
