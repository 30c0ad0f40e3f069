"""The pages on which a draft is written."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import RuleTableDraft
from policies.services import drafting
from tests.policies.changes import change, fresh, reword, table

URL = "/oakfield/rules/pupil-actions/"
EDIT = f"{URL}draft/"


def fields_of(client, page=EDIT):
    """The form of the draft's page as a browser would send it back untouched."""
    body = client.get(page).content.decode()
    form = body[body.index('id="sheet"') :]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf' {a}="([^"]*)"', tag) for a in ("name", "value"))
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            found[name[1]] = html.unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)</textarea>', form):
        found[name] = html.unescape(text)
    for name, options in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', form):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def rows(draft):
    return drafting.grid_of(fresh(draft)).rows()


def test_a_manager_begins_from_the_table_and_comes_back_to_the_same_draft(ruled, client_of, lena):
    mine = client_of(lena)
    assert "Change this table" in mine.get(URL).content.decode()

    for _again in range(2):
        answer = mine.post(f"{EDIT}begin/")
        assert answer["Location"] == EDIT
    assert RuleTableDraft.objects.count() == 1
    page = mine.get(URL).content.decode()
    assert "Draft of a change of" in page
    assert "Change this table" not in page


def test_readers_learn_nothing_of_a_draft(drafted, client_of, tom, gwen, olu):
    for actor in (tom, gwen, olu):
        mine = client_of(actor)
        assert "raft of a change" not in mine.get(URL).content.decode()
        assert mine.get(f"{EDIT}preview/").status_code == 404
        assert mine.get(EDIT).status_code == 403


@pytest.mark.parametrize("code", ["pupil-actions", "levels-responses", "chart-pupils", "signposts"])
def test_a_page_sent_back_untouched_changes_nothing(ruled, client_of, lena, code):
    draft = drafting.begin(table=table(code), by=lena)
    mine, page = client_of(lena), f"/oakfield/rules/{code}/draft/"
    mine.post(page, fields_of(mine, page) | {"act": "save"})

    assert fresh(draft).revision == 1
    assert fresh(draft).grid == draft.grid


def test_what_is_typed_and_ticked_is_saved_by_every_button(drafted, client_of, lena):
    mine = client_of(lena)
    sent = fields_of(mine) | {"cell-1-misuse": "Other  words\r\n", "cell-2-warning": "1"}
    del sent["cell-1-class_teacher"]
    answer = mine.post(EDIT, sent | {"act": "down:1"})

    assert answer["Location"] == f"{EDIT}#row-1"
    assert rows(drafted)[2][:3] == ["illegal_material", "Other words", "0"]
    assert rows(drafted)[1][rows(drafted)[0].index("warning")] == "1"


def test_a_row_and_a_column_are_added_named_and_seen_in_the_preview(drafted, client_of, lena):
    mine = client_of(lena)
    mine.post(EDIT, fields_of(mine) | {"act": "add_column", "new_column": "Ring <home>"})
    answer = mine.post(EDIT, fields_of(mine) | {"act": "add_row"})
    assert answer["Location"] == f"{EDIT}#row-17"
    sent = fields_of(mine) | {"cell-17-misuse": "Using AI", "cell-17-ring_home": "1"}
    answer = mine.post(EDIT, sent | {"act": "preview"}, follow=True)
    page = answer.content.decode()

    assert answer.redirect_chain[-1][0] == f"{EDIT}preview/"
    assert rows(drafted)[-1][:2] == ["using_ai", "Using AI"]
    for words in ("Columns added", "“Ring &lt;home&gt;”", "Rows added", "Send for approval", "New"):
        assert words in page


