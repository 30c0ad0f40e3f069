"""What members, schools and the system's own parts are called in the audit log."""

from django.utils.translation import gettext as _

from esafety.audit import objects
from esafety.schools.models import Membership


def _ids(refs: set[str]) -> dict[int, str]:
    pairs = ((ref.partition(":")[2], ref) for ref in refs)
    return {int(number): ref for number, ref in pairs if number.isdigit()}


def members(refs: set[str]) -> dict[str, str]:
    """Members of the school in scope by their names."""
    ids = _ids(refs)
    rows = Membership.objects.filter(pk__in=ids).values_list("pk", "display_name")
    return {ids[pk]: name for pk, name in rows}


def _system(refs: set[str]) -> dict[str, str]:
    return {ref: _("the system (%(part)s)") % {"part": ref.partition(":")[2]} for ref in refs}


def _school(refs: set[str]) -> dict[str, str]:
    return dict.fromkeys(refs, _("the school"))


objects.register("member", names=members)
objects.register("system", names=_system)
objects.register("school", names=_school)
