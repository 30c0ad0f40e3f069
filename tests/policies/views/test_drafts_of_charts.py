"""The pages on which charts and signposts are written: each row a card."""

from policies.services import drafting
from tests.policies.changes import fresh, table
from tests.policies.views.test_drafts import fields_of, rows


def test_a_school_writes_a_step_and_an_answer_without_thinking_of_codes(ruled, client_of, lena):
    mine, draft = client_of(lena), drafting.begin(table=table("chart-illegal"), by=lena)
    page = draft.table.url("edit_draft")
    mine.post(page, {**fields_of(mine, page), "act": "add_below:1"})
    new = {"cell-20-answer_words": "I was told so", "cell-20-goes_to": "inform"}
    mine.post(page, {**fields_of(mine, page), **new, "act": "add_row"})
    step = {"cell-21-kind": "step", "cell-21-words": "Ring the trust", "cell-21-goes_to": "keep"}
    answer = mine.post(page, {**fields_of(mine, page), **step, "act": "preview"})

    assert answer["Location"] == f"{page}?check=1#main-content"
    shown = mine.get(answer["Location"].partition("#")[0]).content.decode()
    assert (
        "Nothing leads to “ring_the_trust”." in shown or "Nothing leads to “ring_trust”." in shown
    )
    lines = {o.key: o.cells for o in drafting.grid_of(fresh(draft)).lines}
    assert (lines[20]["node"], lines[20]["answer"]) == ("illegal", "i_was_told_so")
    # Something has to lead there: then it is a chart.
    sent = {**fields_of(mine, page), "cell-8-goes_to": lines[21]["node"], "act": "preview"}
    assert mine.post(page, sent)["Location"] == f"{page}preview/"


def test_a_chart_offers_its_boxes_and_only_the_fields_that_a_row_has_use_for(
    ruled, client_of, lena
):
    drafting.begin(table=table("chart-illegal"), by=lena)
    page = table("chart-illegal").url("edit_draft")
    shown, sent = client_of(lena).get(page).content.decode(), fields_of(client_of(lena), page)

    assert '<option value="keep">Keep all evidence' in shown
    assert '<option value="chart-staff">Is a member of staff involved?</option>' in shown
    assert {"cell-1-words", "cell-1-answer", "cell-1-task"} <= sent.keys()
    assert not {"cell-2-words", "cell-2-task", "cell-4-answer", "cell-19-task"} & sent.keys()


def test_a_signpost_is_checked_with_the_day_as_it_is_written(ruled, client_of, lena):
    mine, draft = client_of(lena), drafting.begin(table=table("signposts"), by=lena)
    page = draft.table.url("edit_draft")
    said = {"cell-1-checked_on": "1 July 2026", "cell-1-next_check": "1/7/2027", "act": "save"}
    mine.post(page, {**fields_of(mine, page), **said})

    assert rows(draft)[1][6:] == ["2026-07-01", "2027-07-01"]
    assert fields_of(mine, page)["cell-1-checked_on"] == "1/7/2026"
    wrong = {"cell-1-checked_on": "1/7/26", "cell-2-applies_to": "grooming, hate", "act": "save"}
    answer = mine.post(page, {**fields_of(mine, page), **wrong})
    shown = mine.get(answer["Location"].partition("#")[0]).content.decode()
    assert shown.count("Write a day that exists, such as 1/11/2026.") == 2
    assert 'id="cell-2-applies_to_error"' in shown
    assert 'value="1/7/26"' in shown
