"""What stands in a person's chronology, and for whom."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import objects, types
from esafety.audit.models import AuditEvent
from esafety.people.models import Guardianship
from incidents.chronology import audit_trail, permissions, printing, queries, services
from incidents.chronology.queries import Filters
from incidents.models import Exclusion, InvolvedPerson
from tests.factories.incidents import make_incident
from tests.factories.people import make_guardian, make_person
from tests.factories.schools import make_member
from tests.incidents.cases import entry_of, member
from tests.incidents.chronology.lives import (
    make_agreement,
    make_decision,
    make_entry,
    make_life,
    make_task,
)


@pytest.fixture
def ada(oakfield):
    return make_person(oakfield, "Ada Ash")


@pytest.fixture
def ben(oakfield):
    return make_person(oakfield, "Ben Beech")


def references(actor, person, **filters):
    found = queries.incidents_of(actor, person, Filters(**filters))
    return [one.reference for one in found]


def test_all_incidents_in_any_part_are_there_in_order_of_time(oakfield, lena, ada, ben):
    later = make_incident(oakfield, people=[(ada, "target")], happened_on=date(2026, 11, 9))
    first = make_incident(oakfield, people=[(ada, "offender")], happened_on=date(2026, 10, 9))
    seen = make_incident(oakfield, people=[(ada, "witness")], happened_on=date(2026, 10, 20))
    make_incident(oakfield, people=[(ben, "target")])

    assert references(lena, ada) == [first.reference, seen.reference, later.reference]
    assert references(lena, ada, part="witness") == [seen.reference]


def test_who_is_both_is_found_as_either(oakfield, lena, ada):
    both = make_incident(oakfield, people=[(ada, "both")], types=["hate"])

    for part in ("target", "offender", "both"):
        assert references(lena, ada, part=part) == [both.reference]
    assert references(lena, ada, part="witness") == []
    assert references(lena, ada, type="hate") == [both.reference]
    assert references(lena, ada, type="bullying") == []


def test_a_row_that_was_wrong_is_nobodys(oakfield, lena, ada):
    incident = make_incident(oakfield, people=[(ada, "offender")])
    InvolvedPerson.objects.filter(incident=incident).update(removed_at=timezone.now())

    assert references(lena, ada) == []


def test_each_entry_is_there_once_in_order_of_time(oakfield, lena, ada):
    now = timezone.now()
    one = make_incident(oakfield, people=[(ada, "target"), (ada, "offender")])
    two = make_incident(oakfield, people=[(ada, "witness")])
    make_entry(one, "third", now)
    make_entry(two, "second", now - timedelta(days=1))
    make_entry(one, "first", now - timedelta(days=2))

    found = printing.whole(lena, ada)

    assert [(h.body, h.reference) for h in found.happenings] == [
        ("first", one.reference),
        ("second", two.reference),
        ("third", one.reference),
    ]
    assert [case.part for case in found.cases if case.incident == one.pk] == [
        "Target (T), Offender (O)"
    ]


def test_tasks_and_decisions_are_those_of_this_person(oakfield, lena, ada, ben):
    incident = make_incident(oakfield, people=[(ada, "offender"), (ben, "target")])
    mine, others = incident.involved.order_by("pk")
    make_task(incident, mine, owner=member(lena), state="open")
    make_task(incident, others)
    make_task(incident, None)
    first = make_decision(incident, mine)
    make_decision(
        incident,
        mine,
        replaces=first,
        misuse_words="Threats",
        note="A slip.",
        replaces_reason="Wrong row.",
    )
    make_decision(incident, others)

    found = printing.whole(lena, ada)

    assert [(t.title, t.owner) for t in found.tasks] == [("Speak to the family", "Lena Larch")]
    assert [(d.misuse, d.reasons, d.taken) for d in found.decisions] == [
        ("Threats", "A slip.", ["Warning"])
    ]
    assert found.decisions[0].departed == ["Inform parents: Ben Beech has no parents here."]


@pytest.mark.parametrize(
    ("kind", "year", "audience"),
    [
        ("pupil", "R", "pupils_early"),
        ("pupil", "5", "pupils_primary"),
        ("pupil", "8", "students"),
        ("staff", "", "staff"),
        ("governor", "", "staff"),
        ("visitor", "", "visitors"),
    ],
)
def test_the_agreement_in_force_on_the_day_is_told(oakfield, hari, kind, year, audience):
    person = make_person(oakfield, "Ada Ash", kind=kind, year_group=year)
    make_agreement(oakfield, date(2026, 9, 1), date(2026, 11, 5), audience=audience)
    make_agreement(oakfield, date(2020, 1, 1), audience="community")
    for day in (date(2026, 8, 1), date(2026, 11, 4), date(2026, 11, 5)):
        make_incident(oakfield, people=[(person, "target")], happened_on=day)

    told = [case.agreements for case in printing.whole(hari, person).cases]

    assert told == [
        ["Student agreement, version 1 (from 1 September 2026): not signed"],
        ["Student agreement, version 1 (from 1 September 2026): not signed"],
        ["Student agreement, version 2 (from 5 November 2026): not signed"],
    ]


def test_a_parent_or_carer_has_no_agreement_of_their_own(oakfield, lena, ada):
    parent = make_guardian(ada, "Ann Ash")
    make_agreement(oakfield, date(2026, 9, 1))
    make_agreement(oakfield, audience="visitors")
    make_incident(oakfield, people=[(parent, "offender")])

    assert printing.whole(lena, parent).cases[0].agreements == []


def test_nobody_has_a_chronology_of_themselves_or_of_their_child(oakfield, lena, ada):
    mother = entry_of(lena)
    make_incident(oakfield, people=[(mother, "target")])
    make_incident(oakfield, people=[(ada, "target")])
    assert len(references(lena, ada)) == 1
    Guardianship.objects.create(school=oakfield, guardian=mother, child=ada)

    assert references(lena, mother) == []
    assert references(lena, ada) == []
    assert printing.whole(lena, ada).cases == []


def test_it_holds_only_what_the_reader_may_see(oakfield, lena, dee, hari, ada):
    open_ = make_incident(oakfield, people=[(ada, "target")])
    protected = make_incident(oakfield, people=[(ada, "target")], child_protection=True)
    shut = make_incident(oakfield, people=[(ada, "target")])
    facts = {"kind": "recused", "reason": "A friend.", "made_at": timezone.now()}
    Exclusion.objects.create(
        school=oakfield, incident=shut, member=member(lena), made_by=member(lena), **facts
    )
    make_task(protected, protected.involved.get())
    make_entry(protected, "Secret.")

    assert references(lena, ada) == [open_.reference]
    assert printing.whole(lena, ada).tasks == []
    assert "Secret." not in str(printing.whole(lena, ada))
    assert len(references(dee, ada)) == len(references(hari, ada)) == 3


def test_a_referral_opens_no_chronology(oakfield, tom, ada):
    make_incident(oakfield, people=[(ada, "target")])

    with pytest.raises(Refused):
        permissions.check_can_read(tom, ada)
    assert references(tom, ada) == []


def test_for_the_chair_exist_those_named_in_what_the_chair_reads(oakfield, hari, cora, ada, ben):
    make_incident(oakfield, people=[(entry_of(hari), "offender"), (ada, "target")])
    make_incident(oakfield, people=[(ben, "target")])

    assert list(queries.people_for(cora)) == [entry_of(hari), ada]
    services.record_view(person=ada, by=cora)
    with pytest.raises(Refused, match="This person was not found"):
        services.record_view(person=ben, by=cora)


def test_thirty_incidents_ask_as_much_as_one(oakfield, lena, ada, ben):
    make_agreement(oakfield, date(2026, 9, 1))

    def counted():
        with CaptureQueriesContext(
            connection,
        ) as found:
            printing.masked(lena, ada)
        return len(found)

    make_life(oakfield, ada, ben)
    one = counted()
    make_life(oakfield, ada, ben, 29)

    assert counted() == one


def test_opening_is_an_event_whether_or_not_there_is_anything(oakfield, lena, ada, monkeypatch):
    services.record_view(person=ada, by=lena)

    event = AuditEvent.objects.get(type="chronology.viewed")
    assert (event.object, event.data) == (f"chronology:{ada.pk}", {})
    monkeypatch.delitem(types._WORDS, "chronology.viewed")
    with pytest.raises(types.UnknownEventType):
        services.record_view(person=ada, by=lena)


def test_events_about_adults_and_ones_own_are_hidden(oakfield, lena, hari, dee, ada):
    tom = make_person(oakfield, "Tim Teak", kind="staff")
    child = make_person(oakfield, "Lou Larch")
    make_guardian(child, "Lena Larch")
    refs = {f"chronology:{one.pk}" for one in (ada, tom, child, entry_of(lena))}
    refs |= {"chronology:x"}

    assert audit_trail.seen_by(lena, refs) == {f"chronology:{ada.pk}"}
    assert audit_trail.seen_by(hari, refs) == refs - {"chronology:x"}
    assert objects.names([f"chronology:{ada.pk}"]) == {f"chronology:{ada.pk}": "Ada Ash"}
    assert queries.close_to(lena) == {
        entry_of(lena).pk,
        child.pk,
        child.guardians.get().guardian_id,
    }


def test_a_system_is_close_to_nobody(oakfield):
    assert queries.close_to(Actor.for_system("tests", school_id=oakfield.pk)) == set()


def test_a_senior_leader_reads_and_prints(oakfield, ada):
    sue = make_member(oakfield, "Sue Sorrel", Role.SENIOR_LEADER)

    permissions.check_can_print(sue, ada)
