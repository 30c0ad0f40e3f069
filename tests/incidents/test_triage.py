"""Acknowledging, investigating, acting, setting aside, merging, choosing a handler."""

import pytest
from django.utils import timezone
from django_scopes import scope

from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from incidents import queries
from incidents.choices import EntryKind, Status
from incidents.models import Entry, Incident, NotSamePerson, TypedSpelling
from incidents.services import triage
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.incidents.cases import (
    audit_that_fails,
    entry_of,
    events_of,
    last_entry,
    make_case,
    member,
    refused,
)

UNKNOWN = "There is no incident with this reference that you can merge into"


def sees(actor, incident) -> bool:
    return queries.visible_to(actor).filter(pk=incident.pk).exists()


def test_acknowledging_says_who_and_when_and_gives_the_case_to_them(oakfield, lena):
    row = triage.acknowledge(incident=make_case(oakfield), by=lena, note="Spoken to Tom.")

    saved = Incident.objects.get(pk=row.pk)
    assert saved.status == Status.ACKNOWLEDGED
    assert saved.acknowledged_by == saved.handler == member(lena)
    assert saved.acknowledged_at is not None
    entry = last_entry(row)
    assert (entry.kind, entry.from_status, entry.to_status, entry.text) == (
        EntryKind.MOVE,
        Status.SUBMITTED,
        Status.ACKNOWLEDGED,
        "Spoken to Tom.",
    )
    assert (entry.entered_by, saved.last_entry_at) == (member(lena), entry.entered_at)
    assert events_of(row) == [("incident.acknowledged", {"from": "submitted"})]


def test_acknowledging_leaves_the_case_with_whom_it_was_given_to(oakfield, lena, dee):
    row = triage.acknowledge(incident=make_case(oakfield, handler=member(dee)), by=lena)

    assert row.handler == member(dee)


def test_words_of_an_entry_are_found_by_the_search(oakfield, lena):
    row = triage.acknowledge(incident=make_case(oakfield), by=lena, note="A heron was seen.")

    assert "heron" in row.search_text
    assert "A message was passed round." in row.search_text


def test_going_back_from_action_to_investigation_needs_a_reason(oakfield, lena):
    incident = make_case(oakfield, Status.IN_ACTION, by=lena)

    with refused("Give a reason"):
        triage.start(incident=incident, by=lena)
    row = triage.start(incident=incident, by=lena, reason="More came out.")

    assert row.status == Status.INVESTIGATING
    assert last_entry(row).text == "More came out."
    assert events_of(row) == [("incident.started", {"from": "in_action"})]


def test_action_may_begin_without_an_investigation(oakfield, dee):
    row = triage.begin_action(incident=make_case(oakfield, Status.ACKNOWLEDGED, by=dee), by=dee)

    assert row.status == Status.IN_ACTION
    assert events_of(row) == [("incident.action_began", {"from": "acknowledged"})]


def test_a_closed_case_is_reopened_not_started(oakfield, lena):
    incident = make_case(oakfield, Status.CLOSED, by=lena)
    with refused("while the incident is “Closed”"):
        triage.start(incident=incident, by=lena, reason="Why")


def test_what_was_set_aside_is_reopened_not_acknowledged(oakfield, lena):
    incident = make_case(oakfield, Status.NOT_INCIDENT)
    with refused("while the incident is “Not an incident”"):
        triage.acknowledge(incident=incident, by=lena, note="Why")


def test_a_report_that_is_no_incident_is_kept_with_its_reason(oakfield, lena):
    row = triage.mark_not_incident(incident=make_case(oakfield), by=lena, reason="A joke.")

    assert Incident.objects.get(pk=row.pk).status == Status.NOT_INCIDENT
    assert last_entry(row).text == "A joke."
    assert events_of(row) == [("incident.marked_not_incident", {"from": "submitted"})]


