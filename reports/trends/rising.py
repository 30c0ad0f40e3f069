"""When numbers justify a sentence such as "Up from 4 to 9". Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt

from django.utils.translation import gettext as _

FEWEST_DAYS = 10
ENOUGH = 5


@dataclass(frozen=True)
class Change:
    """What is counted, in the earlier term and in the chosen one, up to the same school day."""

    name: str
    code: str
    label: str
    before: int
    now: int

    @property
    def is_said(self) -> bool:
        """The two differ by at least five; and one is at least double the other, or they differ by
        more than twice what chance alone usually makes (the square root of the two added up). So 4
        and 9 are said, and 50 and 79; 4 and 8 are not, nor are 40 and 55."""
        apart = abs(self.now - self.before)
        doubled = max(self.now, self.before) >= 2 * min(self.now, self.before)
        return apart >= ENOUGH and (doubled or apart > 2 * sqrt(self.now + self.before))

    @property
    def weight(self) -> float:
        """How far above chance a rise lies (below nought: a fall), for the order of sentences."""
        return (self.now - self.before) / sqrt(self.now + self.before or 1)

    @property
    def sentence(self) -> str:
        facts = {"before": self.before, "now": self.now}
        if self.now > self.before:
            return _("Up from %(before)s to %(now)s.") % facts
        return _("Down from %(before)s to %(now)s.") % facts

    @property
    def in_words(self) -> str:
        """The difference for a table, with its sign."""
        apart = self.now - self.before
        return f"+{apart}" if apart > 0 else f"−{-apart}" if apart else "0"


def are_comparable(*, days: int, began_on: date | None, earlier_until: date | None) -> bool:
    """Whether two terms may be compared in words: both have had the same ten school days or more,
    and the record had begun by then, so that an empty term is not a quiet one before its time."""
    if began_on is None or earlier_until is None:
        return False
    return days >= FEWEST_DAYS and began_on <= earlier_until


def said(changes: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """What rises and what falls, as far as numbers justify it; the clearest first."""
    found = sorted((c for c in changes if c.is_said), key=lambda c: -abs(c.weight))
    return [c for c in found if c.now > c.before], [c for c in found if c.now < c.before]
