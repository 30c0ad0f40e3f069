"""One signature for each child of a class."""

import json
import time
import uuid

import pytest
from django.db import DatabaseError

from aup.choices import AskState
from aup.models import Answer, Ask
from aup.queries import witnessing as queries
from aup.services import answering, witnessing
from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.signatures.choices import Means
from esafety.signatures.models import Signature
from tests.aup.asked import asked, sign
from tests.factories.people import make_guardian, make_person

KEY = uuid.UUID(int=7)


@pytest.fixture
def three(agreed):
    names = ("Ada Ash", "Ben Beech", "Cat Cherry")
    return [
        asked(agreed, make_person(agreed, name, year_group="4", tutor_group="4B")) for name in names
    ]


def witness(asks, by, key=KEY):
    return witnessing.witness(
        asks=asks,
        name="Tom Thorn",
        statement="They said yes.",
        ip="127.0.0.1",
        browser="A tablet",
        once_key=key,
        by=by,
    )


def test_each_child_has_a_signature_of_their_own(three, tom):
    made = witness(three[:2], tom)

    assert [answer.ask.subject.name for answer in made] == ["Ada Ash", "Ben Beech"]
    facts = json.loads(made[0].signature.record)
    assert facts["part"] == "witness"
    assert facts["identified"] == "witnessed"
    assert facts["name"] == "Tom Thorn"
    assert facts["for"]["name"] == "Ada Ash"
    assert facts["account"] == f"member:{tom.membership_id}"
    assert facts["entered_by"]["name"] == "Tom Thorn"
    assert list(queries.still_to_say(Ask.objects.all())) == [three[2]]
    event = AuditEvent.objects.get(type="agreement.class_witnessed")
    assert event.data == {"number": 2}


def test_a_parent_still_signs_and_then_it_is_witnessed(three, tom):
    witness(three, tom)
    three[0].refresh_from_db()
    assert three[0].state == AskState.ASKED

    parent = make_guardian(three[0].subject, "Pia Ash")
    sign(three[0], "parent", tom, person=parent)

    three[0].refresh_from_db()
    assert three[0].state == AskState.WITNESSED


def test_sent_twice_and_by_two_teachers_it_is_one_each(three, tom, lena):
    witness(three, tom)

    assert witness(three, tom) == []
    assert witness(three, lena, uuid.uuid4()) == []
    assert Signature.objects.count() == 3


def test_who_was_absent_comes_later(three, tom):
    witness(three[:1], tom)

    assert len(witness(three, tom, uuid.uuid4())) == 2
    assert Signature.objects.count() == 3


def test_a_signature_taken_back_may_be_given_again(three, tom):
    [answer] = witness(three[:1], tom)
    answering.withdraw(answer=answer, reason="A mistake.", means=Means.WITNESSED, by=tom)
    # Withdrawn is not open: the office asks again. An open question with a withdrawn yes is.
    Ask.objects.update(state=AskState.ASKED)

    assert len(witness(three[:1], tom, uuid.uuid4())) == 1


def test_only_staff_and_only_children(three, agreed, gwen, tom):
    with pytest.raises(Refused, match="role"):
        witness(three, gwen)
    old = asked(agreed, make_person(agreed, "Eva Elm", year_group="8", tutor_group="8K"))
    with pytest.raises(Refused, match="year 6"):
        witness([*three, old], tom)
    assert not Answer.objects.exists()


def test_only_who_is_still_a_member(three, tom):
    from dataclasses import replace

    with pytest.raises(Refused, match="members"):
        witness(three, replace(tom, membership_id=None))


def test_without_the_audit_row_nothing_is_saved(three, tom, monkeypatch):
    def fail(**facts):
        raise DatabaseError

    monkeypatch.setattr("aup.services.witnessing.audit.record", fail)
    with pytest.raises(DatabaseError):
        witness(three, tom)
    assert not Signature.objects.exists()


def test_thirty_children_take_less_than_three_seconds(agreed, tom):
    asks = [
        asked(agreed, make_person(agreed, f"Child {n}", year_group="2", tutor_group="2A"))
        for n in range(30)
    ]
    begun = time.monotonic()

    assert len(witness(asks, tom)) == 30
    assert time.monotonic() - begun < 3


def test_classes_up_to_year_6_by_tutor_group_or_year(three, agreed, tom):
    asked(agreed, make_person(agreed, "Dan Dale", year_group="R", tutor_group=""))
    asked(agreed, make_person(agreed, "Eva Elm", year_group="8", tutor_group="8K"))
    asked(agreed, make_person(agreed, "Fay Fern", year_group="3", tutor_group="4B"))

    found = [(c.code, c.group, c.name, c.years, c.children) for c in queries.classes()]

    assert found == [
        ("pupils-primary", "4B", "4B", ("Year 3", "Year 4"), 4),
        ("pupils-early", "year-R", "Reception", ("Reception",), 1),
    ]
    assert queries.asked_in_class("pupils-primary", "4B").count() == 4
    assert queries.asked_in_class("pupils-early", "year-R").count() == 1
