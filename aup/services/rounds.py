"""The work of a campaign in portions, each one transaction: safe to repeat and to be killed."""

from django.db import transaction
from django.utils import timezone

from aup import workflow
from aup.campaign_permissions import check_can_manage_campaigns
from aup.choices import AskState, CampaignState, LetterKind
from aup.models import Ask, Campaign
from aup.queries import campaigns as queries
from aup.queries.reaching import ways_to, with_accounts
from aup.services import asking
from aup.services.delivering import deliver
from aup.workflow import Act
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.people.models import Person
from esafety.schools import queries as schools

PORTION = 100


@transaction.atomic
def ask_some(*, campaign: int, by: Actor) -> int:
    """Ask the next people of a running campaign and write their letters; how many were asked.

    0 when nobody is left, and while the campaign does not run. Killed in the middle nothing of
    the portion has happened; whoever was asked is not found again.
    """
    row = _running(campaign, by)
    today = schools.local_today(row.school) if row else None
    if row is None or today is None or row.opens_on > today:
        return 0
    people = list(with_accounts(queries.to_ask(row, today))[:PORTION])
    if people:
        asking.ask(version=row.version, people=people, by=by, campaign=row, due_on=row.closes_on)
        _take_over(row, people)
        deliver(
            ways=ways_to(people, row.agreement.audience),
            agreement=row.agreement,
            kind=LetterKind.ASK,
            key=f"{row}:ask",
            by=by,
            campaign=row,
        )
    return len(people)


@transaction.atomic
def remind_some(*, campaign: int, day: int, after: int, by: Actor) -> int | None:
    """Remind the next people who have not answered; where to go on, None when all are reminded.

    Nobody is reminded twice for the same day, nobody while the campaign does not run, and nobody of
    somebody who has left or whose agreement it is no more.
    """
    row = _running(campaign, by)
    if row is None:
        return None
    rows = queries.still_theirs(row, schools.local_today(row.school))
    rows = rows.filter(state=AskState.ASKED, pk__gt=after).order_by("pk")
    waiting = list(rows[:PORTION])
    if not waiting:
        return None
    people = with_accounts(Person.objects.filter(pk__in=[ask.subject_id for ask in waiting]))
    deliver(
        ways=ways_to(people, row.agreement.audience),
        agreement=row.agreement,
        kind=LetterKind.REMINDER,
        key=f"{row}:reminder:{day}",
        by=by,
        campaign=row,
        done=_nothing_left_to_do(waiting),
    )
    facts = {"day": day, "number": len(waiting)}
    audit.record(by=by, type="campaign.reminded", object=str(row), data=facts)
    return waiting[-1].pk


def _nothing_left_to_do(waiting: list[Ask]) -> set[tuple[int, int]]:
    """Parents who signed their part where another parent's is what is missing."""
    missing = queries.missing_in(waiting)
    subjects = {ask.pk: ask.subject_id for ask in waiting if missing[ask.pk] == ["parent"]}
    return {(subjects[ask], who) for ask, who in queries.signed_as_parents(subjects)}


def _take_over(campaign: Campaign, people: list[Person]) -> None:
    """Questions that waited without a campaign, or were left without a reply, join this one."""
    rows = (
        queries.without_reply(campaign).filter(subject__in=people).select_for_update(of=("self",))
    )
    for ask in rows:
        if ask.state == AskState.NO_REPLY:
            workflow.check_act(ask.state, Act.ASK_AGAIN)
            ask.state, ask.changed_at = AskState.ASKED, timezone.now()
        ask.campaign, ask.due_on = campaign, campaign.closes_on
        ask.save(update_fields=["state", "changed_at", "campaign", "due_on"])


def _running(campaign: int, by: Actor) -> Campaign | None:
    """The campaign, held for this portion, if it runs."""
    rows = queries.campaigns().select_for_update(of=("self",))
    row: Campaign | None = rows.filter(pk=campaign, state=CampaignState.RUNNING).first()
    if row is not None:
        check_can_manage_campaigns(by, row)
    return row
