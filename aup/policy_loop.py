"""Agreements that stand on a policy: who has signed again since it changed. Counts, no names."""

from datetime import datetime

from django.utils.translation import gettext as _

from aup import queries
from aup.choices import IN_ORDER
from aup.models import Agreement, Ask
from esafety.schools import queries as schools
from policies.documents.models import Policy
from policies.reviews import loop
from policies.reviews.queries.loop import to_sign_again


@loop.agreements_named_by
def agreements() -> dict[str, str]:
    """The agreements of the school in scope: code, and title with who signs it."""
    return {one.code: f"{one.title} ({one.get_audience_display()})" for one in queries.agreements()}


@loop.on_material_change
def signed_again(policy: Policy, since: datetime) -> list[loop.Part]:
    """For each agreement that stands on the policy: how many of its people of today have signed it
    since that moment."""
    codes = to_sign_again(policy)
    rows = queries.agreements().filter(code__in=codes) if codes else []
    return [_part(one, since) for one in rows]


def _part(agreement: Agreement, since: datetime) -> loop.Part:
    here = queries.subjects_of(agreement.audience, schools.local_today(agreement.school))
    people = set(here.values_list("pk", flat=True))
    rows = Ask.objects.filter(agreement=agreement, state__in=IN_ORDER, changed_at__gte=since)
    done = set(rows.values_list("subject", flat=True)) & people
    label = _("Signed again: %(title)s") % {"title": agreement.title}
    return loop.Part(label, len(done), len(people))
