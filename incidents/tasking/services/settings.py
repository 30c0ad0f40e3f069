"""A school's clocks, and over which time earlier misuse counts."""

from django.db import transaction
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from incidents.models import TriageSettings
from incidents.sanctions.choices import CountOver
from incidents.tasking import permissions

MOST = 100


@transaction.atomic
def change_clocks(
    *,
    by: Actor,
    acknowledge_hours: int,
    head_after_days: int,
    silent_days: int,
    task_days: int,
    count_over: CountOver | str,
) -> TriageSettings:
    """Set the school's clocks, in school hours and school days of 1 to 100. What was reminded of
    already is not reminded of again."""
    permissions.check_can_change_clocks(by)
    numbers = {
        "acknowledge_hours": acknowledge_hours,
        "head_after_days": head_after_days,
        "silent_days": silent_days,
        "task_days": task_days,
    }
    if not all(1 <= number <= MOST for number in numbers.values()):
        raise Refused(_("Each clock needs a whole number from 1 to 100."))
    rows = TriageSettings.objects.select_for_update()
    row, _made = rows.get_or_create(school_id=by.school_id)
    new = {**numbers, "count_over": count_over}
    changed = [name for name, value in new.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, new[name])
    if changed:
        row.save(update_fields=changed)
        data = {"fields": changed}
        ref = f"school:{by.school_id}"
        audit.record(by=by, type="triage.settings_changed", object=ref, data=data)
    return row
