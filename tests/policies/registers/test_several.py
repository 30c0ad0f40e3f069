"""Many leavers marked at once: with all of them or with none."""

import pytest
from django.urls import reverse

from esafety.access.refused import Refused
from policies.registers.declared import named
from policies.registers.models import Entry, EntryStep
from policies.registers.services import moving
from tests.policies.registers.filled import make_entry

LEAVERS = named("leavers")
DONE = {"removed_on_0": "16", "removed_on_1": "11", "removed_on_2": "2026"}


def page(step="remove", register="leavers"):
    return reverse("registers:several", args=["oakfield", register, step])


@pytest.fixture
def three(oakfield, nat):
    return [
        make_entry(LEAVERS, oakfield, nat, who=f"Ann Ash{n}", left_on="2026-10-10",
                   remove_by="2026-11-10" if n else "2026-11-30")
        for n in range(3)
    ]  # fmt: skip


def test_ticked_ones_are_done_and_late_ones_marked(three, nat, client_of):
    client = client_of(nat)
    shown = client.get(page()).text
    assert shown.index("Ann Ash1") < shown.index("Ann Ash0")  # what is due first stands first
    assert page() in client.get("/oakfield/registers/leavers/").text

    wrong = client.post(page(), {"entries": ["1-1"]})
    assert "Fill in “Access removed on”" in wrong.text
    none = client.post(page(), {**DONE, "removed_by": str(nat.membership_id)})
    assert "Tick the entries" in none.text
    given = {**DONE, "removed_by": str(nat.membership_id), "entries": ["1-1", "2-1"]}
    done = client.post(page(), given, follow=True)

    assert "Done with 2 entries" in done.text
    assert list(Entry.objects.order_by("pk").values_list("state", flat=True)) == [
        "removed", "removed", "open",
    ]  # fmt: skip
    assert done.text.count("Access removed, late") == 1
    assert "Access to be removed, overdue" in done.text


def test_one_that_somebody_changed_stops_them_all(three, nat, lena, client_of):
    moving.move(entry=three[1], code="none", revision=1, by=lena)

    given = {**DONE, "removed_by": str(nat.membership_id), "entries": ["1-1", "2-1"]}
    answer = client_of(nat).post(page(), given)

    assert "Somebody else has changed one of these" in answer.text
    typed = {"removed_on": "2026-11-16", "removed_by": nat.membership_id}
    pairs = [(three[0], 1), (three[1], 1)]
    with pytest.raises(Refused, match="LVR-0002: Somebody else has changed"):
        moving.move_many(entries=pairs, code="remove", by=nat, typed=typed)
    assert EntryStep.objects.count() == 1


def test_only_what_is_declared_so_and_for_whose_it_is(three, nat, dee, tom, hari, client_of):
    with pytest.raises(Refused, match="one entry at a time"):
        moving.move_many(entries=[(three[0], 1)], code="withdraw", by=nat, reason="x")
    assert client_of(nat).get(page("withdraw")).status_code == 404
    assert client_of(tom).get(page()).status_code == 404
    assert client_of(dee).get(page()).status_code == 404
    Entry.objects.update(state="removed")
    assert "Nothing waits for this" in client_of(hari).get(page()).text


def test_who_reads_but_may_not_is_shown_no_way(oakfield, nat, dee, client_of, monkeypatch):
    from dataclasses import replace

    from policies.registers.declared import shape

    moves = tuple(replace(one, who=frozenset()) for one in LEAVERS.moves)
    monkeypatch.setitem(shape._REGISTERS, "leavers", replace(LEAVERS, moves=moves))

    assert client_of(nat).get(page()).status_code == 403
    assert page() not in client_of(nat).get("/oakfield/registers/leavers/").text


def test_a_failing_audit_write_saves_nothing(three, nat, monkeypatch):
    calls = []

    def fail(**facts):
        calls.append(facts)
        if len(calls) == 2:
            raise RuntimeError("no audit")

    monkeypatch.setattr(moving.audit, "record", fail)
    with pytest.raises(RuntimeError):
        moving.move_many(entries=[(row, 1) for row in three], code="none", by=nat)
    assert set(Entry.objects.values_list("state", flat=True)) == {"open"}
