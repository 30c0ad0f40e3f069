"""Answering: every part is signed, refused or taken back by who must, and decides the state."""

import json
import uuid
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from aup import queries
from aup.choices import AskState
from aup.models import AgreementSettings, Answer, Ask
from aup.services import answering
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.signatures import verify
from esafety.signatures.choices import Means
from esafety.signatures.models import Signature
from tests.aup.asked import asked, decline, family, sign
from tests.factories.people import make_person


def state(ask):
    return Ask.objects.get(pk=ask.pk).state


def test_child_and_parent_sign_one_after_the_other(oakfield, agreed, olu):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)

    sign(ask, "own", olu, person=child)
    assert state(ask) == AskState.ASKED
    assert queries.missing(ask) == ["parent"]
    sign(ask, "parent", olu, person=pia)

    assert state(ask) == AskState.SIGNED
    assert queries.missing(ask) == []
    document = json.loads(Signature.objects.first().record)["document"]
    assert (document["name"], document["version"]) == ("agreement:pupils-primary", 1)
    assert verify.verify(oakfield.pk) == (2, [])


def test_two_parents_who_disagree_are_told_apart(oakfield, agreed, olu):
    child, [pia, pit] = family(oakfield, parents=("Pia Ash", "Pit Ash"))
    ask = asked(oakfield, child)
    sign(ask, "own", olu, person=child)
    sign(ask, "parent", olu, person=pia)

    decline(ask, "parent", olu, person=pit, reason="Not for him.")
    assert state(ask) == AskState.DISAGREED
    sign(ask, "parent", olu, person=pit)

    assert state(ask) == AskState.SIGNED


def test_a_school_may_want_both_parents(oakfield, agreed, olu):
    AgreementSettings.objects.create(school=oakfield, parents_needed="all")
    child, [pia, pit] = family(oakfield, parents=("Pia Ash", "Pit Ash"))
    ask = asked(oakfield, child)
    sign(ask, "own", olu, person=child)
    sign(ask, "parent", olu, person=pia)
    assert state(ask) == AskState.ASKED

    sign(ask, "parent", olu, person=pit)

    assert state(ask) == AskState.SIGNED


def test_a_teacher_reads_it_with_the_class(oakfield, agreed, tom, olu):
    child, [pia] = family(oakfield, year_group="3")
    ask = asked(oakfield, child)
    sign(ask, "witness", tom)

    sign(ask, "parent", olu, person=pia)

    assert state(ask) == AskState.WITNESSED


def test_what_was_signed_is_taken_back_and_signed_again(oakfield, agreed, olu):
    child, [pia] = family(oakfield, year_group="1")
    ask = asked(oakfield, child)
    answer = sign(ask, "parent", olu, person=pia)

    answering.withdraw(answer=answer, reason="We moved.", means=Means.LINK, by=olu)
    assert state(ask) == AskState.WITHDRAWN
    assert not queries.in_order(child)
    sign(ask, "parent", olu, person=pia)

    assert state(ask) == AskState.SIGNED
    assert queries.in_order(child)
    assert [row.kind for row in queries.answers_of(ask)] == ["signed", "withdrawn", "signed"]


def test_a_double_tap_is_one_answer(oakfield, agreed, olu):
    child, [pia] = family(oakfield, year_group="1")
    ask, key = asked(oakfield, child), uuid.uuid4()

    assert sign(ask, "parent", olu, person=pia, once_key=key) == sign(
        ask, "parent", olu, person=pia, once_key=key
    )
    assert Answer.objects.count() == Signature.objects.count() == 1


def test_the_event_names_nobody(oakfield, agreed, olu):
    child, [pia] = family(oakfield, year_group="1")
    ask = asked(oakfield, child)
    answer = sign(ask, "parent", olu, person=pia)
    decline(ask, "parent", olu, person=pia, reason="Pia says no.")

    signed = AuditEvent.objects.get(type="agreement.signed")
    assert signed.data == {
        "part": "parent",
        "state": "signed",
        "signature": f"signature:{answer.signature.code}",
    }
    declined = AuditEvent.objects.get(type="agreement.declined")
    assert declined.data == {"part": "parent", "state": "declined", "signature": ""}


@pytest.mark.parametrize(("year", "part"), [("1", "own"), ("4", "group"), ("9", "group")])
def test_a_part_of_another_agreement_is_refused(oakfield, agreed, olu, year, part):
    child, _parents = family(oakfield, year_group=year)
    ask = asked(oakfield, child)

    with pytest.raises(Refused, match="does not belong"):
        sign(ask, part, olu)
    with pytest.raises(Refused, match="does not belong"):
        decline(ask, part, olu)


def test_what_was_replaced_is_neither_signed_nor_refused(oakfield, agreed, olu):
    child, [pia] = family(oakfield, year_group="1")
    ask = asked(oakfield, child)
    answer = sign(ask, "parent", olu, person=pia)
    Ask.objects.update(state=AskState.SUPERSEDED)

    with pytest.raises(Refused, match="newer version"):
        sign(ask, "parent", olu, person=pia)
    with pytest.raises(Refused, match="newer version"):
        decline(ask, "parent", olu, person=pia)
    with pytest.raises(Refused, match="newer version"):
        answering.withdraw(answer=answer, reason="x", means=Means.LINK, by=olu)


def test_a_refusal_has_a_reason_and_only_a_signature_is_taken_back(oakfield, agreed, olu):
    child, [pia] = family(oakfield, year_group="1")
    ask = asked(oakfield, child)

    with pytest.raises(Refused, match="Say why"):
        decline(ask, "parent", olu, person=pia, reason=" ")
    answer = decline(ask, "parent", olu, person=pia)
    with pytest.raises(Refused, match="Only what was signed"):
        answering.withdraw(answer=answer, reason="x", means=Means.LINK, by=olu)


@pytest.mark.parametrize("act", ["sign", "decline", "withdraw"])
def test_without_an_audit_row_nothing_is_answered(oakfield, agreed, olu, monkeypatch, act):
    child, [pia] = family(oakfield, year_group="1")
    ask = asked(oakfield, child)
    answer = sign(ask, "parent", olu, person=pia)
    kept = audit.record

    def fail(*, type, **facts):
        if type.startswith("agreement."):
            raise DatabaseError
        return kept(type=type, **facts)

    monkeypatch.setattr(audit, "record", fail)
    acts = {
        "sign": lambda: sign(ask, "parent", olu, person=pia),
        "decline": lambda: decline(ask, "parent", olu, person=pia),
        "withdraw": lambda: answering.withdraw(answer=answer, reason="x", means=Means.LINK, by=olu),
    }
    with pytest.raises(DatabaseError):
        acts[act]()

    assert (Answer.objects.count(), Signature.objects.count()) == (1, 1)
    assert state(ask) == AskState.SIGNED


def test_an_answer_is_never_changed(oakfield, agreed, olu):
    child, [pia] = family(oakfield, year_group="1")
    sign(asked(oakfield, child), "parent", olu, person=pia)

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Answer.objects.update(reason="x")


def test_staff_sign_for_themselves(oakfield, agreed, tom):
    person = make_person(oakfield, "Sam Sorrel", kind="staff")
    ask = asked(oakfield, person)

    words = answering.words_of(ask)
    sign(ask, "own", tom, person=person)

    assert state(ask) == AskState.SIGNED
    assert words == replace(words, document="agreement:staff", locale="en-gb")
