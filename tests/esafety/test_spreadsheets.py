"""CSV and XLSX: what goes in comes out, and no cell is ever run as a formula."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esafety import spreadsheets

HEAD = ["Name", "Details"]
DANGEROUS = [
    "=1+1",
    "+44 20",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "＠x",
    "=cmd|' /C calc'!A0",
]


def from_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def from_xlsx(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).active


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_that_could_be_run_is_escaped_in_csv(text):
    cell = from_csv(spreadsheets.csv_bytes(HEAD, [[text, ""]]))[1][0]

    assert cell == f"'{text}"


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_that_could_be_run_is_text_in_xlsx(text):
    cell = from_xlsx(spreadsheets.xlsx_bytes(HEAD, [[text, ""]], title="Log"))["A2"]

    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.strip() == text.strip()


def test_plain_words_stay_as_they_are():
    rows = [["Zoë Ash", "He said: “no”, then\nleft; 3-4 pm"]]

    assert from_csv(spreadsheets.csv_bytes(HEAD, rows)) == [HEAD, *rows]
    sheet = from_xlsx(spreadsheets.xlsx_bytes(HEAD, rows, title="Log"))
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [HEAD, *rows]
    assert not sheet["A2"].quotePrefix


def test_a_csv_file_says_that_it_is_utf_8():
    assert spreadsheets.csv_bytes(HEAD, []).startswith(b"\xef\xbb\xbf")


def test_a_sheet_has_a_name_widths_and_a_fixed_heading():
    made = spreadsheets.xlsx_bytes(
        HEAD, [], title="Log: all / every [one] of them, really", widths=(9, 40)
    )
    sheet = from_xlsx(made)

    assert len(sheet.title) <= 31
    assert sheet.freeze_panes == "A2"
    assert (sheet.column_dimensions["B"].width, sheet["A1"].font.bold) == (40, True)


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_text_whatever_becomes_a_formula(text):
    cell = from_csv(spreadsheets.csv_bytes(["x"], [[text, "end"]]))[1][0]

    assert not spreadsheets.is_formula(cell)
    assert cell.removeprefix("'") == spreadsheets.clean(text) or cell == spreadsheets.clean(text)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_written_as_xlsx(texts):
    sheet = from_xlsx(spreadsheets.xlsx_bytes(["x"], [[text] for text in texts], title="Log"))

    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert len(list(sheet.iter_rows())) == len(texts) + 1


def test_a_very_long_text_is_cut_where_a_cell_ends():
    sheet = from_xlsx(spreadsheets.xlsx_bytes(["x"], [["a" * 40_000]], title="Log"))

    assert len(sheet["A2"].value) == 32_000
