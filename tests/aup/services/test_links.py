"""Links and their letters: written once, sent once, asked for again, refused for good."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from aup.choices import LetterKind
from aup.models import AgreementSettings, Letter, Link
from aup.services import links
from esafety import mail as post
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job, JobState
from tests.aup.linked import linked, signing
from tests.factories.people import make_person


@pytest.fixture
def pia(oakfield):
    return make_person(oakfield, "Pia Ash", kind="guardian", email="pia@home.example")


def write(person, key="campaign:1", kind=LetterKind.ASK):
    return links.write(person=person, kind=kind, once_key=key, by=signing(person.school))


def test_a_letter_is_written_once_with_its_job_and_its_event(oakfield, pia):
    letter = write(pia)

    assert write(pia) is None
    assert Letter.objects.get() == letter
    job = Job.objects.get(kind="agreement.letter")
    assert job.payload == {"letter": letter.pk}
    event = AuditEvent.objects.get(type="agreement.letter_written")
    assert (event.object, event.data) == (str(pia), {"kind": "ask"})


def test_without_an_audit_row_there_is_no_letter(oakfield, pia, monkeypatch):
    def fail(**facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        write(pia)
    with pytest.raises(DatabaseError):
        links.write_again(person=pia, by=signing(oakfield))

    assert not Letter.objects.exists()
    assert not Link.objects.exists()


def test_a_reminder_carries_the_link_that_was_not_used_yet(oakfield, pia):
    first, second = write(pia), write(pia, "campaign:1:3", LetterKind.REMINDER)
    assert first.link == second.link

    Link.objects.update(used_at=timezone.now(), used_key=first.link.key)

    assert write(pia, "campaign:1:7", LetterKind.REMINDER).link != first.link


def test_the_school_says_how_long_a_link_works(oakfield, pia):
    AgreementSettings.objects.create(school=oakfield, link_days=10)

    link = write(pia).link

    assert link.expires_at - link.made_at == timedelta(days=10)


def test_the_mail_holds_the_schools_name_and_the_link_and_nobodys(oakfield, pia, settings):
    settings.SITE_URL = "https://esafety.oakfield.example"
    letter = write(pia)

    links.send(letter_id=letter.pk)
    links.send(letter_id=letter.pk)

    [sent] = mail.outbox
    path = reverse("sign:open", args=["oakfield", links.token_of(letter.link)])
    assert f"https://esafety.oakfield.example{path}" in sent.body
    assert "Pia" not in sent.subject + sent.body
    assert Letter.objects.get().sent_at is not None


def test_the_secret_is_kept_nowhere(oakfield, pia):
    link = write(pia).link
    token = links.token_of(link)

    assert len(token) == 43
    assert token not in str(Link.objects.values().get())
    assert links.find(token) == link


def test_unknown_ended_and_expired_are_the_same_nothing(oakfield, pia, brook):
    link = write(pia).link
    token, long_ago = links.token_of(link), timezone.now() - timedelta(days=90)

    assert links.find("x" * 43) is None
    Link.objects.update(ended_at=timezone.now())
    assert links.find(token) is None
    Link.objects.update(ended_at=None, made_at=long_ago, expires_at=long_ago + timedelta(days=1))
    assert links.find(token) is None


def refuses(code, kind=smtplib.SMTPRecipientsRefused):
    if kind is smtplib.SMTPRecipientsRefused:
        return kind({"pia@home.example": (code, b"no such user pia@home.example")})
    return kind(code, b"pia@home.example")


@pytest.mark.parametrize(
    "error", [refuses(550), refuses(554, smtplib.SMTPDataError)], ids=["recipient", "content"]
)
def test_a_mail_that_is_refused_for_good_is_marked_and_not_tried_again(
    oakfield, pia, monkeypatch, error
):
    letter, tries = write(pia), []

    def send(**facts):
        tries.append(1)
        raise error

    monkeypatch.setattr(post, "send", send)
    job = Job.objects.get(kind="agreement.letter")
    jobs.run(str(job.pk))
    links.send(letter_id=letter.pk)

    letter.refresh_from_db()
    assert letter.failed in ("refused 550", "refused 554")
    assert letter.sent_at is None
    assert (len(tries), Job.objects.get(pk=job.pk).state) == (1, JobState.DONE)


@pytest.mark.parametrize(
    "error",
    [refuses(450), refuses(452, smtplib.SMTPDataError), ConnectionRefusedError()],
    ids=["later", "full", "down"],
)
def test_a_mail_that_may_go_later_is_tried_again_until_the_last_try(
    oakfield, pia, monkeypatch, error
):
    letter = write(pia)

    def send(**facts):
        raise error

    monkeypatch.setattr(post, "send", send)
    with pytest.raises(type(error)):
        links.send(letter_id=letter.pk)
    letter.refresh_from_db()
    assert letter.failed == ""

    Job.objects.filter(kind="agreement.letter").update(attempts=7)
    jobs.run(str(Job.objects.get(kind="agreement.letter").pk))

    letter.refresh_from_db()
    assert letter.failed == "not taken"
    assert Job.objects.get(kind="agreement.letter").state == JobState.FAILED


def test_a_letter_to_nowhere_is_marked(oakfield, pia):
    letter = write(pia)
    type(pia).objects.update(email="")

    links.send(letter_id=letter.pk)

    letter.refresh_from_db()
    assert letter.failed == "no address"
    assert mail.outbox == []


def test_asked_for_again_the_links_before_it_end(oakfield, pia):
    old = linked(pia)

    letter = links.write_again(person=pia, by=signing(oakfield))

    assert letter.kind == LetterKind.AGAIN
    assert links.find(links.token_of(old)) is None
    assert links.find(links.token_of(letter.link)) == letter.link


def test_asked_twice_in_five_minutes_the_new_link_goes_on_working(oakfield, pia):
    letter = links.write_again(person=pia, by=signing(oakfield))

    assert links.write_again(person=pia, by=signing(oakfield)) is None

    assert links.find(links.token_of(letter.link)) == letter.link


@pytest.mark.parametrize("change", [{"email": ""}, {"left_on": timezone.localdate()}])
def test_who_cannot_be_reached_keeps_the_link_they_have(oakfield, pia, change):
    old = linked(pia)
    type(pia).objects.update(**change)
    pia.refresh_from_db()

    assert links.write_again(person=pia, by=signing(oakfield)) is None
    assert Link.objects.get() == old
    assert Link.objects.get().ended_at is None


def run_all(kind):
    for job in Job.objects.filter(kind=kind, state=JobState.WAITING):
        assert jobs.run(str(job.pk))


@pytest.mark.parametrize("state", ["live", "ended", "expired", "unknown"])
def test_asking_is_the_same_act_for_any_link(oakfield, pia, state):
    link = linked(pia)
    token, long_ago = links.token_of(link), timezone.now() - timedelta(days=90)
    if state == "ended":
        Link.objects.update(ended_at=timezone.now())
    if state == "expired":
        Link.objects.update(made_at=long_ago, expires_at=long_ago + timedelta(days=1))
    if state == "unknown":
        token = "y" * 43

    links.ask_again(school_id=oakfield.pk, token=token)
    job = Job.objects.get(kind="agreement.again")
    assert job.payload == {"hash": links.hash_of(token)}
    run_all("agreement.again")

    assert Letter.objects.filter(kind=LetterKind.AGAIN).count() == (state != "unknown")
