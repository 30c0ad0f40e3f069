"""Messages between a reporter and those who handle the case, nameless to each other."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from incidents import entries
from incidents.choices import EntryKind
from incidents.concerns import permissions, queries
from incidents.models import Incident, Message

MOST_WORDS = 5_000


def write(*, incident: Incident, by: Actor, text: str, once_key: uuid.UUID) -> Message:
    """The school's words to the reporter, in any state of the case. The same form sent twice is
    one message. A reporter who is a member gets a notice; who came by a code finds it there."""
    try:
        return _keep(incident, by, text, once_key, from_reporter=False)
    except IntegrityError:
        return _before(incident, by, text, once_key, from_reporter=False)


def add(*, incident: Incident, by: Actor, text: str, once_key: uuid.UUID) -> Message:
    """What the reporter adds to their report, in any state of the case; the report itself stays
    as it was sent. Those who handle the case get a notice."""
    try:
        return _keep(incident, by, text, once_key, from_reporter=True)
    except IntegrityError:
        return _before(incident, by, text, once_key, from_reporter=True)


def _before(
    incident: Incident, by: Actor, text: str, once_key: uuid.UUID, *, from_reporter: bool
) -> Message:
    """What the same form left a moment ago; under a new key where the key is somebody else's."""
    sent = queries.message_sent(incident, once_key, from_reporter=from_reporter)
    return sent or _keep(incident, by, text, uuid.uuid4(), from_reporter=from_reporter)


@transaction.atomic
def _keep(
    incident: Incident, by: Actor, text: str, once_key: uuid.UUID, *, from_reporter: bool
) -> Message:
    row = entries.lock(incident)
    check = permissions.check_can_add if from_reporter else permissions.check_can_write
    check(by, row)
    before = queries.message_sent(row, once_key, from_reporter=from_reporter)
    if before is not None:
        return before
    _check_words(text)
    message = Message.objects.create(
        school_id=row.school_id,
        incident=row,
        from_reporter=from_reporter,
        text=text,
        sent_at=timezone.now(),
        sent_by_id=None if from_reporter else by.membership_id,
        once_key=once_key,
    )
    words = _("From the reporter: %(text)s") if from_reporter else _("To the reporter: %(text)s")
    who = _("The reporter") if from_reporter else ""
    entries.write(
        row, by=by, kind=EntryKind.MESSAGE, text=words % {"text": text}, done_by_words=who
    )
    kind = "message.received" if from_reporter else "message.sent"
    audit.record(by=by, type=kind, object=row.audit_ref)
    payload = {"incident": row.reference, "message": str(once_key)}
    jobs.enqueue(kind=f"{kind}.tell", school_id=row.school_id, payload=payload)
    return message


def _check_words(text: str) -> None:
    if not text.strip():
        raise Refused(_("Write something first."))
    if len(text) > MOST_WORDS:
        raise Refused(_("This is too long: use 5,000 characters or fewer."))
