"""Letters that were sent, and the notices about them."""

from django.core import mail

from aup.models import Letter
from aup.services import links
from tests.factories.bounces import POSTFIX, notice


def sent(letter) -> Letter:
    """The letter, gone out as the worker sends it."""
    links.send(letter_id=letter.pk)
    letter.refresh_from_db()
    return letter


def message_id(number: int = -1) -> str:
    """The Message-ID of a mail that went out, as it stands in it."""
    return mail.outbox[number].message()["Message-ID"]


def about(number: int = -1, shape: str = POSTFIX, **facts) -> bytes:
    """A notice about a mail that went out."""
    return notice(message_id(number), shape, **facts)
