"""A record is not closed while a breach waits for its decision."""

import pytest

from esafety.access.refused import Refused
from incidents.services import closing, triage
from incidents.sheets import services
from incidents.sheets.choices import SheetKind
from incidents.sheets.settling import check_settled
from tests.incidents.cases import held, make_case
from tests.incidents.sheets.papers import facts, write_sheet

DECIDED = {
    "ico": "not_told",
    "ico_reason": "No risk.",
    "ico_by": "Hari",
    "ico_on": "2026-11-03",
    "ico_at": "15:00",
}


def test_only_a_clock_that_runs_stands_in_the_way(oakfield, lena):
    case = make_case(oakfield, "investigating", lena)
    check_settled(case)
    write_sheet(case, lena, "referral")
    check_settled(case)
    write_sheet(case, lena, "breach")
    with pytest.raises(Refused, match="Decide whether the Information Commissioner is told"):
        check_settled(case)

    services.correct(
        incident=case,
        by=lena,
        kind=SheetKind.BREACH,
        number=1,
        revision=1,
        facts=facts("breach", **DECIDED),
        reason="Decided.",
    )

    check_settled(case)


def test_a_record_with_an_undecided_breach_is_not_closed(oakfield, lena):
    case = make_case(oakfield, "investigating", lena)
    write_sheet(case, lena, "breach")
    before = held()

    with pytest.raises(Refused, match="before this record ends"):
        closing.close(
            incident=case,
            by=lena,
            summary="A list was mailed.",
            outcome="technical",
            outcome_words="It is deleted.",
        )

    assert held() == before


def test_nor_is_it_set_aside_or_merged(oakfield, lena):
    case, other = (make_case(oakfield, "investigating", lena) for _ in range(2))
    write_sheet(case, lena, "breach")
    before = held()

    with pytest.raises(Refused, match="before this record ends"):
        triage.mark_not_incident(incident=case, by=lena, reason="A test list.")
    with pytest.raises(Refused, match="before this record ends"):
        triage.merge(incident=case, by=lena, into=other.reference, reason="The same.")

    assert held() == before
