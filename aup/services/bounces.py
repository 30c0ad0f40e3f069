"""Letters that came back: told by a notice of a mail server, or by somebody who has read one.

A notice is read and forgotten: what is kept is that the letter came back, when that was read, and
a status code. It may be read any number of times.
"""

import logging
from collections import Counter
from collections.abc import Callable
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from aup.campaign_permissions import BOUNCES, check_can_note_returned
from aup.models import Letter
from aup.queries import letters
from esafety import bounced, mail, mailbox
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs

log = logging.getLogger(__name__)
PORTION = 500
"""Mails that one job reads; those left are read ten minutes later."""
EACH_MINUTES = 10


class Outcome(StrEnum):
    """What came of a mail to the address at which notices come in."""

    RETURNED = "a letter came back"
    KNOWN = "a letter that came back before"
    NOT_FOR_GOOD = "it may still arrive"
    NOT_OURS = "about no letter of ours"
    NOT_UNDERSTOOD = "not understood"


@transaction.atomic
def note(*, letter: Letter, by: Actor, status: str = "") -> Letter:
    """Write down that a letter came back, with the status code of the notice; the first time
    counts. Raises Refused for who does not run campaigns, and where they name one not sent."""
    row: Letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    check_can_note_returned(by, row)
    if row.sent_at is None and not by.is_system:
        raise Refused(_("This letter has not gone out, so it cannot have come back."))
    if row.returned_at is None:
        row.returned_at, row.returned_status = timezone.now(), status
        row.save(update_fields=["returned_at", "returned_status"])
        facts = {"letter": row.pk, "kind": row.kind, "status": status}
        who = f"person:{row.person_id}"
        audit.record(by=by, type="agreement.letter_returned", object=who, data=facts)
    return row


def take(raw: bytes) -> Outcome:
    """Note what a mail says of a letter of any school; nothing that stands in it raises."""
    notice = bounced.read(raw)
    if notice is None:
        return Outcome.NOT_UNDERSTOOD
    if not notice.status:
        return Outcome.NOT_FOR_GOOD
    numbers = [mail.number_in(one) for one in notice.numbers]
    letter = letters.by_numbers([number for number in numbers if number])
    if letter is None:
        return Outcome.NOT_OURS
    by = Actor.for_system(BOUNCES, school_id=letter.school_id)
    with scope(school=letter.school):
        note(letter=letter, by=by, status=notice.status)
    return Outcome.RETURNED if letter.returned_at is None else Outcome.KNOWN


def read_mailbox(progress: Callable[[int], None]) -> Counter[Outcome]:
    """Read what is new in the mailbox and mark it, each mail after its own commit: a worker that
    dies between the two reads it again. What is not understood is flagged for a person to see.

    Raises MailboxError; what was read until then stays.
    """
    found: Counter[Outcome] = Counter()
    with mailbox.opened(settings.BOUNCES_IMAP_URL) as box:
        numbers = box.unseen()[:PORTION]
        for done, number in enumerate(numbers):
            progress(100 * done // len(numbers))
            outcome = take(box.read(number, most=bounced.MOST))
            found[outcome] += 1
            odd = outcome == Outcome.NOT_UNDERSTOOD
            box.mark(number, mailbox.SEEN, *([mailbox.FLAGGED] if odd else []))
    if found:
        log.info("mailbox read: %s", "; ".join(f"{what}: {n}" for what, n in found.items()))
    return found


@transaction.atomic
def look(*, school_id: int) -> None:
    """Ask for the next look into the mailbox, unless the one before still tries."""
    now = timezone.now()
    key = f"bounces:{now:%Y%m%d%H}:{now.minute // EACH_MINUTES}"
    if not letters.is_reading():
        jobs.enqueue(kind=letters.READ_JOB, school_id=school_id, once_key=key)
