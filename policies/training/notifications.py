"""What notices about training say, and where they lead."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.notices import kinds
from esafety.schools.models import School
from policies.training.services import reminding


def _mine(school: School, ref: str) -> str:
    return reverse("training:my_training", args=[school.slug])


def _due(school: School, ref: str) -> str:
    return reverse("training:due", args=[school.slug])


def _nameless(ref: str) -> str:
    return ""


kinds.register(reminding.DUE, _("Training is due for you"), _mine, called=_nameless)
kinds.register(reminding.OVERDUE, _("Training of somebody is overdue"), _due, called=_nameless)
