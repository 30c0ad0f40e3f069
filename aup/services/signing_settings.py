"""What a school decides about signing."""

from django.db import transaction

from aup.campaign_permissions import check_can_manage_campaigns
from aup.models import AgreementSettings
from aup.services import access, settling
from esafety.access.actor import Actor
from esafety.audit import services as audit


@transaction.atomic
def change(
    *,
    parents_needed: str,
    ask_birth_date: bool,
    reminder_days: list[int],
    link_days: int,
    ask_new_people: bool,
    by: Actor,
) -> AgreementSettings:
    """Keep the school's choices about signing. Questions that are out follow at once; what
    everybody had signed who had to stays signed."""
    check_can_manage_campaigns(by)
    facts = {
        "parents_needed": parents_needed,
        "ask_birth_date": ask_birth_date,
        "reminder_days": reminder_days,
        "link_days": link_days,
        "ask_new_people": ask_new_people,
    }
    row, _made = AgreementSettings.objects.update_or_create(school_id=by.school_id, defaults=facts)
    moved = settling.settle(by=by)
    audit.record(
        by=by, type="agreement.settings_changed", object=f"school:{by.school_id}", data=facts
    )
    access.refresh(moved)
    return row
