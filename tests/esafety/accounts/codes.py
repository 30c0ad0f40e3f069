"""Codes as an authenticator app or a mail gives them."""

import re

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters

from esafety.accounts.models import User


def add_authenticator(actor) -> str:
    """Give the actor's user an authenticator; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(User.objects.get(pk=actor.user_id), secret)
    return secret


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(counters())))


def code_in(message) -> str:
    """The code that stands alone on a line of the mail."""
    found = re.search(r"^\s*([A-Z0-9]{2,}(?:-[A-Z0-9]+)*)\s*$", message.body, re.MULTILINE)
    return found.group(1)
