"""Counts nobody can be picked out of."""

from datetime import date

from esafety import suppression
from esafety.suppression import Cover
from policies.surveys import presenters, results
from policies.surveys.models import Survey
from policies.surveys.results import Results

ONE = {"code": "a", "words": "Sad?", "kind": "one", "options": ["Yes", "No"]}
SEVERAL = {"code": "b", "words": "Which?", "kind": "several", "options": ["X", "Y"]}


def sheets(yes=0, no=0, out=0):
    return [{"a": [0]}] * yes + [{"a": [1]}] * no + [{"b": [0, 1]}] * out


def test_below_ten_answers_nothing_is_told():
    assert results.counted([ONE], sheets(yes=9)) is None
    assert results.results(None, None) == Results(enough=False)


def test_ten_are_enough():
    found = results.results(results.counted([ONE], sheets(yes=10)), None)

    (told,) = found.questions
    assert (found.answers, [line.cell for line in told.lines]) == (10, [10, 0, 0])


def test_a_small_count_is_covered_and_so_is_what_would_give_it_away():
    counted = results.counted([ONE], sheets(yes=30, no=3))

    assert counted.cell("a", "No") is Cover.FEW
    assert counted.cell("a", "Yes") is Cover.HIDDEN
    assert counted.cell("a", "Maybe") is None
    assert counted.cell("z", "No") is None


def test_several_answers_may_be_more_than_people():
    counted = results.counted([SEVERAL, ONE], [{"b": [0, 1]}] * 12)

    assert (counted.cell("b", "X"), counted.cell("b", "Y")) == (12, 12)


def test_the_year_before_stands_beside_the_same_words_only():
    before = results.counted([{**ONE, "options": ["Yes", "Never"]}, SEVERAL], sheets(20, 0, 10))
    reworded = {**SEVERAL, "words": "Which ones?"}
    found = results.results(results.counted([ONE, reworded], sheets(20, 0, 10)), before)

    one, several = found.questions
    assert [line.before for line in one.lines] == [20, None, 10]
    assert (several.reworded, [line.before for line in several.lines]) == (True, [None] * 3)
    assert found.answers_before == 30


def test_where_no_proof_is_found_nothing_is_told(monkeypatch):
    def no_proof(counts, rules):
        raise suppression.NotProven("a.0")

    monkeypatch.setattr(results, "suppress", no_proof)
    assert results.counted([ONE], sheets(yes=20)) is None


def test_cells_in_words():
    counted = results.counted([ONE, SEVERAL], sheets(yes=40, no=3, out=10))
    found = results.results(counted, counted)

    survey = Survey(audience="pupils", opens_on=date(2026, 11, 3))
    listing = presenters.file_of(survey, found)
    rows = listing.rows
    assert listing.title == "Survey: Pupils, 2026"
    assert len(listing.head) == len(rows[0])
    assert rows[0][:2] == ["Sad?", "Yes"]
    assert ["Sad?", "No", "fewer than 5", "fewer than 5"] in rows
    assert "Left out" in {row[1] for row in rows}
    words = {row[2] for row in rows}
    assert "not shown" in words or any("%" in one for one in words)
    assert presenters.cell(0, 0) == "0 (0%)"
