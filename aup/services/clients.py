"""Programs that read the access list: given a token once, ended at once."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aup.models import ApiClient
from aup.queries import clients, member_of
from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.audit import services as audit
from esafety.schools.models import Membership

_NOT_YOURS = gettext_lazy("Only who manages the settings may do this.")
_STEP = timedelta(hours=1)


@transaction.atomic
def make(*, name: str, by: Actor) -> tuple[ApiClient, str]:
    """A program with its token, which is kept nowhere: it is shown this once. Raises Refused."""
    member = _manager(by)
    if not name.strip():
        raise Refused(_("Give the program a name."))
    token = f"esafety_{secrets.token_urlsafe(32)}"
    client = ApiClient(
        school_id=by.school_id,
        name=name.strip(),
        token_hash=clients.hash_of(token),
        made_at=timezone.now(),
        made_by=member,
    )
    client.save(force_insert=True)
    audit.record(by=by, type="access.client_made", object=str(client))
    return client, token


@transaction.atomic
def end(*, client: ApiClient, by: Actor) -> ApiClient:
    """From now on its token opens nothing. Raises Refused where it was ended before."""
    member = _manager(by)
    row: ApiClient = ApiClient.objects.select_for_update().get(pk=client.pk)
    if row.ended_at is not None:
        raise Refused(_("This program’s token was ended before."))
    row.ended_at, row.ended_by = timezone.now(), member
    row.save(update_fields=["ended_at", "ended_by"])
    audit.record(by=by, type="access.client_ended", object=str(row))
    return row


def note_use(client: ApiClient) -> None:
    """Remember, to the hour, when a program last read something."""
    now = timezone.now()
    old = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - _STEP)
    ApiClient.objects.filter(old, pk=client.pk).update(last_used_at=now)


def _manager(by: Actor) -> Membership:
    require(by, Permission.SETTINGS_MANAGE, _NOT_YOURS)
    member = member_of(by)
    if member is None:
        raise Refused(_NOT_YOURS)
    return member
