"""What notices about agreements say, and where they lead: to one's own agreements, or
for the office to the question."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aup.services import delivering, telling_office
from esafety.notices import kinds
from esafety.schools.models import School


def _mine(school: School, ref: str) -> str:
    return reverse("aup:mine", args=[school.slug])


def _asked(school: School, ref: str) -> str:
    return reverse("aup:asked", args=[school.slug, ref.partition(":")[2]])


def _unnamed(ref: str) -> str:
    return ""


kinds.register(delivering.ASKED, _("There is an agreement for you to sign"), _mine)
kinds.register(delivering.REMINDED, _("An agreement still waits for you to sign it"), _mine)
kinds.register(
    telling_office.DISAGREED,
    _("Two parents have answered differently about an agreement"),
    _asked,
    called=_unnamed,
)
kinds.register(
    telling_office.REFUSED, _("Somebody refused to sign an agreement"), _asked, called=_unnamed
)
