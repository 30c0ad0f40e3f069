"""What notices about surveys say, and where they lead."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.notices import kinds
from esafety.schools.models import School
from policies.surveys.services import running


def _surveys(school: School, ref: str) -> str:
    return reverse("surveys:surveys", args=[school.slug])


kinds.register(running.CLOSED, _("A survey has closed, its results are ready"), _surveys)
