"""Running a campaign: every act, its audit row, and what it leaves behind."""

from datetime import date

import pytest
from django.db import DatabaseError

from aup.choices import AskState, CampaignState
from aup.models import Ask, Campaign, Letter
from aup.queries import campaigns as queries
from aup.services import campaigns
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from tests.aup.asked import sign, version_of
from tests.aup.rounds import LAST, ask_all, prepared, pupil, running
from tests.aup.services.test_asking import newer


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def family(agreed):
    return [pupil(agreed, name, "Pia Ash") for name in ("Ada Ash", "Ben Ash")]


def events():
    return list(
        AuditEvent.objects.filter(type__startswith="campaign.")
        .order_by("seq")
        .values_list("type", flat=True)
    )


def test_prepared_and_changed_nobody_is_asked(family, olu):
    row = prepared(olu, groups={"year_groups": ["3"]})
    facts = {"title": " Winter ", "groups": {}, "opens_on": LAST, "closes_on": LAST}

    campaigns.change(campaign=row, reminder_days=[], by=olu, **facts)

    row.refresh_from_db()
    assert (row.title, row.reminder_days, row.state) == ("Winter", [], CampaignState.DRAFT)
    assert not Ask.objects.exists()
    assert events() == ["campaign.made", "campaign.changed"]


def test_the_days_must_be_in_order(agreed, olu):
    with pytest.raises(Refused):
        prepared(olu, closes_on=date(2026, 11, 2))
    assert not Campaign.objects.exists()


def test_an_agreement_without_words_cannot_be_asked_for(agreed, olu):
    agreement = version_of("staff").agreement
    agreement.code = "nothing"
    facts = {"title": "A", "groups": {}, "opens_on": LAST, "closes_on": LAST, "reminder_days": []}

    with pytest.raises(Refused):
        campaigns.make(agreement=agreement, by=olu, **facts)


def test_dropped_it_is_gone(agreed, olu):
    campaigns.drop(campaign=prepared(olu), by=olu)

    assert not Campaign.objects.exists()
    assert events() == ["campaign.made", "campaign.dropped"]


def test_starting_marks_it_and_leaves_the_letters_to_a_job(family, olu):
    row = campaigns.start(campaign=prepared(olu), by=olu)

    assert row.state == CampaignState.RUNNING
    assert Job.objects.get(kind="campaign.ask").payload == {"campaign": row.pk}
    assert not Letter.objects.exists()
    assert events()[-1] == "campaign.started"
    with pytest.raises(Refused):
        campaigns.start(campaign=row, by=olu)
    assert Job.objects.filter(kind="campaign.ask").count() == 1


def test_one_that_opens_later_waits_for_school_to_begin(family, olu):
    row = campaigns.start(campaign=prepared(olu, opens_on=date(2026, 11, 9)), by=olu)

    job = Job.objects.get(kind="campaign.ask")
    assert job.run_after.isoformat() == "2026-11-09T08:30:00+00:00"
    ask_all(row)
    assert not Ask.objects.exists()


def test_one_whose_first_day_is_over_opens_today(family, olu):
    row = campaigns.start(campaign=prepared(olu, opens_on=date(2026, 10, 1)), by=olu)

    assert row.opens_on == date(2026, 11, 3)


def test_one_whose_last_day_is_over_cannot_start(family, olu):
    days = {"opens_on": date(2026, 10, 1), "closes_on": date(2026, 11, 2)}
    with pytest.raises(Refused):
        campaigns.start(campaign=prepared(olu, **days), by=olu)


def test_with_nobody_to_ask_it_cannot_start(agreed, olu):
    with pytest.raises(Refused):
        campaigns.start(campaign=prepared(olu), by=olu)


def test_started_it_asks_for_the_version_then_in_force(family, olu):
    row = prepared(olu)
    second = newer(row.version)

    assert campaigns.start(campaign=row, by=olu).version == second


