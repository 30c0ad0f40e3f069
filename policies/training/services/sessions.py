"""Sessions: entered, changed, dropped."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.signatures.codes import ALPHABET
from policies.training import permissions, queries
from policies.training.models import Session

_SIGNS = 5
_FIELDS = ("day", "kind", "title", "covered", "led_by", "groups", "guests")


@transaction.atomic
def make(
    *,
    day: date,
    kind: str,
    title: str,
    groups: Sequence[str],
    covered: str = "",
    led_by: str = "",
    guests: int = 0,
    by: Actor,
) -> Session:
    """Enter a session, past or to come, with a code by which staff sign in on its day."""
    permissions.check_can_keep(by)
    session = Session.objects.create(
        school_id=by.school_id,
        day=day,
        kind=kind,
        title=title,
        covered=covered,
        led_by=led_by,
        groups=list(groups),
        guests=guests,
        code=new_codes(1)[0],
        made_at=timezone.now(),
        made_by_id=by.membership_id,
    )
    audit.record(by=by, type="training.session_made", object=str(session))
    return session


@transaction.atomic
def change(*, session: Session, by: Actor, **facts: Any) -> Session:
    """Change what is said of a session. Certificates that were made keep what they say."""
    permissions.check_can_keep(by)
    row = held(session)
    for name in _FIELDS:
        setattr(row, name, facts[name])
    row.save(update_fields=list(_FIELDS))
    audit.record(by=by, type="training.session_changed", object=str(row))
    return row


@transaction.atomic
def drop(*, session: Session, by: Actor) -> None:
    """Forget a session that nobody was ever noted for."""
    permissions.check_can_keep(by)
    row = held(session)
    if row.attendances.exists():
        raise Refused(_("People were noted for this session, so it stays."))
    audit.record(by=by, type="training.session_dropped", object=str(row))
    row.delete()


def new_codes(number: int) -> list[str]:
    """So many codes that no session of the school in scope has: five signs each, easily read from
    a board. Among thousands of sessions two would meet by chance."""
    taken, found = queries.codes(), list[str]()
    while len(found) < number:
        code = "".join(secrets.choice(ALPHABET) for _n in range(_SIGNS))
        if code not in taken:
            taken.add(code)
            found.append(code)
    return found


def held(session: Session) -> Session:
    """The session, locked."""
    row: Session = Session.objects.select_for_update().get(pk=session.pk)
    return row
