"""What notices about policies say. Each leads to the policy's page, with what may be done."""

from django.utils.translation import gettext_lazy as _

from esafety.notices import kinds
from esafety.schools.models import School
from policies.documents.models import Policy


def _page(school: School, ref: str) -> str:
    return Policy(school=school, code=ref.partition(":")[2]).get_absolute_url()


kinds.register("policy.consultation", _("You are asked what you think of a policy"), _page)
kinds.register("policy.proposed", _("A policy waits for your approval"), _page)
kinds.register("policy.sent_back", _("A policy has come back to you"), _page)
kinds.register("policy.approved", _("A policy is approved and can be published"), _page)
