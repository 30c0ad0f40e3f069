"""The forms about pictures of a class, all or none, and once however often they are sent."""

import json
import uuid
from datetime import date

import pytest
from django.db import DatabaseError, connection

from aup.consent_choices import Use
from aup.models import ImageConsent
from aup.queries import consent as queries
from aup.services import consent_office
from aup.services.class_papers import FormRefused
from aup.services.consent_office import Form
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.people.models import Guardianship
from tests.aup.asked import family
from tests.aup.tables import tables

ALL = dict.fromkeys(Use, True)
DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def children(oakfield):
    return [family(oakfield) for _name in ("Ada", "Ben")]


def form(child, parents, answers=ALL, name="P. Ash"):
    return Form(child, parents[0], name, answers)


def enter(*forms, by, day=DAY, key=None):
    key = key or uuid.uuid4()
    return consent_office.enter_class(forms=forms, day=day, once_key=key, by=by)


def evidence(made):
    """The record of a signature without what is its own alone."""
    facts = json.loads(made.signature.record)
    return {name: value for name, value in facts.items() if name not in ("code", "for", "signer")}


def test_each_row_is_what_the_page_of_one_child_makes(children, olu):
    (ada, [pia]), ben = children
    alone = {"name": "P. Ash", "answers": ALL, "day": DAY, "once_key": uuid.uuid4()}
    one = consent_office.enter(child=ada, guardian=pia, **alone, by=olu)
    events, jobs = AuditEvent.objects.count(), Job.objects.count()

    assert enter(form(*ben), by=olu) == 1

    made = ImageConsent.objects.get(child=ben[0])
    assert evidence(made) == evidence(one)
    assert (made.means, made.day_on_paper, made.entered_by_id) == ("paper", DAY, olu.membership_id)
    assert queries.said(made) == queries.said(one) == ALL
    kinds = list(AuditEvent.objects.order_by("seq").values_list("type", flat=True))
    assert (kinds[events:], len(kinds)) == (kinds[events - len(kinds) :], 2 * events)
    assert sorted(kinds[events:]) == sorted(kinds[:events])
    assert Job.objects.count() == 2 * jobs > 0


def test_the_page_of_one_child_sent_twice_is_one(children, olu):
    ada, [pia, *_more] = children[0]
    form = {"name": "P. Ash", "answers": ALL, "day": DAY, "once_key": uuid.uuid4()}

    first = consent_office.enter(child=ada, guardian=pia, **form, by=olu)

    assert consent_office.enter(child=ada, guardian=pia, **form, by=olu) == first
    assert ImageConsent.objects.count() == 1


def test_sent_twice_it_is_once_and_put_right_it_is_new(children, olu):
    (ada, parents), ben = children
    key = uuid.uuid4()

    assert enter(form(ada, parents), form(*ben), by=olu, key=key) == 2
    before = tables()
    assert enter(form(ada, parents), form(*ben), by=olu, key=key) == 0
    assert tables() == before

    right = form(ada, parents, {**ALL, Use.MEDIA: False})
    assert enter(right, form(*ben), by=olu, key=key) == 1
    assert queries.said(queries.newest_of(ada, parents[0])) == right.answers


def test_a_form_does_not_undo_what_was_answered_after_its_day(children, olu):
    (ada, [pia, *_more]), ben = children
    assert enter(form(ada, [pia]), by=olu, day=date(2026, 11, 3)) == 1
    before = tables()

    with pytest.raises(FormRefused, match="on 3 November 2026") as refused:
        enter(form(*ben), form(ada, [pia], {**ALL, Use.MEDIA: False}), by=olu)
    assert (refused.value.number, tables()) == (ada.pk, before)

    consent_office.take_back(child=ada, guardian=pia, reason="", by=olu)
    with pytest.raises(FormRefused, match="later than this form"):
        enter(form(ada, [pia]), by=olu)


def test_one_that_cannot_be_entered_leaves_all_as_they_were(children, olu):
    ada, ben = children
    Guardianship.objects.filter(child=ben[0]).update(ended_on="2026-11-01")
    before = tables()

    with pytest.raises(FormRefused, match="parental responsibility") as refused:
        enter(form(*ada), form(*ben), by=olu)

    assert refused.value.number == ben[0].pk
    assert "Ash" not in str(refused.value)
    assert tables() == before


def test_nothing_without_the_right_or_for_a_day_to_come(children, olu, tom):
    before = tables()
    for by, day in ((tom, DAY), (olu, date(2026, 11, 4))):
        with pytest.raises(Refused):
            enter(form(*children[0]), by=by, day=day)
    assert tables() == before


def test_without_its_event_nothing_is_entered(children, olu, monkeypatch):
    before = tables()

    def fails(**_facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fails)
    with pytest.raises(DatabaseError):
        enter(form(*children[0]), by=olu)
    assert tables() == before


def test_an_empty_page_is_nothing(olu):
    before = tables()

    assert enter(by=olu) == 0
    assert tables() == before


def test_all_children_are_held_before_the_audit_log(children, olu, django_assert_max_num_queries):
    """Else a parent who answers about the second, and this page, would wait for one another."""
    with django_assert_max_num_queries(200) as queries_made:
        enter(*(form(*one) for one in children), by=olu)

    asked = [query["sql"] for query in queries_made]
    both = f"IN ({children[0][0].pk}, {children[1][0].pk})"
    held = next(n for n, sql in enumerate(asked) if "people_person" in sql and both in sql)
    assert held < next(n for n, sql in enumerate(asked) if "audit_auditevent" in sql)
    assert connection.vendor == "sqlite" or asked[held].endswith('FOR UPDATE OF "people_person"')
