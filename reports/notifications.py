"""Who is told what about reports: a link, never a figure."""

from django.conf import settings

from esafety import mail
from esafety.schools.models import Membership
from reports.models import GovernorReport


def published(report: GovernorReport, member: Membership) -> None:
    """Tell one governor that the report can be read."""
    context = {
        "school_name": report.school.name,
        "term": str(report.term),
        "url": settings.SITE_URL + report.get_absolute_url(),
    }
    mail.send(template="report-published", to=member.user.email, context=context)
