"""What people and files of people are called in the audit log."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from esafety.audit import objects
from esafety.notices import kinds
from esafety.people.models import Person
from esafety.schools.models import School


def people(refs: set[str]) -> dict[str, str]:
    """People of the school in scope by their names."""
    pairs = ((ref.partition(":")[2], ref) for ref in refs)
    ids = {int(number): ref for number, ref in pairs if number.isdigit()}
    return {ids[person.pk]: person.name for person in Person.objects.filter(pk__in=ids)}


def _files(refs: set[str]) -> dict[str, str]:
    return {ref: _("file %(number)s") % {"number": ref.partition(":")[2]} for ref in refs}


def _page(school: School, _ref: str) -> str:
    return reverse("people:connections", args=[school.slug])


def _nameless(_ref: str) -> str:
    return ""


kinds.register(
    "person.entry_wanted",
    _lazy("An account has no entry in the directory"),
    _page,
    called=_nameless,
)
objects.register("person", names=people)
objects.register("import", names=_files)
