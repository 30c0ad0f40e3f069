"""The moment of a signature is confirmed once, by a job, and the signature never depends on it."""

import hashlib
from datetime import timedelta

import pytest
from asn1crypto import tsp
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job, JobState
from esafety.signatures import authority as source
from esafety.signatures import certificate, queries, verify
from esafety.signatures.choices import Standing
from esafety.signatures.models import TimeStamp
from esafety.signatures.services import stamping
from esafety.signatures.services.certifying import certify
from esafety.signatures.services.stamping import stamp
from esafety.signatures.tokens import TokenRefused
from tests.esafety.signatures.signed import signed
from tests.factories.keys import TIME


def job(kind):
    return Job.objects.filter(kind=kind).order_by("created_at").last()


def test_without_an_authority_nothing_is_asked(oakfield, tom):
    signature = signed(oakfield, tom)

    assert stamp(signature_id=signature.pk) is None
    assert [one.kind for one in Job.objects.all()] == ["signature.certify"]


def test_the_job_keeps_the_stamp_and_a_second_run_changes_nothing(oakfield, tom, authority):
    signature = signed(oakfield, tom)

    assert jobs.run(str(job("signature.stamp").pk))
    kept = queries.stamp_of(signature)

    assert (kept.authority, kept.sha256) == (TIME, hashlib.sha256(bytes(kept.token)).hexdigest())
    event = AuditEvent.objects.get(type="signature.stamped")
    assert (event.seq, event.data) == (kept.audit_seq, {"sha256": kept.sha256})
    assert stamp(signature_id=signature.pk) == kept
    assert len(authority.asked) == 1


def test_the_certificate_waits_for_the_stamp_but_not_for_long(oakfield, tom, authority):
    signature = signed(oakfield, tom)
    waiting = job("signature.certify")

    assert waiting.run_after == signature.signed_at + timedelta(minutes=2)
    assert jobs.run(str(job("signature.stamp").pk))
    assert jobs.run(str(job("signature.certify").pk))
    assert queries.certificate_of(signature) is not None
    assert TIME in certificate.html(signature)


def test_signing_asks_nobody(oakfield, tom, authority):
    signed(oakfield, tom)

    assert authority.asked == []


def test_the_authority_is_asked_outside_any_transaction(oakfield, tom, authority, monkeypatch):
    depth, ask = len(connection.savepoint_ids), source.stamp
    seen = []

    def watched(sha256):
        seen.append(len(connection.savepoint_ids))
        return ask(sha256)

    monkeypatch.setattr(stamping.authority, "stamp", watched)
    stamp(signature_id=signed(oakfield, tom).pk)

    assert seen == [depth]


@pytest.mark.parametrize("trouble", ["away", "garbage", "hash", "nonce"])
def test_trouble_puts_the_job_back_and_the_signature_stays_valid(oakfield, tom, authority, trouble):
    signature = signed(oakfield, tom)
    spoil(authority, trouble)

    assert not jobs.run(str(job("signature.stamp").pk))

    again = job("signature.stamp")
    assert again.state == JobState.WAITING
    assert again.last_error == ("NotAnswered" if trouble == "away" else "TokenRefused")
    assert not TimeStamp.objects.exists()
    assert queries.told_of(signature.code).standing == Standing.VALID
    assert certify(signature_id=signature.pk).sha256


def spoil(authority, trouble):
    """Let the authority go wrong in one way."""

    def other_hash(question):
        question["message_imprint"]["hashed_message"] = hashlib.sha256(b"other").digest()
        return question

    def other_number(question):
        question["nonce"] = 7
        return tsp.TimeStampReq.load(question.dump(force=True))

    if trouble == "away":
        authority.answer_with = (503, b"")
    elif trouble == "garbage":
        authority.answer_with = (200, b"garbage")
    else:
        authority.spoil = other_hash if trouble == "hash" else other_number


def test_after_the_trouble_the_next_try_keeps_it(oakfield, tom, authority, time_machine):
    signature = signed(oakfield, tom)
    spoil(authority, "away")
    assert not jobs.run(str(job("signature.stamp").pk))
    authority.answer_with = None

    time_machine.move_to(timezone.now() + timedelta(seconds=10))

    assert jobs.run(str(job("signature.stamp").pk))
    assert queries.stamp_of(signature) is not None


@pytest.mark.parametrize("minutes", [-6, 6])
def test_an_authority_whose_clock_is_wrong_is_refused(oakfield, tom, authority, minutes):
    signature = signed(oakfield, tom)
    authority.signs.fixed_dt = timezone.now() + timedelta(minutes=minutes)

    with pytest.raises(TokenRefused, match="clock"):
        stamp(signature_id=signature.pk)


def test_a_failing_audit_write_saves_nothing(oakfield, tom, authority, monkeypatch):
    signature = signed(oakfield, tom)

    def fails(**facts):
        raise DatabaseError("the audit log is full")

    monkeypatch.setattr(stamping.audit, "record", fails)
    with pytest.raises(DatabaseError):
        stamp(signature_id=signature.pk)

    assert not TimeStamp.objects.exists()


def test_of_two_workers_the_faster_one_counts(oakfield, tom, authority, monkeypatch):
    signature = signed(oakfield, tom)
    first = stamp(signature_id=signature.pk)
    found = [None, first]
    monkeypatch.setattr(stamping.queries, "stamp_of", lambda _row: found.pop(0))

    assert stamp(signature_id=signature.pk) == first
    assert TimeStamp.objects.count() == 1


def test_a_stamp_is_never_changed(oakfield, tom, authority):
    stamp(signature_id=signed(oakfield, tom).pk)

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        TimeStamp.objects.update(authority="x")
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        TimeStamp.objects.all()._raw_delete("default")


def test_its_code_tells_who_stamped_it_and_when(oakfield, tom, authority):
    signature = signed(oakfield, tom)
    kept = stamp(signature_id=signature.pk)

    told = queries.told_of(signature.code)

    assert (told.authority, told.stamped_at) == (TIME, kept.stamped_at)
    assert verify.verify(oakfield.pk) == (1, [])
