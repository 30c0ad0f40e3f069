"""What has to be looked at from time to time (clocks, drafts that ran out): kept in code."""

import logging
from collections.abc import Callable

from django_scopes import scope

from esafety.schools.models import School

log = logging.getLogger(__name__)
_STARTERS: list[Callable[[School], None]] = []


def periodically(starter: Callable[[School], None]) -> Callable[[School], None]:
    """Register a function called about once a minute per school, in its scope.

    It must be safe to call twice: it enqueues jobs with a once_key, or changes rows by condition.
    """
    _STARTERS.append(starter)
    return starter


def start_all() -> None:
    """Call every starter for every school; one that fails does not stop the others."""
    for school in School.objects.order_by("pk"):
        for starter in _STARTERS:
            try:
                with scope(school=school):
                    starter(school)
            except Exception as error:
                log.exception(
                    "periodic %s failed for school %s", starter.__name__, school.pk, exc_info=error
                )
