"""Who is told what about reports: a link, never a figure."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety import mail
from esafety.notices import kinds
from esafety.schools.models import Membership, School
from reports.choices import SLUGS, Part
from reports.models import GovernorReport


def _page(school: School, ref: str) -> str:
    code = ref.partition(":")[2]
    return reverse("reports:report", args=[school.slug, code, SLUGS[Part.MAIN]])


kinds.register("report.begun", _("The governor report of a term has been begun"), _page)
kinds.register("report.turn", _("A governor report waits for you"), _page)
kinds.register("report.unread", _("A governor report waits for you to read it"), _page)


def published(report: GovernorReport, member: Membership) -> None:
    """Tell one governor that the report can be read."""
    context = {
        "school_name": report.school.name,
        "term": report.time,
        "url": settings.SITE_URL + report.get_absolute_url(),
    }
    mail.send(template="report-published", to=member.user.email, context=context)
