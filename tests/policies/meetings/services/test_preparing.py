"""A meeting with a proposed agenda, which those who keep it change until it is closed."""

import pytest
from django.db import DatabaseError

from esafety.access.refused import Refused
from esafety.audit import services as audit
from policies.meetings import queries
from policies.meetings.models import Item, Meeting, Presence
from policies.meetings.services import preparing
from tests.policies.meetings.conftest import SOON, TODAY


def test_an_agenda_is_proposed(meeting):
    words = [item.words for item in queries.items(meeting)]

    assert words[0].startswith("Minutes of the last meeting")
    assert any("incident log" in one for one in words)
    assert words[-1].startswith("Any other business")


def test_what_is_due_and_open_actions_are_on_it(closed, action, lena):
    row = preparing.plan(kind="committee", day=SOON, place="", by=lena)
    words = [item.words for item in queries.items(row)]
    assert "Action: Write to parents (by 17 Nov 2026)" in words
    assert not any("incident log" in one for one in words)
    assert not any("My training" in one for one in words)
    assert "Training that is overdue" in words
    again = preparing.plan(kind="log_review", day=SOON, place="", by=lena)
    assert queries.items(again)[1].words.startswith("Action: Write to parents")


def test_items_are_added_written_moved_and_dropped(meeting, lena):
    item = preparing.add_item(meeting=meeting, words="Phones", by=lena)
    assert queries.items(meeting).last() == item
    before = list(queries.items(meeting))
    preparing.move_up(item=item, by=lena)
    assert list(queries.items(meeting))[-2] == item
    with pytest.raises(Refused, match="first already"):
        preparing.move_up(item=before[0], by=lena)
    preparing.write_item(item=item, words="Phones at school", notes="N", decision="D", by=lena)
    item.refresh_from_db()
    assert (item.words, item.notes, item.decision) == ("Phones at school", "N", "D")
    preparing.drop_item(item=item, by=lena)
    assert queries.item_of(meeting, item.pk or 0) is None
    for one in queries.items(meeting):
        preparing.drop_item(item=one, by=lena)
    assert preparing.add_item(meeting=meeting, words="Only", by=lena).position == 1


def test_another_day(meeting, lena):
    row = preparing.change(meeting=meeting, day=SOON, title="Autumn", place="Hall", by=lena)
    assert (row.day, row.title, row.place) == (SOON, "Autumn", "Hall")
    assert row.called == "Log review: Autumn"


def test_who_was_there_is_set_as_a_whole(meeting, lena, dee, tom, boris):
    ids = [dee.membership_id, tom.membership_id, boris.membership_id]
    preparing.note_present(meeting=meeting, members=ids, guests=["Ivy", "Ivy"], by=lena)
    members, guests = queries.present(meeting)
    assert ([m.display_name for m in members], guests) == (["Dee Dogwood", "Tom Thorn"], ["Ivy"])
    preparing.note_present(meeting=meeting, members=ids[:1], guests=[], by=lena)
    assert [m.pk for m in queries.present(meeting)[0]] == ids[:1]


def acts(meeting, item, by):
    days = {"day": TODAY, "title": "", "place": ""}
    words = {"words": "W", "notes": "", "decision": ""}
    return [
        lambda: preparing.change(meeting=meeting, by=by, **days),
        lambda: preparing.add_item(meeting=meeting, words="W", by=by),
        lambda: preparing.write_item(item=item, by=by, **words),
        lambda: preparing.move_up(item=item, by=by),
        lambda: preparing.drop_item(item=item, by=by),
        lambda: preparing.note_present(meeting=meeting, members=[], guests=[], by=by),
    ]


def test_only_who_keeps_the_meetings(meeting, dee):
    with pytest.raises(Refused):
        preparing.plan(kind="committee", day=TODAY, place="", by=dee)
    for act in acts(meeting, queries.items(meeting).last(), dee):
        with pytest.raises(Refused, match="lead"):
            act()


def test_a_closed_meeting_never_changes(closed, lena):
    for act in acts(closed, queries.items(closed).last(), lena):
        with pytest.raises(Refused, match="closed"):
            act()


def test_a_failing_audit_write_saves_nothing(meeting, lena, dee, monkeypatch):
    preparing.note_present(meeting=meeting, members=[dee.membership_id], guests=[], by=lena)

    def state():
        return [list(model.objects.order_by("pk").values()) for model in (Meeting, Item, Presence)]

    def fail(**facts):
        raise DatabaseError("no room")

    before = state()
    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        preparing.plan(kind="committee", day=TODAY, place="", by=lena)
    for n in range(6):
        with pytest.raises(DatabaseError):
            acts(meeting, queries.items(meeting).last(), lena)[n]()
    assert state() == before