def test_a_mistake_is_told_beside_its_cell_and_nothing_typed_is_lost(drafted, client_of, lena):
    mine = client_of(lena)
    long = "x" * 301
    sent = fields_of(mine) | {"cell-1-misuse": long, "cell-2-misuse": "", "column-warning": ""}
    page = mine.post(EDIT, sent | {"act": "preview"}, follow=True).content.decode()

    assert long in page
    for words in (
        "There is a problem",
        "Use 300 characters or fewer; these are 301.",
        'href="#cell-1-misuse"',
        'id="cell-2-misuse_error"',
        "Say what this column is called.",
    ):
        assert words in page


def test_no_button_is_lost_on_a_page_that_is_no_longer_fresh(drafted, client_of, lena, hari):
    mine = client_of(hari)
    sent = fields_of(mine) | {"cell-1-misuse": "Hari's words", "act": "save"}
    reword(drafted, 1, "Lena's words", by=lena)
    page = mine.post(EDIT, sent).content.decode()

    assert "Lena Larch saved this draft after you opened it" in page
    assert "Hari&#x27;s words" in page
    assert rows(drafted)[1][1] == "Lena's words"
    revision = re.search(r'name="revision" value="(\d+)"', page)[1]
    mine.post(EDIT, sent | {"revision": revision})
    assert rows(drafted)[1][1] == "Hari's words"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"revision": "x"},
        {"revision": "9" * 40, "act": "save"},
        {"revision": "1", "act": "up:" + "9" * 80},
        {"revision": "1", "act": "\x00", "lines": "1,x,-1," + "9" * 50, "columns": "code"},
        {"revision": "1", "lines": "1", "cell-1-code": "z", "cell-99-misuse": "z", "cell-x": "z"},
        {"revision": "1", "act": "add_column", "new_column": " "},
        {
            "revision": "1",
            "act": "add_column",
            "new_column": "\x00\ud800".encode("utf-8", "replace"),
        },
    ],
)
def test_hostile_input_is_a_sentence_or_nothing(drafted, client_of, lena, sent):
    before = rows(drafted)
    answer = client_of(lena).post(EDIT, sent)

    assert answer.status_code in (200, 302)
    assert rows(drafted)[0][:11] == before[0]
    assert [row[:2] for row in rows(drafted)[1:]] == [row[:2] for row in before[1:]]


def test_retired_rows_and_columns_are_listed_and_come_back(drafted, client_of, lena):
    mine = client_of(lena)
    mine.post(EDIT, fields_of(mine) | {"act": "retire:2"})
    mine.post(EDIT, fields_of(mine) | {"act": "retire_column:warning"})
    page = mine.get(EDIT).content.decode()
    assert "Retired in this draft" in page
    assert "Using non-educational sites without permission" in page

    mine.post(EDIT, fields_of(mine) | {"act": "back:2"})
    mine.post(EDIT, fields_of(mine) | {"act": "back_column:warning"})
    assert rows(drafted) == drafted.base.rows


def test_level_tables_are_changed_each_for_itself_and_shown_together(ruled, client_of, lena):
    mine = client_of(lena)
    page = mine.get("/oakfield/rules/levels-misuse/").content.decode()
    assert page.count("Change “Pupils") == 2
    draft = drafting.begin(table=table("levels-misuse"), by=lena)
    change(draft, by=lena, cells={(1, "level"): "C5"})
    here = "/oakfield/rules/levels-misuse/draft/"

    assert "Both tables of the levels" in mine.get(here).content.decode()
    seen = mine.get(f"{here}preview/").content.decode()
    for words in ("Level C5", "Before: C1", "Level C5 has misuse, but no response", "Suspension"):
        assert words in seen
    other = drafting.begin(table=table("levels-responses"), by=lena)
    change(other, by=lena, cells={(1, "response"): "Conversation with the tutor or teacher"})
    seen = mine.get("/oakfield/rules/levels-responses/draft/preview/").content.decode()
    assert "is now “Conversation with the tutor or teacher”" in seen
    assert "Pupils: responses by level" in mine.get("/oakfield/rules/").content.decode()