def test_paused_nobody_is_asked_and_going_on_asks_the_rest(family, olu):
    row = campaigns.start(campaign=prepared(olu), by=olu)
    campaigns.pause(campaign=row, by=olu)
    assert not Ask.objects.filter(campaign=ask_all(row)).exists()

    row = campaigns.go_on(campaign=Campaign.objects.get(), by=olu)

    assert Job.objects.filter(kind="campaign.ask").count() == 2
    assert Ask.objects.filter(campaign=ask_all(row)).count() == 2
    assert events()[-2:] == ["campaign.paused", "campaign.went_on"]


def test_closing_leaves_no_reply_and_touches_no_answer(family, olu):
    row = running(olu)
    one = Ask.objects.select_related("agreement", "version", "subject").first()
    sign(one, "own", olu, person=one.subject)
    sign(one, "parent", olu)

    campaigns.close(campaign=row, by=olu)

    assert sorted(Ask.objects.values_list("state", flat=True)) == ["no_reply", "signed"]
    assert AuditEvent.objects.get(type="campaign.closed").data == {"unanswered": 1}


def test_extending_moves_the_last_day_of_all_who_wait(family, olu):
    row = running(olu)

    campaigns.extend(campaign=row, closes_on=date(2026, 12, 4), by=olu)

    assert set(Ask.objects.values_list("due_on", flat=True)) == {date(2026, 12, 4)}
    row.refresh_from_db()
    assert row.state == CampaignState.RUNNING


def test_extending_a_closed_one_asks_again_who_did_not_reply(family, olu):
    row = campaigns.close(campaign=running(olu), by=olu)

    row = campaigns.extend(campaign=row, closes_on=date(2026, 12, 4), by=olu)

    assert row.state == CampaignState.RUNNING
    assert set(Ask.objects.values_list("state", "due_on")) == {("asked", date(2026, 12, 4))}
    assert AuditEvent.objects.get(type="campaign.extended").data["again"] == 2


@pytest.mark.parametrize("day", [date(2026, 11, 2), LAST])
def test_a_new_last_day_must_be_later(family, olu, day):
    with pytest.raises(Refused):
        campaigns.extend(campaign=running(olu), closes_on=day, by=olu)


def test_a_late_answer_counts_after_closing(family, olu):
    campaigns.close(campaign=running(olu), by=olu)
    ask = Ask.objects.select_related("agreement", "version", "subject").first()

    sign(ask, "own", olu, person=ask.subject)
    sign(ask, "parent", olu)

    ask.refresh_from_db()
    assert ask.state == AskState.SIGNED


def test_a_teacher_runs_no_campaign(family, olu, tom):
    row = prepared(olu)
    for act in (campaigns.start, campaigns.drop):
        with pytest.raises(Refused):
            act(campaign=row, by=tom)
    assert Campaign.objects.get().state == CampaignState.DRAFT


def test_without_an_audit_row_nothing_happens(family, olu, monkeypatch):
    draft, going = prepared(olu), running(olu)

    def fail(**_facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    for act, row in (
        (campaigns.drop, draft), (campaigns.pause, going), (campaigns.close, going),
    ):  # fmt: skip
        with pytest.raises(DatabaseError):
            act(campaign=row, by=olu)
    with pytest.raises(DatabaseError):
        campaigns.extend(campaign=going, closes_on=date(2026, 12, 4), by=olu)

    assert set(queries.campaigns().values_list("state", flat=True)) == {"draft", "running"}
    assert Campaign.objects.get(pk=going.pk).closes_on == LAST


def test_the_row_that_is_locked_decides_not_the_one_that_was_read(family, olu):
    row = prepared(olu)
    campaigns.start(campaign=row, by=olu)
    assert row.state == CampaignState.DRAFT  # as it was read

    assert campaigns.pause(campaign=row, by=olu).state == CampaignState.PAUSED
    assert campaigns.go_on(campaign=row, by=olu).state == CampaignState.RUNNING
    assert events()[-2:] == ["campaign.paused", "campaign.went_on"]
