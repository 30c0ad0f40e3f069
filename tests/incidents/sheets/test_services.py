"""Sheets are written once, corrected by revisions, and never typed twice."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import transaction

from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import types as audit_types
from incidents.choices import EntryKind, Part
from incidents.models import Entry, Incident, Sheet
from incidents.services import closing, involvement
from incidents.sheets import marks, queries, services
from incidents.sheets.choices import SheetKind
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.incidents.cases import entry_of, events_of, held, last_entry, make_case
from tests.incidents.sheets.papers import FACTS, facts, write_sheet


def rows():
    return [*held(), list(Sheet.objects.order_by("pk").values())]


@contextmanager
def refused(words):
    before = rows()
    with pytest.raises(Refused, match=words) as found:
        yield
    assert found.value.sentence.endswith(".")
    assert rows() == before


@contextmanager
def audit_that_fails(monkeypatch, kind):
    """The act inside cannot write this audit row, so it saves nothing."""
    before = rows()
    with monkeypatch.context() as patch:
        patch.delitem(audit_types._WORDS, kind)
        with pytest.raises(audit_types.UnknownEventType), transaction.atomic():
            yield
    assert rows() == before


@pytest.fixture
def case(oakfield, lena):
    ada, ben = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech")
    people = [(ada, "target"), (ben, "offender")]
    return make_case(oakfield, "acknowledged", by=lena, people=people)


@pytest.mark.parametrize("kind", SheetKind)
def test_each_kind_is_written_with_its_line_and_its_event(case, lena, kind):
    sheet = write_sheet(case, lena, kind)

    line = Entry.objects.get(incident=case, kind=EntryKind.SHEET)
    assert (sheet.number, sheet.revision, sheet.facts) == (1, 1, FACTS[kind])
    assert sheet.made_by_id == lena.membership_id
    assert line.text.endswith(".")
    assert ("sheet.written", {"kind": kind.value, "number": 1}) in events_of(case)
    assert str(sheet) == f"sheet:{sheet.pk}"


@pytest.mark.parametrize(
    ("kind", "changes", "wanted"),
    [
        ("referral", {}, ["police_ceop"]),
        ("referral", {"to": "ceop"}, ["police_ceop"]),
        ("referral", {"to": "la"}, ["referred_la"]),
        ("referral", {"to": "lado"}, []),
        ("referral", {"decision": "advice"}, ["advice"]),
        ("referral", {"decision": "not_referred"}, []),
        (
            "referral",
            {
                "decision": "not_referred",
                "parents": "yes",
                "parents_on": "2026-11-03",
                "parents_at": "16:00",
                "parents_how": "The father, by telephone.",
            },
            ["parents"],
        ),
        ("search", {}, ["parents"]),
        ("search", {"parents": "no", "parents_why": "It would put the child at risk."}, []),
        ("community", {}, ["community"]),
        ("disclosure", {}, []),
        ("breach", {}, []),
    ],
)
def test_what_appendix_i_asks_as_well_is_written_at_the_same_time(
    case, lena, kind, changes, wanted
):
    write_sheet(case, lena, kind, **changes)

    written = Entry.objects.filter(incident=case, kind=EntryKind.ACTION)
    assert [one.action for one in written] == wanted
    assert all(one.done_by_words == "Lena Larch" for one in written)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Search: nothing was found."),
        (
            {"found": "yes", "items": "A phone.", "device": "kept", "device_words": "A phone.",
             "kept": "The safe.", "looked": "no"},
            "Search: something was found. Taken and kept safe.",
        ),
        (
            {"searched": ["nothing"], "device": "police", "device_words": "A phone.",
             "police_reference": "CR/1", "looked": "no"},
            "A device was taken without a search. Handed to the police.",
        ),
    ],
)  # fmt: skip
def test_a_search_says_what_came_of_it(case, lena, changes, words):
    write_sheet(case, lena, "search", **changes)

    assert Entry.objects.get(kind=EntryKind.SHEET).text == words


def test_the_action_has_the_sheets_own_moment(case, lena):
    write_sheet(case, lena, "referral", reference="CR/12")

    action = Entry.objects.get(kind=EntryKind.ACTION)
    assert action.happened_at == datetime(2026, 11, 3, 10, 15, tzinfo=UTC)
    assert action.text == "Referred: Police. Reference: CR/12."


def test_sheets_of_a_kind_are_numbered_on_their_incident(oakfield, case, lena):
    other = make_case(oakfield, "acknowledged", by=lena)
    numbers = [
        write_sheet(case, lena, "disclosure").number,
        write_sheet(case, lena, "disclosure").number,
        write_sheet(case, lena, "community").number,
        write_sheet(other, lena, "disclosure").number,
    ]

    assert numbers == [1, 2, 1, 1]


def correct(case, by, *, kind="referral", number=1, revision=1, reason="A slip.", **changes):
    given = {"kind": SheetKind(kind), "number": number, "revision": revision, "reason": reason}
    return services.correct(incident=case, by=by, facts=facts(kind, **changes), **given)


def test_a_correction_is_another_revision_and_the_first_stays(case, lena, dee):
    first = write_sheet(case, lena, "referral", decision="not_referred")
    second = correct(case, dee, decision="referred")

    first.refresh_from_db()
    assert (first.facts["decision"], second.facts["decision"]) == ("not_referred", "referred")
    assert (second.number, second.revision, second.reason) == (1, 2, "A slip.")
    assert ("sheet.corrected", {"kind": "referral", "number": 1}) in events_of(case)
    assert "Corrected: Referral." in Entry.objects.filter(kind=EntryKind.SHEET).last().text
    # The referral that came with the correction is an immediate action now.
    assert last_entry(case).action == "police_ceop"


def test_a_correction_does_not_tell_an_action_twice(case, lena):
    write_sheet(case, lena, "referral")
    correct(case, lena, reference="CR/12")

    assert Entry.objects.filter(kind=EntryKind.ACTION).count() == 1


def test_somebody_elses_correction_is_not_overwritten(case, lena, dee):
    write_sheet(case, lena, "referral")
    correct(case, dee, reference="CR/12")

    with refused("Somebody else corrected this sheet"):
        correct(case, lena, reason="Mine.", reference="CR/13")


def test_the_database_itself_refuses_two_of_the_same_revision(case, lena, monkeypatch):
    write_sheet(case, lena, "referral")
    monkeypatch.setattr(services.queries, "next_number", lambda *_a: 1)

    with refused("Somebody else corrected this sheet"):
        write_sheet(case, lena, "referral")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": " ", "reference": "CR/12"}, "Give a reason"),
        ({}, "Nothing is different"),
        ({"number": 2, "reference": "CR/12"}, "This sheet was not found"),
        ({"number": 10**30, "reference": "CR/12"}, "This sheet was not found"),
        ({"to": None}, "Choose an answer to “To whom”"),
    ],
)
def test_a_correction_that_cannot_be(case, lena, changes, words):
    write_sheet(case, lena, "referral")

    with refused(words):
        correct(case, lena, **changes)


def test_facts_that_do_not_do_are_refused(case, lena):
    with refused("Fill in “Reason for the decision”"):
        write_sheet(case, lena, "referral", reason=None)


def test_facts_of_another_kind_are_our_mistake(case, lena):
    with pytest.raises(ValueError, match="Not facts of referral"):
        write_sheet(case, lena, "referral", colour="red")


def test_a_closed_record_is_reopened_first(case, lena):
    write_sheet(case, lena, "referral")
    words = {"summary": "All.", "outcome": "talk", "outcome_words": "Enough."}
    closing.close(incident=case, by=lena, **words)

    with refused("only after it is reopened"):
        write_sheet(case, lena, "disclosure")
    with refused("only after it is reopened"):
        correct(case, lena, reference="CR/12")
    with refused("only after it is reopened"):
        mark(case, lena, ai=True)


def test_who_does_not_handle_incidents_writes_none(oakfield, case, tom):
    with refused("Only those who handle incidents"):
        write_sheet(case, tom, "referral")
    with refused("Only those who handle incidents"):
        write_sheet(case, make_member(oakfield, "Sue Sorrel", Role.SENIOR_LEADER), "referral")
    with refused("Only those who handle incidents"):
        mark(case, tom, ai=True)


def test_whoever_is_named_writes_none(case, lena):
    facts_ = {"kind": "staff", "part": Part.WITNESS, "person": entry_of(lena)}
    involvement.add_person(incident=case, by=lena, reason="She saw it.", **facts_)

    with refused("was not found"):
        write_sheet(case, lena, "referral")


def test_without_its_audit_row_nothing_is_kept(case, lena, monkeypatch):
    with audit_that_fails(monkeypatch, "sheet.written"):
        write_sheet(case, lena, "referral")
    with audit_that_fails(monkeypatch, "incident.action_added"):
        write_sheet(case, lena, "referral")
    write_sheet(case, lena, "referral")
    with audit_that_fails(monkeypatch, "sheet.corrected"):
        correct(case, lena, reference="CR/12")
    with audit_that_fails(monkeypatch, "incident.marked"):
        mark(case, lena, ai=True)


def mark(case, by, *, ai=False, strands=(), roles=None, stamp=None):
    row = Incident.objects.get(pk=case.pk)
    seen = marks.stamp(row, queries.numbered(row)) if stamp is None else stamp
    given = {"ai_generated": ai, "strands": strands, "roles": roles or {}, "stamp": seen}
    return services.mark(incident=case, by=by, **given)


def test_marks_are_kept_with_what_stood_there_before(case, lena):
    ada, ben = case.involved.all()
    mark(case, lena, ai=True, strands=["sex", "race"], roles={ada: "target", ben: "ringleader"})
    mark(case, lena, ai=True, strands=["sex"], roles={ben: "assistant"})

    row = Incident.objects.get()
    assert (row.ai_generated, row.strands) == (True, ["sex"])
    assert [one.bullying_role for one in row.involved.all()] == ["target", "assistant"]
    first, second = Entry.objects.filter(kind=EntryKind.NOTE)
    assert first.changes == [
        {"field": "ai_generated", "before": "No", "after": "Yes"},
        {
            "field": "strands",
            "before": "",
            "after": "Race, ethnicity or nationality, Sex, including misogyny",
        },
        {
            "field": "bullying_role",
            "before": "",
            "after": "Ada Ash: Target\nBen Beech: Ringleader",
        },
    ]
    assert [one["field"] for one in second.changes] == ["strands", "bullying_role"]
    assert events_of(case)[-1] == (
        "incident.marked",
        {"fields": ["strands", "bullying_role"]},
    )


def test_marks_that_are_there_already_write_nothing(case, lena):
    mark(case, lena, ai=True)
    before = rows()
    mark(case, lena, ai=True)

    assert rows() == before
