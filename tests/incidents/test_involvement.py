"""Correcting who is involved: whoever was named stays shut out."""

import pytest

from incidents import queries
from incidents.choices import EntryKind
from incidents.models import Incident, InvolvedPerson
from incidents.services import involvement
from tests.factories.people import make_guardian, make_person
from tests.incidents.case_access.given import told
from tests.incidents.cases import (
    audit_that_fails,
    entry_of,
    events_of,
    last_entry,
    make_case,
    refused,
)

HOW = {"kind": "child", "part": "offender", "reason": "Ada said so."}


def sees(actor, incident) -> bool:
    return queries.visible_to(actor).filter(pk=incident.pk).exists()


def test_somebody_from_the_directory_is_added_with_the_year_of_today(oakfield, lena):
    ada = make_person(oakfield, "Ada Ash", year_group="8")
    incident = make_case(oakfield)

    one = involvement.add_person(incident=incident, by=lena, person=ada, contact="Form 8K", **HOW)

    assert (one.person, one.year_group, one.part, one.typed_name) == (ada, "8", "offender", "")
    after = "Ada Ash, Child or young person, Offender (O), Form 8K"
    entry = last_entry(incident)
    assert (entry.kind, entry.text) == (EntryKind.CORRECTION, "Ada said so.")
    assert entry.changes == [{"field": "people", "before": "", "after": after}]
    assert events_of(incident) == [("incident.corrected", {"fields": ["people"]})]


def test_when_somebody_is_known_nobody_is_unknown(oakfield, lena):
    incident = make_case(oakfield)

    involvement.add_person(incident=incident, by=lena, typed_name="A boy in red", **HOW)

    assert [p.name for p in incident.involved.filter(removed_at=None)] == ["A boy in red"]


def test_the_handler_who_is_named_by_a_correction_is_shut_out_and_handles_it_no_more(
    oakfield, lena, dee
):
    incident = make_case(oakfield, "acknowledged", by=lena)

    involvement.add_person(
        incident=incident, by=dee, person=entry_of(lena), **HOW | {"part": "witness"}
    )

    assert (sees(lena, incident), sees(dee, incident)) == (False, True)
    assert Incident.objects.get(pk=incident.pk).handler is None
    assert events_of(incident)[-1] == ("incident.handler_changed", {"handler": ""})


def test_the_handler_stays_when_somebody_else_is_named(oakfield, lena, dee):
    incident = make_case(oakfield, "acknowledged", by=lena)

    involvement.add_person(incident=incident, by=dee, typed_name="Kim Whitebeam", **HOW)

    assert Incident.objects.get(pk=incident.pk).handler_id == lena.membership_id


def test_whoever_names_themselves_is_shut_out(oakfield, lena):
    incident = make_case(oakfield)

    involvement.add_person(incident=incident, by=lena, typed_name="Ms Larsh", **HOW)

    assert not sees(lena, incident)


def test_the_parent_of_a_child_that_is_added_is_shut_out(oakfield, lena, dee):
    child = make_person(oakfield, "Leo Larch")
    make_guardian(child, "Lena Larch")
    incident = make_case(oakfield)

    involvement.add_person(incident=incident, by=dee, person=child, **HOW)

    assert (sees(lena, incident), sees(dee, incident)) == (False, True)


def test_whoever_is_taken_off_the_record_stays_shut_out(oakfield, lena, dee):
    incident = make_case(oakfield, people=[(entry_of(lena), "target")])

    one = involvement.remove_person(involved=incident.involved.get(), by=dee, reason="A mistake.")

    assert one.removed_at is not None
    assert not sees(lena, incident)
    assert last_entry(incident).changes[0]["after"] == ""
    assert last_entry(incident).changes[0]["before"].startswith("Lena Larch, Member of staff")


def test_an_incident_always_names_at_least_somebody_unknown(oakfield, lena):
    ada, ben = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech")
    incident = make_case(oakfield, people=[(ada, "target"), (ben, "offender")])
    for one in list(incident.involved.all()):
        involvement.remove_person(involved=one, by=lena, reason="A mistake.")

    left = incident.involved.get(removed_at=None)
    assert (left.kind, left.name, left.part) == ("unknown", "Not known", "unclear")


def test_kind_part_and_contact_are_corrected(oakfield, lena):
    ada = make_person(oakfield, "Ada Ash")
    one = make_case(oakfield, people=[(ada, "target")]).involved.get()

    involvement.change_person(involved=one, by=lena, contact="8K", person=ada, **HOW)

    saved = InvolvedPerson.objects.get(pk=one.pk)
    assert (saved.part, saved.contact) == ("offender", "8K")
    change = last_entry(one.incident).changes[0]
    assert change["before"] == "Ada Ash, Child or young person, Target (T)"
    assert change["after"] == "Ada Ash, Child or young person, Offender (O), 8K"


