"""Unique pupil numbers: their shape and their check letter (spec/domain.md, section 9)."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# I, O and S are left out, so that they are not read as 1, 0 and 5.
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_SHAPE = re.compile(rf"[A-Z][0-9]{{11}}[0-9{LETTERS}]")


def check_letter(rest: str) -> str:
    """The first letter that fits the twelve characters after it."""
    values = (int(c) if c.isdigit() else LETTERS.index(c) for c in rest)
    return LETTERS[sum(value * place for place, value in enumerate(values, start=2)) % 23]


def fault(upn: str) -> str | Promise:
    """What is wrong with a UPN, as a sentence; "" when nothing is."""
    if not _SHAPE.fullmatch(upn):
        return _("A UPN is a letter, 11 digits and a last digit or letter, such as R201100018042.")
    if upn[0] != check_letter(upn[1:]):
        return _(
            "The first letter of this UPN does not fit its digits. Check it for a typing slip."
        )
    return ""


def is_temporary(upn: str) -> bool:
    """Whether the UPN is a temporary one, which a permanent one will replace."""
    return upn[-1:].isalpha()
