"""A paper as a row that is not stored, and the words of its HTML."""

import re
from html import unescape

from django.utils import timezone

from esafety.schools.models import Membership
from reports.models import Paper
from tests.incidents.sheets.papers import write_sheet


def paper_of(school, actor, kind, **asked) -> Paper:
    member = Membership.objects.get(pk=actor.membership_id)
    return Paper(
        school=school, kind=kind, requested_by=member, asked=asked, requested_at=timezone.now()
    )


def text_of(html: str) -> str:
    """The words of the document, a space between them, without its styles."""
    plain = re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(plain).split())


def refer(incident, by, **changes):
    """A referral, or the decision not to refer, on the record of an incident."""
    return write_sheet(incident, by, "referral", **changes)
