"""What notices about reviews and reading say, and where they lead. A mail carries the reference
and a link, no more."""

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from esafety.notices import kinds
from esafety.schools.models import School


def _reviews(school: School, ref: str) -> str:
    """`ref` names a policy and, for a reminder, its date: "policy:phones:2027-03-10"."""
    return reverse("reviews:policy_reviews", args=[school.slug, ref.split(":")[1]])


def _with_date(ref: str) -> str:
    """The policy by its code, with the day of its review (older notices name none)."""
    code, _colon, day = ref.partition(":")[2].partition(":")
    found = parse_date(day)
    if found is None:
        return code
    on = date_format(found, "j F Y")
    return gettext("%(policy)s, to be reviewed by %(day)s") % {"policy": code, "day": on}


def _to_read(school: School, ref: str) -> str:
    return reverse("reviews:to_read", args=[school.slug])


kinds.register("review.soon", _("A policy is soon to be reviewed"), _reviews, called=_with_date)
kinds.register(
    "review.overdue", _("The review of a policy is overdue"), _reviews, called=_with_date
)
kinds.register("review.called", _("A review of a policy was called"), _reviews)
kinds.register(
    "review.renew", _("Agreements are to be signed again after a policy changed"), _reviews
)
kinds.register("reading.asked", _("There is something for you to read and acknowledge"), _to_read)
kinds.register("reading.reminded", _("Something still waits for you to read it"), _to_read)
