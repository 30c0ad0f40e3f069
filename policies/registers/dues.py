"""What of the registers comes up and when, for the planner, the calendar feed and agendas."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies import due
from policies.due import Due
from policies.registers import queries, values
from policies.registers.declared import Register, named, those_for
from policies.registers.models import Entry
from policies.registers.queries import weeks

KIND = "register"


def between(actor: Actor, first: date, last: date) -> Iterable[Due]:
    """The days of entries that exist for the actor, and their missing weeks."""
    days = Q(due_on__range=(first, last)) | Q(ends_on__range=(first, last))
    for entry in queries.visible_to(actor).filter(days):
        register = named(entry.register)
        if register is not None:
            yield from _of_entry(register, entry, first, last)
    for register in those_for(actor):
        if register.weekly and register.reads_all(actor):
            yield from _weeks(register, actor, first, last)


def _of_entry(register: Register, entry: Entry, first: date, last: date) -> Iterable[Due]:
    done = not register.state(entry.state).is_open
    said = {"title": register.title, "reference": entry.reference}
    url = entry.get_absolute_url()
    if entry.due_on is not None and first <= entry.due_on <= last:
        words = _("%(title)s: %(reference)s is due") % said
        yield Due(entry.due_on, KIND, str(entry), words, url, done, register.secret)
    if entry.ends_on is not None and first <= entry.ends_on <= last:
        words = _("%(title)s: %(reference)s ends") % said
        yield Due(entry.ends_on, KIND, str(entry), words, url, done, register.secret)


def _weeks(register: Register, actor: Actor, first: date, last: date) -> Iterable[Due]:
    school = School.objects.get(pk=actor.school_id)
    url = reverse("registers:register", args=[school.slug, register.code])
    for week in weeks.missing(school, register, schools.local_today(school)):
        ended = week + timedelta(days=4)
        if first <= ended <= last:
            words = f"{register.title}: {values.week_words(week)}"
            yield Due(ended, KIND, f"register:{register.code}", words, url)


due.register(KIND, gettext_lazy("Registers"), between)
