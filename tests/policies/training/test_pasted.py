"""Lines of a spreadsheet: each that is wrong with its number and why."""

from datetime import date

import pytest

from esafety import records
from esafety.spreadsheets import csv_bytes, xlsx_bytes
from policies import rows
from policies.training import pasted

HEAD = "day,kind,title,led_by,email"
MEMBERS = {"tom@oakfield.example": 1, "nat@oakfield.example": 2}
TODAY = date(2026, 11, 3)


def read(*lines, head=HEAD):
    return pasted.read(records.read("\n".join((head, *lines))), MEMBERS, TODAY)


def test_lines_of_a_file_and_of_a_spreadsheet():
    found = read("4/9/2026,yearly,Update,Lena,Tom@oakfield.example", "")
    tabs = read("2026-09-04\tYEARLY\tUpdate\tLena\ttom@oakfield.example",
                head=HEAD.replace(",", "\t"))  # fmt: skip

    assert found.rows == tabs.rows
    assert found.rows == [pasted.Row(date(2026, 9, 4), "yearly", "Update", "Lena", 1)]
    assert found.wrong == tabs.wrong == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("31/2/2026,yearly,Update,,tom@oakfield.example", "no day"),
        ("soon,yearly,Update,,tom@oakfield.example", "no day"),
        ("1/1/1900,yearly,Update,,tom@oakfield.example", "no day"),
        ("4/11/2026,yearly,Update,,tom@oakfield.example", "still to come"),
        ("4/9/2026,party,Update,,tom@oakfield.example", "kind has to be"),
        ("4/9/2026,yearly,,,tom@oakfield.example", "title is missing"),
        ("4/9/2026,yearly,Update,,ann@elsewhere.example", "email address"),
        ("4/9/2026,yearly", "title is missing"),
        ("4/9/2026,yearly,Update", "email address"),
    ],
)
def test_a_wrong_line(line, sentence):
    found = read("4/9/2026,yearly,Update,,nat@oakfield.example", line)

    assert len(found.rows) == 1
    assert [(one.line, sentence in one.sentence) for one in found.wrong] == [(3, True)]


def test_a_line_twice():
    line = "4/9/2026,yearly,Update,,nat@oakfield.example"
    assert "same as line 2" in read(line, line).wrong[0].sentence


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has to name each column"),
        ("a,b", "has to name each column"),
        (f"{HEAD},day\n", "has to name each column once"),
        (HEAD, "no rows"),
        (HEAD + "\n,,,,\n", "no rows"),
        (HEAD + "\nx" * 10_001, "more than 10,000"),
    ],
)
def test_a_text_that_cannot_be_read_at_all(text, says):
    with pytest.raises(records.Unreadable) as refused:
        pasted.read(records.read(text), MEMBERS, TODAY)

    assert says in refused.value.sentence


def test_our_own_file_comes_back_with_its_formulas_as_they_were():
    head = ["Day", "Kind", "Title", "Who led it", "Name", "Email", "How it was noted"]
    one = ["2026-09-04", "Yearly training of staff", "=2+3", "-Lena", "Tom", "tom@oakfield.example",
           "Ticked on the list"]  # fmt: skip
    for body in (csv_bytes(head, [one]), xlsx_bytes(head, [one], title="x")):
        found = pasted.read(records.read(body, sheets=True), MEMBERS, TODAY)
        assert found.rows == [pasted.Row(date(2026, 9, 4), "yearly", "=2+3", "-Lena", 1)]


def test_what_is_confirmed_is_what_was_shown():
    given = records.read(f'{HEAD}\n\n4/9/2026,yearly,"A, ""b""",,tom@oakfield.example\nx,,,,')

    again = records.read(rows.as_text(given))

    assert pasted.read(again, MEMBERS, TODAY) == pasted.read(given, MEMBERS, TODAY)
    assert [one.line for one in pasted.read(again, MEMBERS, TODAY).wrong] == [4]
    with pytest.raises(records.Unreadable):
        rows.as_text([["x" * 1_500_001]])


def test_five_thousand_lines_with_fifty_bad_ones():
    good = [f"4/9/2026,yearly,Update {n},,tom@oakfield.example" for n in range(4950)]
    bad = [f"4/9/2026,yearly,Update {n},,nobody{n}@oakfield.example" for n in range(50)]
    found = read(*good, *bad)

    assert (len(found.rows), len(found.wrong)) == (4950, 50)
    assert found.wrong[0].line == 4952
