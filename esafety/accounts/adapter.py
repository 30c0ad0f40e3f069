"""How django-allauth fits this product: accounts come by invitation only, and leave a trace."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from esafety.accounts import happenings

# allauth calls its notification hook for each of these, whether or not it sends a mail.
_NOTICES = {
    "account/email/password_changed": "account.password_changed",
    "account/email/password_reset": "account.password_changed",
    "account/email/password_set": "account.password_changed",
    "mfa/email/totp_activated": "account.second_factor_added",
    "mfa/email/totp_deactivated": "account.second_factor_removed",
}
_PLAIN_TO_SEE = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


def name_of(user: Any) -> str:
    """What a user is called on the sign-in pages."""
    return str(user.display_name or user.email)


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up: the school invites. What happens to an account is told on."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kw: Any,
    ) -> None:
        """Say what was done, but not that one has come in or gone out: that is plain to see."""
        if message_template not in _PLAIN_TO_SEE:
            super().add_message(request, level, message_template, *args, **kw)

    def post_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse:
        """Called once a sign-in is complete, the second factor included."""
        happenings.tell(user.pk, "account.signed_in")
        return super().post_login(request, user, **facts)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        if template_prefix in _NOTICES:
            happenings.tell(user.pk, _NOTICES[template_prefix])
        super().send_notification_mail(template_prefix, user, context, email)
