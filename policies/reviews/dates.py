"""The review dates of policies for the planner and the calendar."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from policies import due
from policies.reviews.queries import reviews


def dates(actor: Actor, first: date, last: date) -> Iterator[due.Due]:
    """Each policy in force on the day of its next review."""
    for row in reviews.due_between(actor, first, last):
        words = _("Review of the policy: %(title)s") % {"title": row.title}
        url = reverse("reviews:policy_reviews", args=[row.school.slug, row.code])
        yield due.Due(cast(date, row.next_review_on), "review", str(row), words, url)


due.register("review", gettext_lazy("Reviews of policies"), dates)
