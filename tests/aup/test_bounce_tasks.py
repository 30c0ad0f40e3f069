"""The job that reads the mailbox of notices."""

import logging

import pytest
from django.db import connection
from django_scopes import scope, scopes_disabled

from aup import bounce_tasks
from aup.choices import LetterKind
from aup.models import Letter
from aup.queries.letters import READ_JOB
from aup.services import bounces, links
from esafety import bounced
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job, JobState
from tests.aup.bounced import about, sent
from tests.aup.linked import signing
from tests.factories.people import make_person
from tests.imap import serving


@pytest.fixture(autouse=True)
def at_nine(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def letters(school, number=1):
    """Letters that went out; the notices about each of them."""
    raws = []
    for n in range(number):
        who = make_person(school, f"Pia{n} Ash", kind="guardian", email=f"p{n}@home.example")
        key = f"test:{n}"
        made = links.write(person=who, kind=LetterKind.ASK, once_key=key, by=signing(school))
        sent(made)
        raws.append(about())
    return raws


def look(school):
    with scope(school=school):
        bounce_tasks.look_into_the_mailbox(school)


def run():
    """Do the job that waits; how it stands then."""
    with scopes_disabled():
        job = Job.objects.get(kind=READ_JOB, state=JobState.WAITING)
        jobs.run(str(job.pk))
        return Job.objects.get(pk=job.pk)


def returned():
    with scopes_disabled():
        return Letter.objects.filter(returned_at__isnull=False).count()


def test_without_a_mailbox_there_is_no_job(oakfield, settings):
    assert settings.BOUNCES_IMAP_URL == ""
    look(oakfield)
    assert not Job.objects.filter(kind=READ_JOB).exists()


def test_each_ten_minutes_one_job_for_all_schools(oakfield, brook, settings, time_machine):
    settings.BOUNCES_IMAP_URL = "imap://a:b@127.0.0.1:1/"
    for school in (oakfield, oakfield, brook):
        look(school)
    assert [job.school for job in Job.objects.filter(kind=READ_JOB)] == [oakfield]
    time_machine.move_to("2026-11-03 09:10:00Z", tick=False)
    look(oakfield)
    assert Job.objects.filter(kind=READ_JOB).count() == 1  # the one before is not done

    Job.objects.update(state=JobState.DONE)
    look(oakfield)
    look(oakfield)

    assert Job.objects.filter(kind=READ_JOB).count() == 2
    with scopes_disabled():
        assert not Job.objects.filter(kind=READ_JOB, school=brook).exists()


def test_it_notes_the_letters_of_all_schools_and_marks_what_it_read(
    oakfield, brook, settings, caplog
):
    [first] = letters(oakfield)
    with scope(school=brook):
        [second] = letters(brook)
    late = about(action="delayed", status="4.4.1")
    with serving(first, b"Hello Pia Ash", second, late, first) as server:
        settings.BOUNCES_IMAP_URL = server.url
        look(oakfield)
        with caplog.at_level(logging.INFO, "aup.services.bounces"):
            assert run().state == JobState.DONE

    assert returned() == 2
    seen, odd = {"\\Seen"}, {"\\Seen", "\\Flagged"}
    assert list(server.flags.values()) == [seen, odd, seen, seen, seen]
    told = caplog.messages[-1]
    assert told == (
        "mailbox read: a letter came back: 2; not understood: 1; it may still arrive: 1; "
        "a letter that came back before: 1"
    )
    assert not any("Pia" in words or "example" in words for words in caplog.messages)


def test_an_empty_mailbox_is_no_news(oakfield, settings, caplog):
    with serving() as server, caplog.at_level(logging.INFO, "aup.services.bounces"):
        settings.BOUNCES_IMAP_URL = server.url
        look(oakfield)
        assert run().state == JobState.DONE

    assert caplog.messages == []


def test_no_more_of_a_mail_is_fetched_than_is_read(oakfield, settings):
    with serving(b"x" * bounced.MOST * 2) as server:
        settings.BOUNCES_IMAP_URL = server.url
        look(oakfield)
        assert run().state == JobState.DONE

    assert f"UID FETCH 7 (BODY.PEEK[]<0.{bounced.MOST}>)" in server.asked


def test_a_full_mailbox_is_read_in_portions(oakfield, settings, monkeypatch, time_machine):
    monkeypatch.setattr(bounces, "PORTION", 2)
    with serving(*letters(oakfield, 3)) as server:
        settings.BOUNCES_IMAP_URL = server.url
        look(oakfield)
        run()
        assert returned() == 2
        time_machine.move_to("2026-11-03 09:10:00Z", tick=False)
        look(oakfield)
        run()

    assert returned() == 3


def test_ended_between_the_note_and_the_mark_it_reads_the_mail_again(
    oakfield, settings, time_machine
):
    with serving(*letters(oakfield, 2)) as server:
        settings.BOUNCES_IMAP_URL, server.dies_at = server.url, "STORE"
        look(oakfield)
        job = run()
        assert (job.state, job.last_error) == (JobState.WAITING, "MailboxNotReached")
        assert returned() == 1
        assert server.flags == {7: set(), 8: set()}

        server.dies_at = ""
        time_machine.move_to("2026-11-03 09:01:00Z", tick=False)
        assert run().state == JobState.DONE

    assert returned() == 2
    assert AuditEvent.objects.filter(type="agreement.letter_returned").count() == 2
    assert all("\\Seen" in flags for flags in server.flags.values())


def test_a_password_that_is_wrong_is_a_job_to_be_tried_again_that_does_not_tell_it(
    oakfield, settings, caplog
):
    with serving(b"a") as server:
        settings.BOUNCES_IMAP_URL = server.url.replace("s3cret", "wr0ng")
        look(oakfield)
        job = run()

    assert (job.state, job.last_error) == (JobState.WAITING, "MailboxSignInRefused")
    assert "wr0ng" not in caplog.text
    Job.objects.filter(pk=job.pk).update(
        attempts=bounce_tasks.ATTEMPTS - 1, run_after=job.created_at
    )
    assert run().state == JobState.FAILED


@pytest.mark.django_db(transaction=True)
def test_nothing_is_asked_of_the_mail_server_inside_a_transaction(oakfield, settings, monkeypatch):
    from esafety import mailbox

    inside = []
    for name in ("unseen", "read", "mark"):
        act = getattr(mailbox.Mailbox, name)

        def watched(self, *words, _act=act, **more):
            inside.append(connection.in_atomic_block)
            return _act(self, *words, **more)

        monkeypatch.setattr(mailbox.Mailbox, name, watched)
    with serving(*letters(oakfield)) as server:
        settings.BOUNCES_IMAP_URL = server.url
        look(oakfield)
        assert run().state == JobState.DONE

    assert inside == [False, False, False]
    assert returned() == 1
