"""What a notice of each kind says, and which page it leads to."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from esafety.schools.models import School

ABSENCE_SAID, ABSENCE_DEPUTY = "absence.said", "absence.deputy"
ABSENCE_WAITING = "absence.waiting"
Url = Callable[[School, str], str]
Called = Callable[[str], str]
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Kind:
    """The words of a kind ("A report has come in"), its page, and how it names its thing."""

    words: str | Promise
    url: Url
    called: Called


class UnknownNoticeKind(Exception):
    """Somebody was to be told something of a kind that no app has registered."""


_KINDS: dict[str, Kind] = {}


def _reference(ref: str) -> str:
    name = ref.partition(":")[2]
    return "" if _UUID.fullmatch(name) else name


def register(kind: str, words: str | Promise, url: Url, *, called: Called = _reference) -> None:
    """Give a kind its words and its page. They go into mails: no name, no word of a case.

    `url(school, ref)` gives the path of the page for the School and a reference such as
    "incident:OAK-7K3P-9X"; it is asked only while the thing exists for the reader. `called(ref)`
    names the thing; by default that is the reference itself, or nothing for a key.
    """
    _KINDS[kind] = Kind(words, url, called)


def kind_of(kind: str) -> Kind:
    """The kind of that name; raises UnknownNoticeKind."""
    try:
        return _KINDS[kind]
    except KeyError as error:
        raise UnknownNoticeKind(kind) from error


def known() -> list[str]:
    """Every registered kind, sorted."""
    return sorted(_KINDS)
