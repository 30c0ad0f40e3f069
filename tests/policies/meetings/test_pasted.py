"""Lines of a spreadsheet read as meetings: each that is left out with its column and why."""

from datetime import date

import pytest

from esafety import records
from policies import rows
from policies.meetings import pasted
from policies.meetings.pasted import Row

HEAD = "day,kind,title,place"
DAY = date(2026, 9, 4)


def read(*lines, head=HEAD):
    return pasted.read(records.read("\n".join((head, *lines))))


def test_lines_of_a_file_and_of_a_spreadsheet():
    found = read("4/9/2026,log_review, Autumn  one,Room 4", "", "4.9.2026,committee,,")
    tabs = read("2026-09-04\tLog review\tAutumn one\tRoom 4", "2026-09-04\tCOMMITTEE\t\t",
                head=HEAD.replace(",", "\t"))  # fmt: skip

    assert found.rows == tabs.rows
    assert found.rows == [Row(DAY, "log_review", "Autumn one", "Room 4"),
                          Row(DAY, "committee", "", "")]  # fmt: skip
    assert found.wrong == tabs.wrong == []
    assert [row.label for row in found.rows] == ["Log review", "Committee meeting"]


def test_title_and_place_may_be_left_out_and_other_columns_are():
    found = read("x,committee,4/9/2026,5", head="State,Kind,Day,Decisions")
    assert found.rows == [Row(DAY, "committee", "", "")]


@pytest.mark.parametrize(
    ("line", "column", "sentence"),
    [
        ("31/2/2026,committee,,", "Day", "no day"),
        ("soon,committee,,", "Day", "“soon” is no day"),
        (",committee,,", "Day", "no day"),
        ("1/1/1900,committee,,", "Day", "no day"),
        ("0/0/0000,committee,,", "Day", "no day"),
        ("4/9/2201,committee,,", "Day", "too far ahead"),
        ("٤/9/2026,committee,,", "Day", "no day"),
        ("4/9/2026,party,,", "Kind", "log_review, committee"),
        ("4/9/2026", "Kind", "log_review, committee"),
        (f"4/9/2026,committee,{'t' * 121},", "Title", "120 characters or fewer"),
        (f"4/9/2026,committee,,{'p' * 121}", "Place", "120 characters or fewer"),
    ],
)
def test_a_wrong_line(line, column, sentence):
    found = read("4/9/2026,log_review,,", line)

    assert len(found.rows) == 1
    [wrong] = found.wrong
    assert (wrong.line, wrong.column, sentence in wrong.sentence) == (3, column, True)


def test_the_same_meeting_twice():
    lines = ("4/9/2026,committee,Autumn,Hall", "4/9/2026,committee,AUTUMN,Room 4")
    found = read(*lines, "4/9/2026,committee,Spring,", "4/9/2026,log_review,Autumn,")

    assert len(found.rows) == 3
    assert found.wrong == [rows.Wrong(3, "This is the same as line 2.")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has to name each column"),
        ("day,title\n4/9/2026,x", "has to name each column"),
        (f"{HEAD},Day\n", "has to name each column once"),
        (HEAD, "no rows"),
        ("\n".join([HEAD, *(f"4/9/2026,committee,T{n}," for n in range(101))]), "100 meetings"),
    ],
)
def test_a_text_that_cannot_be_read_at_all(text, says):
    with pytest.raises(records.Unreadable) as refused:
        pasted.read(records.read(text))

    assert says in refused.value.sentence


def test_what_is_confirmed_is_what_was_shown():
    given = records.read(f'{HEAD}\n\n4/9/2026,committee,"A, ""b""",Hall\nx,,,')
    again = records.read(rows.as_text(given))

    assert pasted.read(again) == pasted.read(given)
    assert [one.line for one in pasted.read(again).wrong] == [4]