def test_a_typed_name_is_found_in_the_directory_and_stays_as_typed(oakfield, lena, dee):
    ben = make_person(oakfield, "Ben Larch", year_group="9")
    one = make_case(oakfield, typed=[("Ben Larch", "child", "offender")]).involved.get()

    changed = involvement.change_person(involved=one, by=dee, person=ben, **HOW)

    assert (changed.person, changed.typed_name, changed.year_group) == (ben, "Ben Larch", "9")
    assert not sees(lena, one.incident)


def test_nobody_is_put_in_the_place_of_somebody_else(oakfield, lena):
    ada, ben = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech")
    one = make_case(oakfield, people=[(ada, "target")]).involved.get()

    with refused("remove this one and add the other"):
        involvement.change_person(involved=one, by=lena, person=ben, **HOW)


def test_a_correction_of_a_person_needs_a_difference(oakfield, lena):
    ada = make_person(oakfield, "Ada Ash")
    one = make_case(oakfield, people=[(ada, "offender")]).involved.get()

    with refused("Nothing is different"):
        involvement.change_person(involved=one, by=lena, **HOW)


def test_whoever_is_off_the_record_is_neither_changed_nor_taken_off_again(oakfield, lena):
    incident = make_case(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])
    one = incident.involved.get()
    involvement.remove_person(involved=one, by=lena, reason="A mistake.")

    with refused("taken off the record already"):
        involvement.remove_person(involved=one, by=lena, reason="A mistake.")
    with refused("taken off the record already"):
        involvement.change_person(involved=one, by=lena, **HOW)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_each_correction_of_people_needs_a_reason(oakfield, lena, reason):
    incident = make_case(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])
    how, one = HOW | {"reason": reason}, incident.involved.get()
    with refused("Give a reason"):
        involvement.add_person(incident=incident, by=lena, typed_name="Kim", **how)
    with refused("Give a reason"):
        involvement.change_person(involved=one, by=lena, **how)
    with refused("Give a reason"):
        involvement.remove_person(involved=one, by=lena, reason=reason)


def test_a_record_that_is_over_keeps_its_people(oakfield, lena):
    incident = make_case(oakfield, "closed")
    with refused("only after it is reopened"):
        involvement.add_person(incident=incident, by=lena, typed_name="Kim", **HOW)


def test_rights_lost_since_the_page_was_drawn_are_noticed(oakfield, lena):
    incident = make_case(oakfield, people=[(entry_of(lena), "target")])
    one = incident.involved.get()
    with refused("This incident was not found"):
        involvement.add_person(incident=incident, by=lena, typed_name="Kim", **HOW)
    with refused("This incident was not found"):
        involvement.remove_person(involved=one, by=lena, reason="A mistake.")
    with refused("This incident was not found"):
        involvement.change_person(involved=one, by=lena, **HOW)


def test_without_its_audit_row_nothing_is_saved(oakfield, lena, monkeypatch):
    incident = make_case(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])
    one = incident.involved.get()
    acts = [
        lambda: involvement.add_person(incident=incident, by=lena, typed_name="Kim", **HOW),
        lambda: involvement.change_person(involved=one, by=lena, **HOW),
        lambda: involvement.remove_person(involved=one, by=lena, reason="A mistake."),
    ]
    for act in acts:
        with audit_that_fails(monkeypatch):
            act()


def test_a_correction_that_names_the_headteacher_tells_the_chair(oakfield, lena, hari, cora):
    incident = make_case(oakfield, "acknowledged", by=lena)

    one = HOW | {"kind": "staff", "part": "witness"}
    involvement.add_person(incident=incident, by=lena, person=entry_of(hari), **one)

    assert told(cora) == [("case.yours_now", incident.audit_ref)]
    assert (told(lena), told(hari)) == ([], [])
    assert (sees(lena, incident), sees(cora, incident)) == (False, True)


def test_a_correction_that_puts_a_case_into_the_queue_about_staff_is_recorded_as_that(
    oakfield, lena, hari, tom
):
    incident = make_case(oakfield, "acknowledged", by=lena, people=[(entry_of(tom), "witness")])

    involvement.change_person(
        involved=incident.involved.get(),
        by=lena,
        kind="staff",
        part="offender",
        reason="He wrote it.",
    )

    words = "A correction moved the case to the queue about staff. He wrote it."
    assert last_entry(incident).text == words
    assert events_of(incident) == [
        ("incident.corrected", {"fields": ["people"]}),
        ("incident.narrowed", {}),
        ("incident.handler_changed", {"handler": ""}),
    ]
    assert told(hari) == [("case.yours_now", incident.audit_ref)]
