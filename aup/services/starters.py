"""Asking those who join the school, or move up to another agreement, by themselves."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from aup import queries, workflow
from aup.campaign_permissions import check_can_manage_campaigns
from aup.choices import AskState, LetterKind
from aup.models import Agreement, Ask, Campaign
from aup.queries import newcomers as found
from aup.queries.campaigns import WAITING
from aup.queries.reaching import ways_to, with_accounts
from aup.services import asking
from aup.services.delivering import deliver
from aup.workflow import Act
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.people.models import Person

PORTION = 100
TIME_TO_SIGN = timedelta(days=14)


@transaction.atomic
def ask_newcomers(*, agreement: Agreement, since: date, today: date, by: Actor) -> int:
    """Ask the next people who have joined, or moved up; how many. 0 when nobody is left, and
    where the school does not want it.

    Whoever belongs to the groups of a campaign that runs is asked in it, with its last day; the
    others have two weeks. A parent gets one letter a day for all their children.
    """
    check_can_manage_campaigns(by, agreement)
    version = queries.in_force(agreement.code, today)
    if version is None or not queries.settings_of(by.school_id).ask_new_people:
        return 0
    people = list(with_accounts(found.newcomers(agreement, since, today))[:PORTION])
    _close_others(agreement, people, by)
    for campaign, some in _by_campaign(agreement, people, today):
        due_on = campaign.closes_on if campaign else today + TIME_TO_SIGN
        asking.ask(version=version, people=some, by=by, campaign=campaign, due_on=due_on)
        deliver(
            ways=ways_to(some, agreement.audience),
            agreement=agreement,
            kind=LetterKind.ASK,
            key=f"{campaign}:ask" if campaign else f"newcomer:{today.isoformat()}",
            by=by,
            campaign=campaign,
        )
    return len(people)


def _close_others(agreement: Agreement, people: list[Person], by: Actor) -> None:
    """Whoever moved up is not asked for the earlier agreement any more."""
    rows = Ask.objects.select_for_update().filter(subject__in=people, state__in=WAITING)
    for ask in rows.exclude(agreement=agreement):
        rule = workflow.check_act(ask.state, Act.SUPERSEDE)
        ask.state, ask.changed_at = AskState.SUPERSEDED, timezone.now()
        ask.save(update_fields=["state", "changed_at"])
        facts = {"agreement": str(agreement)}
        audit.record(by=by, type=rule.audit_type, object=str(ask), data=facts)


def _by_campaign(
    agreement: Agreement, people: list[Person], today: date
) -> list[tuple[Campaign | None, list[Person]]]:
    """The people with the campaign in whose groups they are; None for those in no campaign's."""
    left, groups = {person.pk: person for person in people}, []
    for campaign in found.running_for(agreement, today):
        inside = sorted(found.in_campaign(campaign, list(left), today))
        groups.append((campaign, [left.pop(pk) for pk in inside]))
    none: tuple[Campaign | None, list[Person]] = (None, list(left.values()))
    return [pair for pair in [*groups, none] if pair[1]]