def test_the_audit_row_holds_codes_and_no_words(oakfield, lena):
    triage.mark_not_incident(incident=make_case(oakfield), by=lena, reason="Ada was joking.")

    assert "Ada" not in str(list(AuditEvent.objects.values_list("data", "object", "actor")))


def test_merging_points_to_the_other_and_says_so_on_both(oakfield, lena):
    incident, other = make_case(oakfield), make_case(oakfield)

    row = triage.merge(incident=incident, by=lena, into=other.reference.lower(), reason="Same.")

    assert (row.status, row.merged_into) == (Status.MERGED, other)
    assert last_entry(row).text == "Same."
    assert last_entry(other).text.startswith(f"{row.reference} was merged into this incident")
    assert events_of(row) == [("incident.merged", {"from": "submitted"})]
    assert events_of(other) == [("incident.entry_added", {})]


def test_merging_takes_the_people_along_once(oakfield, lena):
    ada, ben = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech")
    incident = make_case(
        oakfield, people=[(ada, "target"), (ben, "offender")], typed=[("Kim", "child", "witness")]
    )
    other = make_case(oakfield, people=[(ada, "target")], typed=[("kim", "child", "witness")])

    triage.merge(incident=incident, by=lena, into=other.reference, reason="Same.")

    assert sorted(one.name for one in other.involved.all()) == ["Ada Ash", "Ben Beech", "kim"]
    assert incident.involved.count() == 3
    assert TypedSpelling.objects.filter(involved__incident=other).count() == 1


def test_nobody_is_known_does_not_go_along(oakfield, lena):
    incident = make_case(oakfield)
    other = make_case(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])

    triage.merge(incident=incident, by=lena, into=other.reference, reason="Same.")

    assert [one.name for one in other.involved.all()] == ["Ada Ash"]


def test_whoever_the_one_names_is_shut_out_of_the_other_and_no_longer_handles_it(
    oakfield, lena, dee
):
    incident = make_case(
        oakfield, people=[(entry_of(lena), "witness")], typed=[("Larch", "child", "target")]
    )
    other = make_case(oakfield, Status.ACKNOWLEDGED, by=lena)

    triage.merge(incident=incident, by=dee, into=other.reference, reason="Same.")

    assert not sees(lena, other)
    assert sees(dee, other)
    assert Incident.objects.get(pk=other.pk).handler is None


def test_what_was_said_about_a_typed_name_goes_along(oakfield, lena, dee):
    incident = make_case(oakfield, typed=[("Ben Larch", "child", "target")])
    NotSamePerson.objects.create(
        school=oakfield,
        involved=incident.involved.get(),
        member=member(lena),
        said_by=member(dee),
        said_at=timezone.now(),
        reason="A pupil in year 9.",
    )
    other = make_case(oakfield)

    triage.merge(incident=incident, by=lena, into=other.reference, reason="Same.")

    assert sees(lena, other)
    assert other.involved.get(typed_name="Ben Larch").cleared.get().said_by == member(dee)


@pytest.mark.parametrize("into", ["OAK-0000-00", "nonsense", "", "OAK 12", "\x00", "…" * 50])
def test_an_unknown_reference_is_refused(oakfield, lena, into):
    incident = make_case(oakfield)
    with refused(UNKNOWN):
        triage.merge(incident=incident, by=lena, into=into, reason="Same.")


def test_an_incident_one_may_not_see_is_refused_with_the_same_sentence(oakfield, lena, hari):
    hidden = make_case(oakfield, people=[(entry_of(hari), "offender")])

    incident = make_case(oakfield)
    with refused(UNKNOWN):
        triage.merge(incident=incident, by=lena, into=hidden.reference, reason="Same.")


def test_an_incident_of_another_school_is_refused_with_the_same_sentence(oakfield, brook, lena):
    with scope(school=brook):
        elsewhere = make_incident(brook)
    incident = make_case(oakfield)
    with refused(UNKNOWN):
        triage.merge(incident=incident, by=lena, into=elsewhere.reference, reason="S.")


