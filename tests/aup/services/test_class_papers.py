"""The forms of a class, all or none, and once however often they are sent."""

import json
import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from aup import queries
from aup.choices import AskState
from aup.models import Answer, Ask
from aup.services import class_papers
from aup.services.class_papers import Form, FormRefused
from aup.services.papers import Entry
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.signatures.choices import Part
from tests.aup.asked import asked, decline, sign
from tests.aup.rounds import pupil
from tests.aup.tables import tables

DAY = date(2026, 11, 2)


@pytest.fixture
def children(agreed):
    return [asked(agreed, pupil(agreed, f"{name} Ash", "Pia Ash")) for name in ("Ada", "Ben")]


def form(ask, *, signed=True):
    [tie] = queries.guardians_of(ask.subject)
    facts = {"name": "Pia Ash", "statement": "I agree."} if signed else {"reason": "Not ours."}
    parent = Entry(part=Part.PARENT, person=tie.guardian, signed=signed, **facts)
    child = Entry(part=Part.OWN, person=ask.subject, signed=True, name="X", statement="I agree.")
    return Form(ask, [child, parent] if signed else [parent], "en-gb")


def enter(*forms, by, day=DAY, key=None):
    return class_papers.enter_class(forms=forms, day=day, once_key=key or uuid.uuid4(), by=by)


def test_signed_and_refused_with_the_day_and_who_entered_it(children, olu):
    ada, ben = children

    assert enter(form(ada), form(ben, signed=False), by=olu) == 2

    assert [Ask.objects.get(pk=one.pk).state for one in children] == [
        AskState.SIGNED, AskState.DECLINED,
    ]  # fmt: skip
    assert set(Answer.objects.values_list("means", "day_on_paper")) == {("paper", DAY)}
    for answer in Answer.objects.exclude(signature=None):
        assert json.loads(answer.signature.record)["entered_by"] == {
            "name": "Olu Oak", "number": f"member:{olu.membership_id}",
        }  # fmt: skip


def test_sent_twice_and_signed_meanwhile_it_is_once(children, olu):
    ada, ben = children
    key = uuid.uuid4()
    [tie] = queries.guardians_of(ben.subject)
    sign(ben, "parent", olu, person=tie.guardian)

    assert enter(form(ada), form(ben), by=olu, key=key) == 2
    before = tables()
    assert enter(form(ada), form(ben), by=olu, key=key) == 0
    assert enter(form(ada), form(ben), by=olu) == 0

    assert tables() == before
    assert Answer.objects.filter(ask=ben, part="parent").count() == 1


def test_a_refusal_after_a_signature_is_kept(children, olu):
    ada, _ben = children
    enter(form(ada), by=olu)

    assert enter(form(ada, signed=False), by=olu) == 1
    assert Ask.objects.get(pk=ada.pk).state == AskState.DECLINED


def test_one_that_cannot_be_entered_leaves_all_as_they_were(children, olu):
    ada, ben = children
    Ask.objects.filter(pk=ben.pk).update(state=AskState.SUPERSEDED)
    before = tables()

    with pytest.raises(FormRefused, match="newer version") as refused:
        enter(form(ada), form(ben), by=olu)

    assert refused.value.number == ben.pk
    assert "Ash" not in str(refused.value)
    assert tables() == before


def test_nothing_without_the_right_or_for_a_day_to_come(children, olu, tom):
    before = tables()
    for by, day in ((tom, DAY), (olu, timezone.localdate() + timedelta(days=1))):
        with pytest.raises(Refused):
            enter(form(children[0]), by=by, day=day)
    assert tables() == before


def test_without_its_event_nothing_is_entered(children, olu, monkeypatch):
    before = tables()

    def fails(**_facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fails)
    with pytest.raises(DatabaseError):
        enter(form(children[0]), by=olu)
    assert tables() == before


def test_a_child_who_refused_is_still_to_be_entered(children, olu):
    ada, _ben = children
    decline(ada, "own", olu, person=ada.subject)

    assert enter(form(ada), by=olu, day=timezone.localdate()) == 1
    assert Ask.objects.get(pk=ada.pk).state == AskState.SIGNED


def test_all_questions_are_held_before_the_audit_log(children, olu, django_assert_max_num_queries):
    """Else a parent who signs for the second, and this page, would wait for one another."""
    with django_assert_max_num_queries(200) as queries_made:
        enter(*map(form, children), by=olu)

    asked = [query["sql"] for query in queries_made]
    both = f"IN ({children[0].pk}, {children[1].pk})"
    held = next(n for n, sql in enumerate(asked) if "aup_ask" in sql and both in sql)
    assert held < next(n for n, sql in enumerate(asked) if "audit_auditevent" in sql)
    assert connection.vendor == "sqlite" or asked[held].endswith('FOR UPDATE OF "aup_ask"')
