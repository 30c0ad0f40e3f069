"""How one cell is read: the text in, the value kept out, or a Fault with a sentence.

No sentence repeats the cell: what a school types about a child stays out of messages and logs.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from esafety.people import upn as upns
from esafety.people.choices import YEAR_GROUPS

Value = str | bool
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_YEAR = re.compile(r"(?:year|yr|y)?0?(\d{1,2})", re.ASCII)
_YEAR_WORDS = {
    "r": "R", "reception": "R", "rec": "R", "yearr": "R", "0": "R", "00": "R",
    "n1": "N1", "nursery1": "N1", "n2": "N2", "nursery2": "N2",
}  # fmt: skip
_YES = {"y", "yes", "true", "1"}
_NO = {"n", "no", "false", "0"}
_KNOWN_YEARS = {code for code, _label in YEAR_GROUPS}


class Fault(Exception):
    """A cell that cannot be read, with a sentence for the person who sent the file."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__("unreadable cell")
        self.sentence = str(sentence)


def tidy(cell: str) -> str:
    """The cell without control characters, invisible marks and spaces too many."""
    spaced = " ".join(unicodedata.normalize("NFC", cell).split())
    return "".join(c for c in spaced if not unicodedata.category(c).startswith("C"))


def text(longest: int) -> Callable[[str], str]:
    """A reader of words of at most so many characters."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise Fault(
                ngettext_lazy(
                    "This is too long: there is room for %(n)d character.",
                    "This is too long: there is room for %(n)d characters.",
                    "n",
                )
                % {"n": longest}
            )
        return cell

    return read


def upn(cell: str) -> str:
    """A UPN whose check letter fits."""
    value = cell.replace(" ", "").upper()
    sentence = upns.fault(value)
    if sentence:
        raise Fault(sentence)
    return value


def email(cell: str) -> str:
    """An e-mail address."""
    try:
        validate_email(cell)
    except ValidationError as error:
        raise Fault(_("This is not an e-mail address, such as name@example.com.")) from error
    return text(254)(cell)


def day(cell: str) -> str:
    """A date, written 31/08/2012 or 2012-08-31; kept as ISO."""
    british, iso = _BRITISH.fullmatch(cell), _ISO.fullmatch(cell)
    try:
        if british:
            found = date(*(int(n) for n in reversed(british.groups())))
        elif iso:
            found = date(*(int(n) for n in iso.groups()))
        else:
            raise ValueError
    except ValueError as error:
        raise Fault(_("This date cannot be read. Write it as 31/08/2012 or 2012-08-31.")) from error
    if found.year < 1900:
        raise Fault(_("This date is before 1900."))
    return found.isoformat()


def past_day(cell: str) -> str:
    """A date that is not after today."""
    found = day(cell)
    if found > timezone.localdate().isoformat():
        raise Fault(_("This date is in the future."))
    return found


def year_group(cell: str) -> str:
    """A year group: 7, Y7, Year 7, R, Reception, N1 or N2; kept as its code."""
    word = re.sub(r"[\s_.]+", "", cell.casefold())
    number = _YEAR.fullmatch(word)
    code = _YEAR_WORDS.get(word) or (number.group(1) if number else "")
    if code not in _KNOWN_YEARS:
        raise Fault(_("This year group is not known. Write N1, N2, R or 1 to 14."))
    return code


def yes_or_no(cell: str) -> bool:
    """Yes or no, in the usual spellings."""
    word = cell.casefold()
    if word not in _YES | _NO:
        raise Fault(_("Write yes or no."))
    return word in _YES
