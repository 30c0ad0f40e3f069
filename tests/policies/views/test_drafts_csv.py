"""A CSV pasted into a draft."""

import re

import pytest

from policies import tables
from tests.policies.changes import held, reword
from tests.policies.views.test_drafts import EDIT, rows


def test_a_csv_is_shown_before_it_is_loaded(drafted, client_of, lena):
    mine, page = client_of(lena), f"{EDIT}import/"
    text = tables.as_csv(drafted.base.rows).replace("Using proxy sites", "Using VPNs")
    before = held()
    seen = mine.post(page, {"text": text, "revision": "1"}).content.decode()
    checked = re.search(r'name="checked" value="([0-9a-f]{64})"', seen)[1]

    assert "is now “Using VPNs" in seen
    # Another text than the one that was shown is not loaded.
    mine.post(page, {"text": text + " ", "revision": "1", "checked": checked, "load": "1"})
    assert held() == before
    answer = mine.post(page, {"text": text, "revision": "1", "checked": checked, "load": "1"})
    assert answer["Location"] == EDIT
    assert any("Using VPNs" in row[1] for row in rows(drafted))


def test_a_csv_of_a_stale_page_is_not_loaded_over_anothers_work(drafted, client_of, lena):
    mine, page = client_of(lena), f"{EDIT}import/"
    text = tables.as_csv(drafted.base.rows[:3])
    seen = mine.post(page, {"text": text, "revision": "1"}).content.decode()
    checked = re.search(r'name="checked" value="([0-9a-f]{64})"', seen)[1]
    reword(drafted, 1, "Other words", by=lena)
    sent = {"text": text, "revision": "1", "checked": checked, "load": "1"}

    assert "from another page after you opened this one" in mine.post(page, sent).content.decode()
    assert len(rows(drafted)) == 17


@pytest.mark.parametrize("text", ["", "\x00", "code\n1,2", "=cmd()", "<script>", "x" * 200_001])
def test_a_text_that_is_no_table_is_told_and_kept(drafted, client_of, lena, text):
    answer = client_of(lena).post(f"{EDIT}import/", {"text": text, "load": "1"})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert rows(drafted) == drafted.base.rows


def test_a_paste_of_many_mistakes_says_the_first_and_how_many_more(drafted, client_of, lena):
    text = "code,misuse,warning\n" + "a,b\n" * 50

    page = client_of(lena).post(f"{EDIT}import/", {"text": text}).content.decode()

    assert page.count("Line 2: This line has 2 cells; the headings are 3.") == 2
    assert page.count("And 30 more like these.") == 2
    assert "Line 40" not in page