def test_an_incident_is_not_merged_into_itself(oakfield, lena):
    incident = make_case(oakfield)

    with refused("cannot be merged into itself"):
        triage.merge(incident=incident, by=lena, into=incident.reference, reason="Same.")


@pytest.mark.parametrize("status", [Status.MERGED, Status.NOT_INCIDENT])
def test_an_incident_is_not_merged_into_one_that_is_not_kept(oakfield, lena, status):
    other = make_case(oakfield, status)

    incident = make_case(oakfield)
    with refused("itself set aside or merged"):
        triage.merge(incident=incident, by=lena, into=other.reference, reason="Same.")


def test_merging_needs_a_reason(oakfield, lena):
    incident = make_case(oakfield)
    other = make_case(oakfield)
    with refused("Give a reason"):
        triage.merge(incident=incident, by=lena, into=other.reference, reason=" ")


def test_the_case_is_given_to_somebody_who_may_handle_it(oakfield, lena, dee):
    incident = make_case(oakfield, Status.ACKNOWLEDGED, by=lena)

    row = triage.choose_handler(incident=incident, by=lena, handler=member(dee), reason="Leave.")

    assert Incident.objects.get(pk=row.pk).handler == member(dee)
    change = {"field": "handler", "before": "Lena Larch", "after": "Dee Dogwood"}
    assert last_entry(row).changes == [change]
    data = {"handler": f"member:{dee.membership_id}"}
    assert events_of(row) == [("incident.handler_changed", data)]


def test_a_case_that_nobody_handles_is_given_to_somebody(oakfield, lena):
    row = triage.choose_handler(incident=make_case(oakfield), by=lena, handler=member(lena))

    assert last_entry(row).changes[0]["before"] == ""


def test_the_case_is_not_given_to_somebody_who_may_not_handle_it(
    oakfield, lena, dee, hari, tom, cora, boris
):
    reader = make_member(oakfield, "Sue Sorrel", Role.SENIOR_LEADER)
    incident = make_case(oakfield, people=[(entry_of(dee), "witness")])
    for actor in (tom, cora, reader, dee):
        with refused("Choose somebody who may handle"):
            triage.choose_handler(incident=incident, by=lena, handler=member(actor))


def test_a_closed_case_keeps_its_handler(oakfield, lena, dee):
    incident = make_case(oakfield, Status.CLOSED)
    with refused("only after it is reopened"):
        triage.choose_handler(incident=incident, by=lena, handler=member(dee))


def test_rights_lost_since_the_page_was_drawn_are_noticed(oakfield, lena):
    incident = make_case(oakfield)
    incident.involved.create(school=oakfield, person=entry_of(lena), kind="staff", part="target")
    with refused("This incident was not found"):
        triage.acknowledge(incident=incident, by=lena)


def test_a_lead_of_another_school_is_told_that_there_is_no_such_incident(oakfield, brook, boris):
    incident = make_case(oakfield)
    before = Entry.objects.count()
    with scope(school=brook), refused("This incident was not found"):
        triage.acknowledge(incident=incident, by=boris)
    assert Entry.objects.count() == before


def test_without_its_audit_row_nothing_is_saved(oakfield, lena, dee, monkeypatch):
    new, known, other = (
        make_case(oakfield),
        make_case(oakfield, "acknowledged"),
        make_case(oakfield),
    )
    acts = [
        lambda: triage.acknowledge(incident=new, by=lena),
        lambda: triage.start(incident=known, by=lena),
        lambda: triage.begin_action(incident=known, by=lena),
        lambda: triage.mark_not_incident(incident=new, by=lena, reason="Why"),
        lambda: triage.merge(incident=new, by=lena, into=other.reference, reason="Why"),
        lambda: triage.choose_handler(incident=known, by=lena, handler=member(dee)),
    ]
    for act in acts:
        with audit_that_fails(monkeypatch):
            act()
