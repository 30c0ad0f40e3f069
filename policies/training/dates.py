"""The dates of training, for the planner, the calendar and agendas."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies import due
from policies.due import Due
from policies.training import queries

KIND = "training"


def dates(actor: Actor, first: date, last: date) -> Iterable[Due]:
    """Sessions for a group of the actor (all for those who keep training), and what the actor has
    to do themselves."""
    if not actor.can(Permission.TRAINING):
        return
    school = queries.school_of(actor)
    today, own = schools.local_today(school), reverse("training:my_training", args=[school.slug])
    keeps = actor.can(Permission.TRAINING_KEEP)
    for row in queries.coming(actor, first, last):
        url = row.get_absolute_url() if keeps else own
        words = _("Training: %(title)s") % {"title": row.title}
        yield Due(row.day, KIND, str(row), words, url, row.day < today)
    for line in queries.next_for(actor, today):
        if first <= line.on <= last:
            words = _("My training: %(what)s") % {"what": line.label}
            yield Due(line.on, KIND, f"training:{line.rule}", words, own)


due.register(KIND, gettext_lazy("Training"), dates)
