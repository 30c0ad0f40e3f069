"""Audit event types of accounts."""

from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register

register(
    {
        "account.signed_in": _("signed in"),
        "account.password_changed": _("changed their password"),
        "account.second_factor_added": _("set up a second factor"),
        "account.second_factor_removed": _("removed their second factor"),
    }
)
