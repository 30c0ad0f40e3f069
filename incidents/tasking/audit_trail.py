"""Events about a task exist for those for whom the task does."""

from django.utils.translation import gettext as _

from esafety.audit import objects
from incidents.tasking import queries


def _names(refs: set[str]) -> dict[str, str]:
    """Its title may hold words of the case, so it is not said."""
    return dict.fromkeys(refs, _("a task"))


objects.register("task", seen_by=queries.seen, names=_names)
