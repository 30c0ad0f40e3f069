"""The dates of meetings and of one's own actions, for the planner and the calendar."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from policies import due
from policies.due import Due
from policies.meetings import queries


def dates(actor: Actor, first: date, last: date) -> Iterable[Due]:
    """Meetings for those who attend, and actions for whose they are."""
    meetings, actions = queries.due_between(actor, first, last)
    for row in meetings:
        words, url = row.called, row.get_absolute_url()
        yield Due(row.day, queries.OWN_KIND, str(row), words, url, row.closed_at is not None)
    for one in actions:
        url = reverse("meetings:answer_action", args=[one.meeting.school.slug, one.pk])
        words = _("My action: %(what)s") % {"what": one.words}
        done = one.answered_at is not None
        yield Due(one.due_on, queries.OWN_KIND, str(one), words, url, done)


due.register(queries.OWN_KIND, gettext_lazy("Meetings and their actions"), dates)
