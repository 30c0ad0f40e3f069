"""Every transition of a report, and every one that is not there."""

from itertools import product

import pytest

from esafety.access.refused import Refused
from reports import workflow
from reports.choices import Part, ReportStatus
from reports.workflow import MOVES, Who, check_can_change, check_move, moves_from

ALL = list(product(Part, ReportStatus, ReportStatus))
COMPLETE = {"reason": "Say more.", "edition": True, "final": True, "correction": True}


@pytest.mark.parametrize(("part", "start", "to"), ALL)
def test_only_the_moves_of_the_table_are_allowed(part, start, to):
    if (part, start, to) in MOVES:
        assert check_move(part=part, start=start, to=to, **COMPLETE) == MOVES[part, start, to]
    else:
        with pytest.raises(Refused, match="cannot become"):
            check_move(part=part, start=start, to=to, **COMPLETE)


@pytest.mark.parametrize("key", [k for k, m in MOVES.items() if m.needs_edition])
def test_what_goes_on_has_an_edition_with_its_words(key):
    part, start, to = key
    with pytest.raises(Refused, match="Build the report first"):
        check_move(part=part, start=start, to=to, edition=False)


@pytest.mark.parametrize("key", [k for k, m in MOVES.items() if m.needs_reason])
def test_what_goes_back_goes_with_a_reason(key):
    part, start, to = key
    with pytest.raises(Refused, match="Give a reason"):
        check_move(part=part, start=start, to=to, reason="  ")


def test_nothing_is_published_before_its_final_edition_is_there():
    with pytest.raises(Refused, match="final edition"):
        check_move(part="main", start="approved", to="published", edition=True)


def test_what_is_published_is_only_corrected_and_an_annex_is_never_published():
    assert list(moves_from(Part.MAIN, ReportStatus.PUBLISHED)) == [ReportStatus.DRAFT]
    assert all(to != ReportStatus.PUBLISHED for part, _s, to in MOVES if part == Part.ANNEX)


def test_only_a_correction_is_given_up():
    with pytest.raises(Refused, match="cannot become"):
        check_move(part="main", start="draft", to="published", **(COMPLETE | {"correction": False}))


def test_an_act_makes_its_own_move_and_no_other_to_the_same_state():
    published = {"part": "main", "start": "published", "to": "draft", "reason": "x"}

    assert check_move(**published, act="report.corrected").needs_reason
    with pytest.raises(Refused, match="cannot become"):
        check_move(**published, act="report.sent_back")


def test_an_annex_is_its_makers_alone():
    assert {m.who for (part, _s, _t), m in MOVES.items() if part == Part.ANNEX} == {Who.MAKER}


@pytest.mark.parametrize("status", [s for s in ReportStatus if s != ReportStatus.DRAFT])
def test_only_a_draft_is_written_in(status):
    check_can_change(ReportStatus.DRAFT)
    with pytest.raises(Refused, match="no longer a draft"):
        check_can_change(status)


def test_every_audit_type_of_a_move_is_registered():
    from esafety.audit import types

    assert {move.audit_type for move in workflow.MOVES.values()} <= set(types.known())
