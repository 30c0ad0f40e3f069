"""A change of filtering: never one person's, made by technical support, ended by itself."""

from datetime import date

import pytest
import time_machine

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.notices.models import Notice
from policies.registers import permissions, queries, workflow
from policies.registers.declared import named
from policies.registers.models import EntryStep
from policies.registers.services import keeping, moving, reminding
from tests.policies.registers.filled import make_entry

FILTERING = named("filtering-changes")


@pytest.fixture
def short(oakfield, tom, hester, nat):
    """Tom asks for a site until Friday."""
    return make_entry(FILTERING, oakfield, tom)


@pytest.fixture
def lasting(oakfield, lena, hari, sima, nat):
    """Lena asks for a site for good."""
    return make_entry(FILTERING, oakfield, lena, until_day=None)


def go(entry, code, by, **more):
    entry.refresh_from_db()
    return moving.move(entry=entry, code=code, revision=entry.revision, by=by, **more)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("member__display_name", flat=True))


def test_a_short_change_takes_two_people_and_technical_support(short, tom, hester, nat):
    assert told("register.waits") == ["Hester Hawthorn"]

    go(short, "approve", hester)
    made = go(short, "make", nat, typed={"made_on": "2026-11-16", "made_how": "Added to the list"})

    assert made.state == "done"
    assert made.values["made_how"] == "Added to the list"
    assert told("register.waits") == ["Hester Hawthorn", "Nat Nutmeg"]
    assert told("register.news") == ["Tom Thorn", "Tom Thorn"]
    steps = EntryStep.objects.order_by("pk").values_list("move", "approves", "by")
    assert list(steps) == [
        ("approve", True, hester.membership_id),
        ("make", False, nat.membership_id),
    ]
    assert AuditEvent.objects.filter(type="register.entry_moved").count() == 2


def test_who_asks_never_approves(oakfield, hester, hari):
    own = make_entry(FILTERING, oakfield, hester)

    with pytest.raises(Refused, match="Somebody else has to"):
        go(own, "approve", hester)
    assert go(own, "approve", hari).state == "approved"


def test_who_changed_the_words_never_approves(short, oakfield, hester, hari):
    short.made_by_id = hester.membership_id  # Hester asked, then Hari wrote in it
    short.save()
    keeping.note_change(short, {"site": ["a", "b"]}, hari, "form")

    with pytest.raises(Refused, match="Somebody else has to"):
        go(short, "approve", hari)


def test_an_approval_is_of_what_was_read(short, tom, hester):
    seen = short.revision
    typed = {**short.values, "site": "everything"}
    keeping.change(entry=short, typed=typed, revision=seen, by=tom)

    with pytest.raises(Refused, match="Somebody else has changed"):
        moving.move(entry=short, code="approve", revision=seen, by=hester)


def test_a_lasting_change_takes_two_approvals_of_two_others(lasting, lena, hari, sima):
    assert told("register.waits") == ["Hari Hazel", "Sima Sycamore"]
    go(lasting, "agree", hari)
    assert told("register.waits") == ["Hari Hazel", "Sima Sycamore", "Sima Sycamore"]

    for one, says in ((hari, "approved this already"), (lena, "Your role")):
        with pytest.raises(Refused, match=says):
            go(lasting, "approve_lasting", one)
    assert go(lasting, "approve_lasting", sima).state == "approved"


def test_a_head_of_year_does_not_agree_to_a_lasting_change(lasting, hester):
    with pytest.raises(Refused, match="cannot be done while"):
        go(lasting, "approve", hester)
    with pytest.raises(Refused, match="Your role"):
        go(lasting, "agree", hester)


@pytest.mark.parametrize(
    ("until", "is_short"), [("2026-12-01", True), ("2026-12-02", False), (None, False)]
)
def test_fourteen_days_are_short_and_fifteen_are_not(until, is_short):
    values = {"from_day": "2026-11-18", "until_day": until}

    codes = {move.code for move in workflow.moves_from(FILTERING, "asked", values)}

    assert ("approve" in codes, "agree" in codes) == (is_short, not is_short)


