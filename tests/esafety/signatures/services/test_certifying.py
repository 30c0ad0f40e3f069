"""The certificate: made once, in the worker, and chained."""

import hashlib
import io

import pikepdf
import pytest
from django.db import DatabaseError, transaction

from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.signatures import queries
from esafety.signatures.models import Certificate
from esafety.signatures.services.certifying import certify
from tests.esafety.signatures.signed import signed
from tests.factories.keys import PHRASE, pkcs12_of


def test_the_job_makes_it_and_a_second_run_changes_nothing(oakfield, tom):
    signature = signed(oakfield, tom)

    assert jobs.run(str(Job.objects.get().pk))
    made = queries.certificate_of(signature)

    assert bytes(made.pdf).startswith(b"%PDF")
    assert made.sha256 == hashlib.sha256(bytes(made.pdf)).hexdigest()
    assert certify(signature_id=signature.pk) == made
    event = AuditEvent.objects.get(type="signature.certified")
    assert (event.seq, event.data) == (made.audit_seq, {"sha256": made.sha256})


def test_of_two_workers_the_faster_one_counts(oakfield, tom, monkeypatch):
    from esafety.signatures.services import certifying

    signature = signed(oakfield, tom)
    first = certify(signature_id=signature.pk)
    found = [None, first]
    monkeypatch.setattr(certifying.queries, "certificate_of", lambda _row: found.pop(0))

    assert certify(signature_id=signature.pk) == first
    assert Certificate.objects.count() == 1


def test_it_is_a_tagged_document_with_its_title(oakfield, tom):
    made = certify(signature_id=signed(oakfield, tom).pk)

    with pikepdf.open(io.BytesIO(bytes(made.pdf))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.docinfo["/Title"]).startswith("Certificate of a signature, ")


def test_it_is_sealed_where_there_is_a_key(oakfield, tom, settings, tmp_path):
    (tmp_path / "seal.p12").write_bytes(pkcs12_of("Oakfield invented seal"))
    settings.SEAL_KEY_FILE, settings.SEAL_PASSPHRASE = str(tmp_path / "seal.p12"), PHRASE

    made = certify(signature_id=signed(oakfield, tom).pk)

    assert made.sha256 == hashlib.sha256(bytes(made.pdf)).hexdigest()
    with pikepdf.open(io.BytesIO(bytes(made.pdf))) as document:
        assert document.Root.AcroForm.SigFlags == 3
        assert document.Root.MarkInfo.Marked


def test_a_key_that_cannot_be_read_puts_the_job_back(oakfield, tom, settings):
    settings.SEAL_KEY_FILE = "nowhere.p12"
    signature = signed(oakfield, tom)

    assert not jobs.run(str(Job.objects.get().pk))

    assert Job.objects.get().last_error == "SealUnavailable"
    assert queries.certificate_of(signature) is None


def test_a_certificate_is_never_changed(oakfield, tom):
    certify(signature_id=signed(oakfield, tom).pk)

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Certificate.objects.update(sha256="x")
