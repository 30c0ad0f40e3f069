"""The mails about notices, as a worker sends them."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import connection

from esafety.jobs import periodic, services
from esafety.jobs.models import Job
from esafety.notices import notifications, queries
from esafety.notices.services import delivery, reading
from esafety.people.models import Person
from esafety.schools.models import Membership, RoleGrant
from tests.esafety.notices.conftest import TODAY, TUESDAY, tell, wish
from tests.factories.incidents import make_incident
from tests.factories.people import make_person


def ours():
    """The jobs of notices: other topics look at their clocks as well."""
    return Job.objects.filter(kind__startswith="notice.")


def work() -> None:
    """What the clock asks for, then all jobs that are due, and those they make."""
    periodic.start_all()
    for _round in range(2):
        for job_id in services.due():
            services.run(job_id)


def texts() -> list[str]:
    return [f"{m.subject}\n{m.body}\n{m.alternatives[0][0]}" for m in mail.outbox]


def named_in(incident, actor) -> None:
    me = Person.objects.get(membership_id=actor.membership_id)
    incident.involved.create(school_id=actor.school_id, kind="staff", person=me, part="witness")


@pytest.fixture
def _down(monkeypatch):
    """The mail server does not answer."""

    def fail(self, messages):
        raise OSError("down")

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", fail)


def test_the_mail_holds_a_reference_and_a_link_alone(oakfield, tuesday, lena, settings):
    settings.SITE_URL = "https://safety.example"
    ada = make_person(oakfield, "Ada Ash")
    incident = make_incident(oakfield, people=[(ada, "target")], description="Rude words.")
    tell(lena, incident)
    work()

    (message,), (text,) = mail.outbox, texts()
    assert message.to == ["lena@oakfield.example"]
    assert message.subject == f"A report has come in: {incident.reference}"
    link = f"https://safety.example/oakfield/incidents/{incident.reference}/"
    assert set(re.findall(r"https?://[^\s\"<]+", text)) == {link}
    for word in ("Ada", "Ash", "Lena", "Rude", "words", "ullying", "Oakfield School"):
        assert word not in text


def test_it_is_sent_once_and_that_is_noted(incident, lena):
    notice = tell(lena, incident)
    work()
    notifications.send(queries.notice(str(notice.key)))

    notice.refresh_from_db()
    assert len(mail.outbox) == 1
    assert notice.mailed_at == TUESDAY


def test_no_mail_is_sent_inside_a_transaction(incident, lena, monkeypatch):
    depths = []
    send = locmem.EmailBackend.send_messages

    def look(self, messages):
        depths.append(len(connection.savepoint_ids))
        return send(self, messages)

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", look)
    wish(lena, mail="digest")
    tell(lena, incident)
    tell(lena, incident, urgent=True)
    outside = len(connection.savepoint_ids)
    work()

    assert depths == [outside, outside]


@pytest.mark.parametrize("change", ["read", "named", "left", "role", "never"])
def test_what_changed_meanwhile_is_respected(incident, lena, dee, change):
    notice = tell(lena, incident)
    if change == "read":
        reading.read(by=lena, notice=notice)
    elif change == "named":
        named_in(incident, lena)
    elif change == "left":
        Membership.objects.filter(pk=lena.membership_id).update(left_on=TODAY)
    elif change == "role":
        RoleGrant.objects.filter(membership=lena.membership_id, role="lead").update(
            ended_at=TUESDAY, ended_by="system:tests"
        )
    else:
        wish(lena, mail="never")
    work()

    assert mail.outbox == []
    assert not Job.objects.exclude(state="done").exists()


def test_who_now_wants_one_mail_a_day_gets_it_there(incident, lena, tuesday):
    tell(lena, incident)
    wish(lena, mail="digest", digest_at=time(12))
    work()
    assert mail.outbox == []

    tuesday.move_to(datetime(2026, 11, 10, 12, 0, tzinfo=UTC))
    work()
    assert [m.subject for m in mail.outbox] == ["1 thing waits for you"]


def test_mail_waits_where_a_worker_comes_to_it_in_quiet_hours(incident, lena, tuesday):
    tell(lena, incident)
    tuesday.move_to(datetime(2026, 11, 10, 22, 0, tzinfo=UTC))
    work()
    work()
    assert mail.outbox == []

    tuesday.move_to(datetime(2026, 11, 11, 7, 0, tzinfo=UTC))
    work()
    assert len(mail.outbox) == 1
    assert Job.objects.filter(kind="notice.mail").count() == 2


def test_what_cannot_wait_comes_at_night(incident, lena, tuesday):
    tuesday.move_to(datetime(2026, 11, 14, 3, 0, tzinfo=UTC))
    tell(lena, incident, urgent=True)
    work()

    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("_down")
def test_a_mail_server_that_is_down_loses_nothing(incident, lena, tuesday, monkeypatch):
    notice = tell(lena, incident)
    work()
    notice.refresh_from_db()
    assert (notice.mailed_at, ours().get().state) == (None, "waiting")

    for _hour in range(30):
        tuesday.shift(timedelta(hours=1))
        work()
    assert Job.objects.filter(state="failed").count() == 0

    monkeypatch.undo()
    tuesday.move_to(datetime(2026, 11, 12, 12, 0, tzinfo=UTC))
    work()
    assert len(mail.outbox) == 1


def test_a_worker_killed_before_the_note_mails_it_again_rather_than_never(
    incident, lena, monkeypatch
):
    tell(lena, incident)
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "mailed", lambda notices: 1 / 0)
        work()
    assert (len(mail.outbox), ours().get().state) == (1, "waiting")


@pytest.fixture
def daily(lena):
    """Lena wants one mail a day, at half past seven."""
    return wish(lena, mail="digest", digest_at=time(7, 30))


@pytest.mark.usefixtures("daily")
def test_the_daily_mail_says_how_many_and_where_once(oakfield, incident, lena, tuesday, settings):
    settings.SITE_URL = "https://safety.example"
    other, hidden = make_incident(oakfield), make_incident(oakfield)
    for one in (incident, other, hidden):
        tell(lena, one)
    named_in(hidden, lena)
    work()
    work()

    (message,), (text,) = mail.outbox, texts()
    assert message.subject == "2 things wait for you"
    assert set(re.findall(r"https?://[^\s\"<]+", text)) == {
        "https://safety.example/oakfield/notices/"
    }
    assert incident.reference in text
    assert other.reference in text
    assert hidden.reference not in text


@pytest.mark.usefixtures("daily")
def test_what_comes_after_it_waits_for_the_next_day(oakfield, incident, lena, tuesday):
    tell(lena, incident)
    work()
    later = tell(lena, make_incident(oakfield, status="not_incident"))
    tuesday.move_to(datetime(2026, 11, 10, 18, 0, tzinfo=UTC))
    work()
    assert len(mail.outbox) == 1

    tuesday.move_to(datetime(2026, 11, 11, 7, 29, tzinfo=UTC))
    work()
    assert len(mail.outbox) == 1
    tuesday.shift(60)
    work()
    assert [m.subject for m in mail.outbox] == ["1 thing waits for you"] * 2
    assert later.object.partition(":")[2] in mail.outbox[1].body


@pytest.mark.usefixtures("daily")
@pytest.mark.parametrize("change", ["read", "named", "left", "never"])
def test_where_nothing_is_left_there_is_no_daily_mail(incident, lena, tuesday, change):
    notice = tell(lena, incident)
    periodic.start_all()
    if change == "read":
        reading.read(by=lena, notice=notice)
    elif change == "named":
        named_in(incident, lena)
    elif change == "left":
        Membership.objects.filter(pk=lena.membership_id).update(left_on=TODAY)
    else:
        wish(lena, mail="never")
    work()
    assert mail.outbox == []
    assert ours().get().state == "done"


def test_what_waited_for_a_daily_mail_that_is_not_wanted_any_more_comes_soon(
    incident, lena, tuesday
):
    wish(lena, mail="digest", digest_at=time(18))
    tell(lena, incident)
    work()
    assert mail.outbox == []

    wish(lena, mail="at_once", digest_at=time(20))
    work()
    work()
    assert [m.subject for m in mail.outbox] == ["1 thing waits for you"]


def test_without_anything_new_no_job_is_made(lena, daily, tuesday):
    periodic.start_all()

    assert not ours().exists()


@pytest.mark.usefixtures("daily")
def test_at_the_weekend_the_daily_mail_waits_for_monday(incident, lena, tuesday):
    tuesday.move_to(datetime(2026, 11, 14, 9, 0, tzinfo=UTC))
    tell(lena, incident)
    work()
    assert mail.outbox == []
    tuesday.move_to(datetime(2026, 11, 16, 9, 0, tzinfo=UTC))
    work()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "first", [datetime(2027, 3, 27, 0, 0, tzinfo=UTC), datetime(2026, 10, 24, 0, 0, tzinfo=UTC)]
)
def test_a_change_of_the_clock_neither_skips_nor_repeats_it(oakfield, lena, tuesday, first):
    """At half past one, an hour that the spring night has not and the autumn night has twice."""
    hours = {"quiet_from": time(0), "quiet_until": time(0), "quiet_days": "none"}
    wish(lena, mail="digest", digest_at=time(1, 30), **hours)
    days = []
    for half_hour in range(3 * 48):
        tuesday.move_to(first + timedelta(minutes=30 * half_hour))
        if half_hour % 48 < 8:
            sent = len(mail.outbox)
            tell(lena, make_incident(oakfield))
            work()
            days += [half_hour // 48] * (len(mail.outbox) - sent)

    assert days == [0, 1, 2]