def test_every_other_move_is_refused(short, tom, hester, hari, nat):
    """Each state with each move that its table does not name there."""
    for state in FILTERING.states:
        there = {move.code for move in workflow.moves_from(FILTERING, state.code, short.values)}
        for move in FILTERING.moves:
            if move.code not in there:
                with pytest.raises(Refused):
                    workflow.check_move(
                        FILTERING, state=state.code, code=move.code, values=short.values
                    )


def test_refusing_and_withdrawing_need_a_reason(short, tom, hester):
    for code, by in (("refuse", hester), ("withdraw", tom)):
        with pytest.raises(Refused, match="Give a reason"):
            go(short, code, by)
    assert go(short, "refuse", hester, reason="Not for lessons").state == "refused"
    assert told("register.news") == ["Tom Thorn"]


def test_only_who_asked_withdraws(short, tom, hester):
    with pytest.raises(Refused, match="Your role"):
        go(short, "withdraw", hester, reason="r")
    assert go(short, "withdraw", tom, reason="r").state == "withdrawn"


def test_it_is_not_made_without_saying_how(short, hester, nat):
    go(short, "approve", hester)

    with pytest.raises(Refused, match="Fill in “Made on”"):
        go(short, "make", nat)


def test_it_ends_by_itself_and_is_reviewed(short, hester, nat, tom, lena, clock):
    go(short, "approve", hester)
    go(short, "make", nat, typed={"made_on": "2026-11-16", "made_how": "w"})
    with pytest.raises(Refused, match="not over"):
        moving.end(entry=short, by=system(short))
    clock.shift(5 * 86400)  # the day after the last one

    ended = moving.end(entry=short, by=system(short))
    again = moving.end(entry=short, by=system(short))

    assert (ended.state, again.state) == ("ended", "ended")
    assert told("register.ended") == ["Nat Nutmeg", "Tom Thorn"]
    assert EntryStep.objects.filter(move=moving.ENDED).count() == 1
    done = go(short, "review", lena, reason="Meeting", typed={"meeting_on": "2026-11-20"})
    assert done.state == "reviewed"


def test_the_day_before_it_ends_technical_support_and_who_asked_are_reminded(
    short, hester, nat, tom, clock
):
    go(short, "approve", hester)
    go(short, "make", nat, typed={"made_on": "2026-11-16", "made_how": "w"})
    facts = {"register": FILTERING, "school": short.school, "by": system(short)}

    numbers = [reminding.remind(today=date(2026, 11, day), **facts) for day in (18, 19, 20)]

    assert numbers == [0, 2, 0]
    assert told("register.reminder") == ["Nat Nutmeg", "Tom Thorn"]


def system(entry):
    return Actor.for_system("registers", school_id=entry.school_id)


def test_a_teacher_sees_their_own_and_not_others(short, tom, olu, client_of):
    assert list(queries.of_register(tom, FILTERING)) == [short]
    assert list(queries.of_register(olu, FILTERING)) == []
    assert client_of(olu).get(short.get_absolute_url()).status_code == 404
    assert client_of(tom).get(short.get_absolute_url()).status_code == 200


def test_the_page_offers_what_may_be_done(short, tom, hester, nat, client_of):
    page = client_of(hester).get(short.get_absolute_url()).content.decode()
    assert "Approve for these days" in page
    mine = client_of(tom).get(short.get_absolute_url()).content.decode()
    assert "Approve for these days" not in mine
    assert "Withdraw the request" in mine

    answer = client_of(hester).post(
        short.url("entry") + "approve/", {"revision": "1", "reason": "For the lesson"}
    )
    assert answer.status_code == 302
    assert "For the lesson" in client_of(tom).get(short.get_absolute_url()).content.decode()


