"""The dates of the register for the planner and the calendar: when an entry is to be checked."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from policies import due
from policies.guidance import queries


def checks(actor: Actor, first: date, last: date) -> Iterator[due.Due]:
    """Each entry on the day by which it is to be looked at again."""
    for row in queries.to_check(actor, first, last):
        words = _("Check for a new edition: %(title)s") % {"title": row.title}
        yield due.Due(row.next_check_on, "guidance", str(row), words, row.get_absolute_url())


due.register("guidance", gettext_lazy("Guidance to be checked"), checks)
