"""Tasks in words. No queries here."""

from django.utils.formats import date_format

from incidents.models import Task
from incidents.tasking.choices import Owner


def owner_words(task: Task) -> str:
    """Whose task it is: the person, or the role."""
    if task.owner is not None:
        return task.owner.display_name
    return str(Owner(task.owner_role).label)


def sentence(words: str, task: Task) -> str:
    """A line of the chronology: %(title)s, %(who)s and %(due)s filled in."""
    facts = {
        "title": task.title,
        "who": owner_words(task),
        "due": date_format(task.due_on, "j F Y"),
    }
    return words % facts
