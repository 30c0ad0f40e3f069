"""A school's own details."""

from datetime import time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import permissions
from esafety.schools.models import School


@transaction.atomic
def change_details(
    *,
    by: Actor,
    name: str,
    phase: str,
    day_starts: time,
    day_ends: time,
    emergency_contact: str,
    outside_contact: str,
    handling_mark: str,
) -> School:
    """Change what the school says about itself; hours are on its own clock.

    The audit row names the fields that changed, never what they say. Refused where the day ends
    before it starts.
    """
    permissions.check_can_change_settings(by)
    if day_ends <= day_starts:
        raise Refused(_("The school day must end after it starts."))
    school: School = School.objects.select_for_update().get(pk=by.school_id)
    new = {
        "name": name,
        "phase": phase,
        "day_starts": day_starts,
        "day_ends": day_ends,
        "emergency_contact": emergency_contact,
        "outside_contact": outside_contact,
        "handling_mark": handling_mark,
    }
    changed = [field for field, value in new.items() if getattr(school, field) != value]
    for field in changed:
        setattr(school, field, new[field])
    if changed:
        school.save(update_fields=changed)
        audit.record(
            by=by, type="school.changed", object=f"school:{school.pk}", data={"fields": changed}
        )
    return school
