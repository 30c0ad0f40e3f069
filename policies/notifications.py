"""What notices about the rules say, and where they lead: the table, which shows its draft to those
who may know of it."""

from django.utils.translation import gettext_lazy as _

from esafety.notices import kinds
from esafety.schools.models import School
from policies.models import RuleTable


def _page(school: School, ref: str) -> str:
    return RuleTable(school=school, code=ref.partition(":")[2]).get_absolute_url()


kinds.register("rules.proposed", _("A change of the rules waits for your approval"), _page)
kinds.register("rules.sent_back", _("A change of the rules has come back to you"), _page)
kinds.register("rules.approved", _("A change of the rules is approved"), _page)
