"""Tables as CSV, XLSX and JSON. Pure: rows of text in, bytes out; no cell is ever a formula."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence

# A cell that begins so is read as a formula by the usual programs, the last four in some of them.
_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BLANKS = ("\t", "\r", "\n")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_LONGEST = 32_000  # a cell of a spreadsheet holds 32,767 signs
MOST_ROWS = 1_048_000  # and a sheet 1,048,576 rows

Row = Sequence[str]


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program might run the text instead of showing it."""
    return text.startswith(_BLANKS) or text.lstrip().startswith(_STARTS)


def clean(text: str) -> str:
    """The text without control characters, which neither kind of file can hold."""
    return _UNPRINTABLE.sub("", text)


def escaped(text: str) -> str:
    """The text for a CSV cell: with an apostrophe before it where it could be run."""
    text = clean(text)
    return f"'{text}" if is_formula(text) else text


def csv_bytes(head: Row, rows: Iterable[Row]) -> bytes:
    """A CSV file that spreadsheet programs open as UTF-8, with every cell escaped."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
    for row in _all(head, rows):
        writer.writerow([escaped(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def xlsx_bytes(head: Row, rows: Iterable[Row], *, title: str, widths: Sequence[int] = ()) -> bytes:
    """An XLSX file of one sheet; every cell is text, marked as such where it could be run.

    `title` is the sheet's name (31 signs at most); `widths` are in characters, one per column.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", clean(title))[:31])
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    styles = _Styles(sheet)
    for number, row in enumerate(_all(head, rows)):
        sheet.append([styles.cell(cell, heading=number == 0) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def json_bytes(codes: Row, rows: Iterable[Row]) -> bytes:
    """A JSON file in UTF-8: a list of objects, each with a text for every code. A text stays as it
    is: a program reads it, and no program runs a text of JSON as a formula."""
    found = [dict(zip(codes, map(clean, row), strict=True)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8")


class _Styles:
    """Makes cells of one sheet, wrapped and aligned to the top."""

    def __init__(self, sheet: object) -> None:
        from openpyxl.styles import Alignment, Font

        self._sheet = sheet
        self._bold = Font(bold=True)
        self._wrapped = Alignment(wrap_text=True, vertical="top")

    def cell(self, text: str, *, heading: bool) -> object:
        from openpyxl.cell import WriteOnlyCell

        text = clean(text)
        cell = WriteOnlyCell(self._sheet, value=text[:_LONGEST])
        cell.data_type = "s"  # or a text that begins with = would become a formula
        cell.alignment = self._wrapped
        if heading:
            cell.font = self._bold
        if is_formula(text):
            cell.quotePrefix = True  # stays text when somebody edits it
        return cell


def _all(head: Row, rows: Iterable[Row]) -> Iterable[Row]:
    yield head
    yield from rows
