"""Whether a user signs in with a second factor. django-allauth asks for it at every sign-in."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled


def has_second_factor(user: Any) -> bool:
    """True when the user has set up an authenticator; then no sign-in goes without it."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP]))
