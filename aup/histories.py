"""The versions of an agreement in a list: how each stands today, and who made it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aup.models import AgreementVersion


@dataclass(frozen=True)
class Told:
    """A version in a list. `standing` in words, with the tone of its tag."""

    version: AgreementVersion
    standing: str
    tone: str
    made_by: str
    is_renewal: bool


def told(versions: Sequence[AgreementVersion], today: date, names: dict[str, str]) -> list[Told]:
    """The versions of one agreement, newest first."""
    begun = [one.number for one in versions if one.effective_from <= today]
    now = max(begun, default=min((one.number for one in versions), default=0))
    usual = _("The product, as it was set up")
    words = {one.number: one.sha256 for one in versions}
    return [
        Told(
            one,
            *_standing(one, now, versions, today),
            names.get(one.made_by_ref, usual),
            is_renewal=words.get(one.number - 1) == one.sha256,
        )
        for one in versions
    ]


def _standing(
    version: AgreementVersion, now: int, versions: Sequence[AgreementVersion], today: date
) -> tuple[str, str]:
    if version.number == now:
        return _("In force"), "green"
    day = max(version.effective_from, today)
    if any(v.number > version.number and v.effective_from <= day for v in versions):
        if version.effective_from > today:
            return _("Replaced before it began"), "grey"
        return _("Replaced"), "grey"
    return _("From %(day)s") % {"day": date_format(version.effective_from, "j F Y")}, "blue"
