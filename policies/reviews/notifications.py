"""What notices about reviews and reading say, and where they lead. A mail carries the reference
and a link, no more."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.notices import kinds
from esafety.schools.models import School


def _reviews(school: School, ref: str) -> str:
    return reverse("reviews:policy_reviews", args=[school.slug, ref.partition(":")[2]])


def _to_read(school: School, ref: str) -> str:
    return reverse("reviews:to_read", args=[school.slug])


kinds.register("review.soon", _("A policy is soon to be reviewed"), _reviews)
kinds.register("review.overdue", _("The review of a policy is overdue"), _reviews)
kinds.register("review.called", _("A review of a policy was called"), _reviews)
kinds.register("reading.asked", _("There is something for you to read and acknowledge"), _to_read)
kinds.register("reading.reminded", _("Something still waits for you to read it"), _to_read)
