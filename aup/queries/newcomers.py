"""Who has joined, or moved to another agreement, and was not asked yet."""

from datetime import date

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from aup.choices import AskState, CampaignState
from aup.models import Agreement, Ask, Campaign
from aup.queries.asking import subjects_of
from aup.queries.campaigns import wanted
from esafety.people.models import Person


def asked_for_before(on: date) -> list[tuple[Agreement, date]]:
    """Agreements that a campaign has asked for by a day, each with the first such day."""
    started = Q(campaigns__state__in=[s for s in CampaignState if s != CampaignState.DRAFT])
    rows = Agreement.objects.annotate(first=Min("campaigns__opens_on", filter=started))
    return [(row, row.first) for row in rows.filter(first__lte=on).order_by("pk")]


def newcomers(agreement: Agreement, since: date, on: date) -> QuerySet[Person]:
    """Those whose agreement it is, who were never asked for it, and who joined since the first
    campaign or were asked for another agreement before (a pupil who moved up). A question that
    another agreement's replaced counts no more: a pupil may be back in the year before."""
    theirs = Ask.objects.filter(subject=OuterRef("pk")).order_by()
    other = theirs.exclude(agreement=agreement.pk)
    known = theirs.filter(agreement=agreement.pk).exclude(state=AskState.SUPERSEDED)
    people = subjects_of(agreement.audience, on)
    return people.filter(~Exists(known), Q(joined_on__gte=since) | Exists(other))


def running_for(agreement: Agreement, on: date) -> list[Campaign]:
    """Campaigns for an agreement that run on a day, newest first."""
    rows = Campaign.objects.filter(
        agreement=agreement, state=CampaignState.RUNNING, opens_on__lte=on, closes_on__gte=on
    )
    return list(rows.select_related("agreement", "version").order_by("-pk"))


def in_campaign(campaign: Campaign, people: list[int], on: date) -> set[int]:
    """Those of the people who are in the groups of a campaign."""
    return set(wanted(campaign, on).filter(pk__in=people).values_list("pk", flat=True))
