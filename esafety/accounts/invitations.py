"""Accounts made by a school for somebody else, and the link that lets them in."""

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from esafety.accounts.models import User

LINK_DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)


def account_for(*, email: str, name: str) -> User:
    """The user with this address; a new one has no password until they follow their link.

    The address counts as proven: only who reads its mail can set a password or get a code.
    """
    address = email.strip().lower()
    user, made = User.objects.get_or_create(email=address, defaults={"display_name": name})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user


def link_for(user: User) -> str:
    """A fresh address at which the user sets a password, once, within LINK_DAYS days."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key}
    )
    return f"{settings.SITE_URL}{path}"
