"""Running a campaign: prepare, start, pause, go on, give more time, close."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aup import queries, workflow
from aup.campaign_permissions import check_can_manage_campaigns
from aup.campaign_workflow import CAMPAIGN_RULES, CampaignAct, after, check_campaign_act
from aup.choices import AskState, CampaignState
from aup.models import Agreement, AgreementVersion, Ask, Campaign
from aup.queries import campaigns as rounds
from aup.workflow import Act
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.schools import queries as schools
from esafety.schools.models import School


@transaction.atomic
def make(
    *,
    agreement: Agreement,
    title: str,
    groups: dict[str, list[str]],
    opens_on: date,
    closes_on: date,
    reminder_days: list[int],
    by: Actor,
) -> Campaign:
    """Prepare a campaign for the version in force on its first day. Nobody is asked yet."""
    check_can_manage_campaigns(by, agreement)
    _check_days(opens_on, closes_on)
    campaign = Campaign(
        school_id=by.school_id,
        agreement=agreement,
        version=_version(agreement, opens_on),
        title=title.strip(),
        groups=groups,
        reminder_days=reminder_days,
        opens_on=opens_on,
        closes_on=closes_on,
        made_at=timezone.now(),
        made_by_id=by.membership_id or 0,
    )
    campaign.save(force_insert=True)
    _record(campaign, "campaign.made", by, agreement=str(agreement))
    return campaign


@transaction.atomic
def change(
    *,
    campaign: Campaign,
    title: str,
    groups: dict[str, list[str]],
    opens_on: date,
    closes_on: date,
    reminder_days: list[int],
    by: Actor,
) -> Campaign:
    """Change a campaign that was not started."""
    row = _locked(campaign, CampaignAct.CHANGE, by)
    _check_days(opens_on, closes_on)
    row.title, row.groups, row.reminder_days = title.strip(), groups, reminder_days
    row.opens_on, row.closes_on = opens_on, closes_on
    row.version = _version(row.agreement, opens_on)
    row.save()
    _record(row, "campaign.changed", by)
    return row


@transaction.atomic
def drop(*, campaign: Campaign, by: Actor) -> None:
    """Forget a campaign that was not started."""
    row = _locked(campaign, CampaignAct.DROP, by)
    _record(row, "campaign.dropped", by)
    row.delete()


@transaction.atomic
def start(*, campaign: Campaign, by: Actor) -> Campaign:
    """Start asking: now, or when school begins on the first day if that is still to come.

    The letters are written by a job; a campaign whose first day has passed opens today. Refused
    where the last day is over, and where there is nobody to ask.
    """
    row = _locked(campaign, CampaignAct.START, by)
    today = schools.local_today(row.school)
    row.opens_on = max(row.opens_on, today)
    if row.closes_on < row.opens_on:
        raise Refused(_("The last day is over. Change the days first."))
    row.version = _version(row.agreement, row.opens_on)
    if not rounds.to_ask(row, row.opens_on).exists():
        raise Refused(_("There is nobody to ask: everybody in these groups was asked already."))
    row.state = after(row.state, CampaignAct.START)
    row.save()
    _record(row, "campaign.started", by, version=row.version.number)
    _enqueue_asking(row)
    return row


@transaction.atomic
def pause(*, campaign: Campaign, by: Actor) -> Campaign:
    """Stop letters and reminders for a while. Links that are out go on working."""
    return _move(campaign, CampaignAct.PAUSE, by)


@transaction.atomic
def go_on(*, campaign: Campaign, by: Actor) -> Campaign:
    """Go on after a pause; who was not asked yet is asked now."""
    row = _move(campaign, CampaignAct.GO_ON, by)
    _enqueue_asking(row)
    return row


@transaction.atomic
def extend(*, campaign: Campaign, closes_on: date, by: Actor) -> Campaign:
    """Give more time. A closed campaign runs again, and whoever did not reply is asked again;
    refused where a newer version with a larger change is in force, which a new campaign asks for.
    """
    row = _locked(campaign, CampaignAct.EXTEND, by)
    if closes_on < schools.local_today(row.school):
        raise Refused(_("The new last day is over. Enter today or a later day."))
    if closes_on <= row.closes_on:
        raise Refused(_("The new last day must be later than the one before."))
    was_closed = row.state == CampaignState.CLOSED
    if was_closed and rounds.is_outdated(row, schools.local_today(row.school)):
        raise Refused(_("A newer version is in force. Start a new campaign for it instead."))
    row.state, row.closes_on = after(row.state, CampaignAct.EXTEND), closes_on
    row.save(update_fields=["state", "closes_on"])
    again = ask_again(row, row) if was_closed else 0
    Ask.objects.filter(campaign=row, state=AskState.ASKED).update(due_on=closes_on)
    _record(row, "campaign.extended", by, closes_on=closes_on.isoformat(), again=again)
    if was_closed:
        _enqueue_asking(row)
    return row


@transaction.atomic
def close(*, campaign: Campaign, by: Actor) -> Campaign:
    """Close: who has not answered has not replied. They can still sign, and it counts."""
    row = _locked(campaign, CampaignAct.CLOSE, by)
    row.state = after(row.state, CampaignAct.CLOSE)
    row.save(update_fields=["state"])
    workflow.check_act(AskState.ASKED, Act.CLOSE)
    left = Ask.objects.filter(campaign=row, state=AskState.ASKED)
    number = left.update(state=AskState.NO_REPLY, changed_at=timezone.now())
    _record(row, "campaign.closed", by, unanswered=number)
    return row


def ask_again(campaign: Campaign, of: Campaign | None) -> int:
    """Questions without a reply wait again, inside the caller's transaction; how many."""
    workflow.check_act(AskState.NO_REPLY, Act.ASK_AGAIN)
    rows = Ask.objects.filter(campaign=of, version=campaign.version_id, state=AskState.NO_REPLY)
    return int(rows.update(state=AskState.ASKED, changed_at=timezone.now()))


def _move(campaign: Campaign, act: CampaignAct, by: Actor) -> Campaign:
    row = _locked(campaign, act, by)
    row.state = after(row.state, act)
    row.save(update_fields=["state"])
    _record(row, CAMPAIGN_RULES[act].audit_type, by)
    return row


def _locked(campaign: Campaign, act: CampaignAct, by: Actor) -> Campaign:
    row: Campaign = rounds.campaigns().select_for_update(of=("self",)).get(pk=campaign.pk)
    check_can_manage_campaigns(by, row)
    check_campaign_act(row.state, act)
    return row


def _check_days(opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on:
        raise Refused(_("The last day comes before the first."))


def _version(agreement: Agreement, on: date) -> AgreementVersion:
    version = queries.in_force(agreement.code, on)
    if version is None:
        raise Refused(_("This agreement has no text yet."))
    return version


def _enqueue_asking(campaign: Campaign) -> None:
    """Not before school begins on the first day. Each job asks only whom no other has asked."""
    jobs.enqueue(
        kind=rounds.ASK_JOB,
        school_id=campaign.school_id,
        payload={"campaign": campaign.pk},
        run_after=max(timezone.now(), _first_hour(campaign.school, campaign.opens_on)),
    )


def _first_hour(school: School, day: date) -> datetime:
    if day <= schools.local_today(school):
        return timezone.now()
    return datetime.combine(day, school.day_starts or time(8), ZoneInfo(school.timezone))


def _record(campaign: Campaign, type: str, by: Actor, **facts: Any) -> None:
    audit.record(by=by, type=type, object=str(campaign), data=facts)
