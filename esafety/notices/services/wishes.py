"""When a member wants mail."""

from datetime import time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.notices import permissions, quiet
from esafety.notices.choices import Mail
from esafety.notices.models import NoticeSettings

NEVER_HEARD = _("Choose an hour outside your quiet hours.")


@transaction.atomic
def change(
    *,
    by: Actor,
    mail: str,
    quiet_from: time,
    quiet_until: time,
    quiet_days: str,
    digest_at: time,
) -> NoticeSettings:
    """Keep when the actor wants mail; hours are on the school's clock. From now on: mail that
    waits goes by the new wishes too. Refused where the daily mail would come in quiet hours."""
    permissions.check_can_choose_mail(by)
    if mail == Mail.DIGEST and quiet.is_quiet_hour(digest_at, quiet_from, quiet_until):
        raise Refused(NEVER_HEARD)
    wishes: NoticeSettings
    wishes, _made = NoticeSettings.objects.update_or_create(
        school_id=by.school_id,
        member_id=by.membership_id,
        defaults={
            "mail": mail,
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
            "quiet_days": quiet_days,
            "digest_at": digest_at,
        },
    )
    data = {"mail": mail, "quiet_days": quiet_days}
    audit.record(by=by, type="notice.settings_changed", object=by.ref, data=data)
    return wishes
