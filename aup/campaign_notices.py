"""What notices about agreements say, and where they lead: to one's own agreements."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aup.services import delivering
from esafety.notices import kinds
from esafety.schools.models import School


def _mine(school: School, ref: str) -> str:
    return reverse("aup:mine", args=[school.slug])


kinds.register(delivering.ASKED, _("There is an agreement for you to sign"), _mine)
kinds.register(delivering.REMINDED, _("An agreement still waits for you to sign it"), _mine)
