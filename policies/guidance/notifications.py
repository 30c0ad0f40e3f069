"""What notices about the guidance register say. They lead to the list, which marks what is due."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.notices import kinds
from esafety.schools.models import School


def _page(school: School, ref: str) -> str:
    return reverse("guidance:guidance", args=[school.slug])


def _unnamed(ref: str) -> str:
    """One notice stands for all entries of its day."""
    return ""


kinds.register(
    "guidance.to_check", _("Guidance is to be checked for a new edition"), _page, called=_unnamed
)