def test_each_shape_has_its_preview(ruled, client_of, lena):
    mine = client_of(lena)
    wanted = {
        "user-actions": ({(1, "rating"): "unacceptable"}, "Before: Unacceptable and illegal"),
        "communication-technologies": ({(1, "staff"): "not_allowed"}, "Before: Allowed"),
        "chart-illegal": ({(1, "words"): "Is it against the law?"}, "Is it against the law?"),
        "signposts": ({(1, "name"): "A helpline"}, "Put in force"),
    }
    for code, (cells, words) in wanted.items():
        change(drafting.begin(table=table(code), by=lena), by=lena, cells=cells)
        assert words in mine.get(f"/oakfield/rules/{code}/draft/preview/").content.decode()


def test_a_preview_of_what_is_wrong_leads_back_to_the_table(drafted, client_of, lena, proposed):
    RuleTableDraft.objects.filter(pk=proposed.pk).update(state="draft")
    reword(drafted, 1, "", by=lena)

    answer = client_of(lena).get(f"{EDIT}preview/")
    assert answer["Location"] == f"{EDIT}?check=1#main-content"


def test_what_waits_is_read_and_not_edited(proposed, client_of, lena):
    mine = client_of(lena)

    assert mine.get(EDIT)["Location"] == f"{EDIT}preview/"
    page = mine.post(EDIT, {"revision": "2", "act": "save"}).content.decode()
    assert "Send it back first" in page


def test_a_draft_is_dropped_after_a_word(drafted, client_of, lena):
    mine = client_of(lena)
    assert "Drop the draft" in mine.get(f"{EDIT}drop/").content.decode()

    assert mine.post(f"{EDIT}drop/")["Location"] == URL
    assert mine.get(EDIT).status_code == 404
    assert "Change this table" in mine.get(URL).content.decode()


def test_what_cannot_be_dropped_or_begun_says_why(proposed, client_of, lena):
    page = client_of(lena).post(f"{EDIT}drop/").content.decode()
    assert "cannot become" in page
    empty = type(proposed.table).objects.create(
        school=proposed.school, code="empty", title="E", shape="ticks"
    )
    answer = client_of(lena).post(empty.url("begin_draft"))
    assert answer["Location"] == empty.get_absolute_url()


def test_who_was_overtaken_reads_what_saving_would_undo(drafted, client_of, lena, hari):
    mine, sent = client_of(lena), fields_of(client_of(lena))
    reword(drafted, 1, "Hari's words", by=hari)

    page = mine.post(EDIT, {**sent, "cell-2-misuse": "My words", "act": "save"}).content.decode()

    assert "What saving this page would change" in page
    assert "“Hari&#x27;s words” is now “Deliberately reaching" in page
    assert "is now “My words”." in page
    again = fields_of(mine)
    assert again["revision"] == "2"
    assert "What saving this page would change" not in mine.get(EDIT).content.decode()


def test_every_row_has_a_button_that_adds_one_below_it(drafted, client_of, lena):
    mine = client_of(lena)
    answer = mine.post(EDIT, {**fields_of(mine), "act": "add_below:2"})

    assert answer["Location"] == f"{EDIT}#row-17"
    assert [line.key for line in drafting.grid_of(fresh(drafted)).lines][:4] == [1, 2, 17, 3]


def test_another_schools_draft_is_not_there(drafted, client_of, boris):
    mine = client_of(boris)
    for page in ("", "preview/", "import/", "drop/", "propose/"):
        assert mine.get(EDIT + page).status_code == 404
        assert mine.get(f"/brook/rules/pupil-actions/draft/{page}").status_code == 404


def test_a_table_of_many_rows_takes_no_more_queries(drafted, client_of, lena):
    mine, counts = client_of(lena), []
    mine.get(EDIT)
    for acts in (0, 8):
        for _n in range(acts):
            change(drafted, "add_row", by=lena)
        with CaptureQueriesContext(connection) as queries:
            mine.get(EDIT)
        counts.append(len(queries))

    assert counts[0] == counts[1]