def test_a_step_without_its_answers_says_so_and_keeps_what_was_typed(short, hester, nat, client_of):
    go(short, "approve", hester)
    page = short.url("entry") + "make/"

    answer = client_of(nat).post(page, {"revision": "2", "reason": "kept words"})

    assert "Fill in “What was changed”" in answer.content.decode()
    assert "kept words" in answer.content.decode()
    day = {"made_on_0": "16", "made_on_1": "11", "made_on_2": "2026"}
    stale = client_of(nat).post(page, {"revision": "1", "made_how": "w", **day})
    assert "Somebody else has changed" in stale.content.decode()


def test_a_step_that_is_not_there_or_not_ones_own(short, tom, hester, nat, client_of):
    assert client_of(hester).get(short.url("entry") + "nothing/").status_code == 404
    assert client_of(hester).get(short.url("entry") + "make/").status_code == 404
    assert client_of(nat).get(short.url("entry") + "approve/").status_code == 403
    own = make_entry(FILTERING, short.school, hester)
    assert client_of(hester).get(own.url("entry") + "approve/").status_code == 409


def test_a_fixed_entry_is_not_changed(short, tom, hester, client_of):
    go(short, "approve", hester)
    short.refresh_from_db()

    with pytest.raises(Refused, match="can no longer be changed"):
        keeping.change(entry=short, typed=short.values, revision=short.revision, by=tom)
    assert client_of(tom).get(short.url("edit")).status_code == 409


def test_nothing_changed_is_no_change(short, tom):
    same = keeping.change(entry=short, typed=short.values, revision=1, by=tom)

    assert same.revision == 1


def test_others_do_not_change_it(short, lena, cora):
    for by in (lena, cora):
        with pytest.raises(Refused):
            keeping.change(entry=short, typed=short.values, revision=1, by=by)
    with pytest.raises(Refused, match="does not let you add"):
        permissions.check_can_add(
            lena,
            named("monitoring-of-a-person").__class__(
                **{
                    **vars(FILTERING),
                    "kept_by": frozenset(),
                    "asked_by": frozenset(),
                }
            ),
        )


@pytest.mark.parametrize("act", ["add", "change", "opened", "move", "end"])
def test_a_failing_audit_write_saves_nothing(act, short, tom, hester, clock, monkeypatch):
    def fail(**_kwargs):
        raise RuntimeError("no audit")

    clock.shift(10 * 86400)
    monkeypatch.setattr(keeping.audit, "record", fail)
    other = {**short.values, "site": "other.example"}
    acts = {
        "add": lambda: keeping.add(register=FILTERING, typed=short.values, by=tom),
        "change": lambda: keeping.change(entry=short, typed=other, revision=1, by=tom),
        "opened": lambda: keeping.opened(entry=short, by=tom),
        "move": lambda: go(short, "approve", hester),
        "end": lambda: moving.end(entry=short, by=system(short)),
    }

    with pytest.raises(RuntimeError):
        acts[act]()

    short.refresh_from_db()
    assert (short.revision, short.state) == (1, "asked")
    assert queries.of_register(hester, FILTERING).count() == 1
    assert not EntryStep.objects.exists()


def test_a_lasting_change_is_due_for_review_every_ninety_days(oakfield, tom, hari, sima, nat, lena):
    row = make_entry(FILTERING, oakfield, tom, until_day=None)
    go(row, "agree", hari)
    approved = go(row, "approve_lasting", sima)
    assert approved.due_on is None

    made = go(row, "make", nat, typed={"made_on": "2026-11-16", "made_how": "w"})

    assert made.due_on == date(2027, 2, 14)
    with time_machine.travel("2027-02-20T10:00:00Z", tick=False):
        kept = go(row, "keep", lena, reason="Still needed", typed={"meeting_on": "2027-02-19"})
    assert (kept.state, kept.due_on) == ("done", date(2027, 5, 20))


def test_a_short_change_has_no_day_of_review(short, hester, nat):
    go(short, "approve", hester)

    made = go(short, "make", nat, typed={"made_on": "2026-11-16", "made_how": "w"})

    assert made.due_on is None
