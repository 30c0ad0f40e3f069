"""What schools tell people by mail."""

from django.conf import settings
from django.urls import reverse

from esafety import mail
from esafety.accounts import invitations
from esafety.schools.models import Membership


def send_invitation(membership: Membership) -> None:
    """The way in for a new member: a link to set a password, or to sign in as before.

    The link is made at the moment of sending, so no job and no table ever holds it.
    """
    user = membership.user
    new = not user.has_usable_password()
    context = {
        "school_name": membership.school.name,
        "new": new,
        "days": invitations.LINK_DAYS,
        "link": invitations.link_for(user) if new else settings.SITE_URL + reverse("account_login"),
    }
    mail.send(template="invitation", to=user.email, context=context)
