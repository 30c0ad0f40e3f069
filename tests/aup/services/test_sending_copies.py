"""Every signer who can be written to is sent the way to their own copy, and nothing else."""

import uuid

import pytest
from django.core import mail
from django.db import DatabaseError
from django.utils import timezone

from aup import queries
from aup.choices import LetterKind
from aup.models import Letter
from aup.services import own, sending_copies
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.schools.models import Membership, School
from esafety.signatures.choices import Part
from tests.aup.asked import asked, sign
from tests.aup.linked import Phone, household, signing, used, words


def waiting(kind="agreement.copy"):
    return Job.objects.filter(kind=kind, state="waiting").order_by("created_at")


def run_all():
    for kind in ("agreement.copy", "agreement.letter"):
        for job in waiting(kind):
            assert jobs.run(str(job.pk))


def family(school):
    pia, asks = household(school)
    pia.email = "pia@home.example"
    pia.save()
    return pia, asks


def by_account(actor):
    """A member's own agreement, signed with their account."""
    return own.sign(
        ask=asked(School.objects.get(pk=actor.school_id), queries.person_of(actor)),
        name="Tom Thorn",
        statement="I agree.",
        second_factor=False,
        ip="",
        browser="",
        once_key=uuid.uuid4(),
        by=actor,
    ).signature


def test_who_has_an_account_is_sent_to_their_own_page(agreed, tom):
    signature = by_account(tom)
    assert mail.outbox == []

    run_all()

    [sent] = mail.outbox
    assert sent.to == [Membership.objects.get(pk=tom.membership_id).user.email]
    assert "/oakfield/agreements/mine/" in sent.body
    assert signature.code in sent.body
    for text in (sent.subject, sent.body, sent.alternatives[0].content):
        assert "Thorn" not in text
    event = AuditEvent.objects.get(type="agreement.copy_sent")
    assert (event.object, event.data) == (str(signature), {})
    assert not Letter.objects.exists()


def test_who_has_left_meanwhile_is_not_written_to(agreed, tom):
    by_account(tom)
    Membership.objects.filter(pk=tom.membership_id).update(left_on=timezone.localdate())

    run_all()

    assert mail.outbox == []


def test_a_parent_is_sent_one_link_a_day_to_all_their_copies(agreed):
    pia, asks = family(agreed)
    for ask in asks:
        sign(ask, "parent", signing(agreed), person=pia)
    assert waiting().count() == 3

    run_all()

    letter = Letter.objects.get()
    assert (letter.person, letter.kind) == (pia, LetterKind.COPY)
    [sent] = mail.outbox
    assert sent.to == ["pia@home.example"]
    assert "your copy of what you signed" in sent.subject
    for text in (sent.subject, sent.body, sent.alternatives[0].content):
        assert not any(name in text for name in ("Ash", "Ada", "Ben"))


def test_the_link_leads_to_the_copies(agreed):
    pia, [ask, *_others] = family(agreed)
    signature = sign(ask, "parent", signing(agreed), person=pia).signature
    run_all()
    phone = Phone(Letter.objects.get().link)

    phone.says()

    assert signature.code in words(phone.opens("me/"))


def test_a_link_that_is_used_gets_a_new_one_for_the_letter(agreed):
    pia, [ask, *_others] = family(agreed)
    before = used(pia)
    sign(ask, "parent", signing(agreed), person=pia)

    run_all()

    assert Letter.objects.get(kind=LetterKind.COPY).link != before


@pytest.mark.parametrize("who", ["child", "no address"])
def test_who_cannot_be_written_to_has_no_job(agreed, who):
    pia, asks = household(agreed)
    if who == "child":
        child = asks[1].subject
        child.email = "ben@school.example"
        child.save()
        sign(asks[1], "own", signing(agreed), person=child)
    else:
        pia.email = ""
        pia.save()
        sign(asks[0], "parent", signing(agreed), person=pia)

    assert not waiting().exists()


def test_a_teacher_gets_no_copies_of_what_the_class_signed(agreed, tom):
    _pia, asks = household(agreed)
    member = Membership.objects.get(pk=tom.membership_id)

    sign(asks[0], Part.WITNESS, tom, member=member)

    assert not waiting().exists()


def test_an_address_that_went_missing_sends_nothing(agreed):
    pia, [ask, *_others] = family(agreed)
    sign(ask, "parent", signing(agreed), person=pia)
    pia.email = ""
    pia.save()

    run_all()

    assert not Letter.objects.exists()


def test_a_failing_audit_write_saves_nothing(agreed, monkeypatch):
    pia, [ask, *_others] = family(agreed)
    signature = sign(ask, "parent", signing(agreed), person=pia).signature

    def fail(**facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        sending_copies.send(signature_id=signature.pk)
    with pytest.raises(DatabaseError):
        sending_copies.record_sent(signature=signature, by=signing(agreed))

    assert not Letter.objects.exists()
