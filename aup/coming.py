"""As what somebody comes to the school, and what follows from it. Pure: no queries."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aup.choices import Audience
from esafety.people.choices import Kind
from esafety.signatures.choices import Part


class Coming(models.TextChoices):
    """What a visitor chooses on the tablet."""

    VISITOR = "visitor", _("Visitor")
    VOLUNTEER = "volunteer", _("Volunteer or parent helper")
    SUPPLY = "supply", _("Supply teacher or coach")
    GROUP = "group", _("Group or club, as its responsible person")


KIND_OF = {
    Coming.VISITOR: Kind.VISITOR,
    Coming.VOLUNTEER: Kind.VISITOR,
    Coming.SUPPLY: Kind.SUPPLY,
    Coming.GROUP: Kind.COMMUNITY,
}
AUDIENCE_OF = {
    Coming.VISITOR: Audience.VISITORS,
    Coming.VOLUNTEER: Audience.VISITORS,
    Coming.SUPPLY: Audience.SUPPLY,
    Coming.GROUP: Audience.COMMUNITY,
}
WHO_COMES = tuple(dict.fromkeys(AUDIENCE_OF.values()))


def part_of(coming: Coming) -> Part:
    """In what capacity they sign."""
    return Part.GROUP if coming == Coming.GROUP else Part.OWN


def names(name: str) -> tuple[str, str]:
    """First and last name as the directory keeps them; a single name is the last one."""
    first, _space, last = " ".join(name.split()).rpartition(" ")
    return first[:80], last[:80]
