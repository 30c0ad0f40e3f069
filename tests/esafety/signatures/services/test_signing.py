"""Signing: the record, its hash, the words and the chain are kept together, once."""

import hashlib
import json
import uuid
from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.schools.models import Membership
from esafety.signatures import codes
from esafety.signatures.choices import Means, Part
from esafety.signatures.models import Signature, SignedText
from tests.esafety.signatures.signed import PROMISE, WORDS, signed
from tests.factories.people import make_guardian, make_person


def test_the_record_holds_who_what_when_and_how(oakfield, tom, time_machine):
    time_machine.move_to("2026-11-03 09:30:00Z", tick=False)

    signature = signed(oakfield, tom, means=Means.SECOND_FACTOR, name="T. Thorn")

    assert json.loads(signature.record) == {
        "format": "esafety-signature/1",
        "code": signature.code,
        "school": {"name": oakfield.name, "short": "oakfield"},
        "document": {
            "name": "agreement:staff",
            "title": "Staff agreement",
            "version": 3,
            "language": "en-gb",
            "sha256": hashlib.sha256(WORDS.body.encode()).hexdigest(),
        },
        "statement": PROMISE,
        "answers": {},
        "part": "own",
        "name": "T. Thorn",
        "signer": None,
        "account": f"member:{tom.membership_id}",
        "for": None,
        "identified": "second_factor",
        "entered_by": None,
        "address": "127.0.0.9",
        "browser": "A browser",
        "signed_at": "2026-11-03T09:30:00.000000+00:00",
    }
    assert signature.sha256 == hashlib.sha256(signature.record.encode()).hexdigest()


def test_a_parent_signs_for_a_child_on_paper(oakfield, olu):
    child = make_person(oakfield, "Ada Ash", year_group="4")
    parent = make_guardian(child, "Pia Ash")

    signature = signed(
        oakfield, olu, part=Part.PARENT, subject=child, signer=parent, means=Means.PAPER
    )

    facts = json.loads(signature.record)
    assert facts["for"] == {"name": "Ada Ash", "number": f"person:{child.pk}"}
    assert facts["signer"] == {"name": "Pia Ash", "number": f"person:{parent.pk}"}
    assert (signature.subject, signature.signer) == (child, parent)


def test_the_audit_chain_holds_the_hash_and_no_name(oakfield, tom):
    signature = signed(oakfield, tom)

    event = AuditEvent.objects.get(type="signature.made")
    assert (event.seq, event.object) == (signature.audit_seq, f"signature:{signature.code}")
    assert event.data == {
        "document": "agreement:staff:3:en-gb",
        "part": "own",
        "sha256": signature.sha256,
    }


def test_the_words_are_kept_once_for_all_who_sign(oakfield, tom, olu):
    one, other = signed(oakfield, tom), signed(oakfield, olu)

    assert one.text == other.text
    assert SignedText.objects.get().body == WORDS.body


def test_another_language_is_another_text(oakfield, tom):
    signed(oakfield, tom)
    signed(oakfield, tom, words=replace(WORDS, locale="cy", body="Cymraeg"))

    assert SignedText.objects.count() == 2


def test_words_that_were_changed_since_are_not_signed(oakfield, tom):
    signed(oakfield, tom)

    with pytest.raises(Refused, match="not the ones that were signed before"):
        signed(oakfield, tom, words=replace(WORDS, body="Other words"))

    assert Signature.objects.count() == 1


def test_pressed_twice_it_is_one_signature(oakfield, tom):
    key = uuid.uuid4()

    assert signed(oakfield, tom, once_key=key) == signed(oakfield, tom, once_key=key)
    assert Signature.objects.count() == AuditEvent.objects.filter(type="signature.made").count()
    assert Job.objects.filter(kind="signature.certify").count() == 1


def test_another_clash_is_an_error_and_nobodys_signature_is_taken_for_it(
    oakfield, tom, olu, monkeypatch
):
    monkeypatch.setattr(codes, "new", lambda: "7K3P-9X2M-DH4T-QRW6")
    signed(oakfield, tom)

    with pytest.raises(IntegrityError):
        signed(oakfield, olu)

    assert Signature.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   "])
def test_nobody_signs_without_a_name(oakfield, tom, name):
    with pytest.raises(Refused, match="Type your name"):
        signed(oakfield, tom, name=name)


def test_a_long_browser_is_cut(oakfield, tom):
    signature = signed(oakfield, tom, browser="x" * 1000)

    assert json.loads(signature.record)["browser"] == "x" * 400


def test_without_an_audit_row_there_is_no_signature(oakfield, tom, monkeypatch):
    def fail(**_facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        signed(oakfield, tom)

    assert not Signature.objects.exists()
    assert not SignedText.objects.exists()
    assert not Job.objects.exists()


@pytest.mark.parametrize("model", [SignedText, Signature])
def test_neither_words_nor_signatures_are_ever_changed(oakfield, tom, model):
    signed(oakfield, tom)

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        model.objects.update(sha256="x")
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        model.objects.all()._raw_delete(model.objects.db)


@pytest.mark.parametrize("other", ["words", "part", "subject", "signer", "member", "answers"])
def test_no_signature_stands_for_another_under_its_key(oakfield, tom, olu, other):
    child, key = make_person(oakfield, "Ada Ash"), uuid.uuid4()
    pia = make_guardian(child, "Pia Ash")
    facts = {"part": Part.PARENT, "subject": child, "signer": pia, "answers": {"Video": "Yes"}}
    changes = {
        "words": {"words": replace(WORDS, version=4)},
        "part": {"part": Part.WITNESS},
        "subject": {"subject": make_person(oakfield, "Ben Ash")},
        "signer": {"signer": make_guardian(child, "Pit Ash")},
        "member": {"member": Membership.objects.get(pk=olu.membership_id)},
        "answers": {"answers": {"Video": "No"}},
    }
    first = signed(oakfield, tom, once_key=key, **facts)
    assert signed(oakfield, tom, once_key=key, **facts) == first

    with pytest.raises(Refused, match="sent before for something else"):
        signed(oakfield, tom, once_key=key, **{**facts, **changes[other]})

    assert Signature.objects.count() == AuditEvent.objects.filter(type="signature.made").count()
    assert Signature.objects.count() == 1
