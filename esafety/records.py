"""A file of rows that somebody sends: bytes or pasted text in, records of cells out.

CSV with commas, semicolons or tabs, and (where the caller takes them) XLSX. Whatever cannot be read
is a sentence for the person who sent it, never another error; no cell is ever run or fetched.
"""

import csv
import io
import zipfile
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 200
_UNPACKED = 60 * 1024 * 1024  # an XLSX file is packed; one that grows beyond this is refused
_XLSX, _XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Unreadable(Exception):
    """The file as a whole cannot be read; `sentence` says why and what to do."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__("unreadable file")
        self.sentence = str(sentence)


def read(data: bytes | str, *, sheets: bool = False) -> list[list[str]]:
    """The records of a whole file, its headings first; raises Unreadable. `sheets`: XLSX too."""
    if len(data) > LARGEST:
        raise Unreadable(_("The file is larger than 5 MB. Split it and send the parts one by one."))
    if sheets and isinstance(data, bytes) and data.startswith(_XLSX):
        return _of_sheet(data)
    return _of_text(data if isinstance(data, str) else _decode(data))


def _decode(data: bytes) -> str:
    if data.startswith((_XLSX, _XLS)):
        raise Unreadable(
            _("This is a spreadsheet. Save it as CSV (comma separated) and try again.")
        )
    encodings = ["utf-8-sig", "cp1252"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        _("The letters in the file cannot be read. Save it as “CSV UTF-8” and try again.")
    )


def _of_text(text: str) -> list[list[str]]:
    """The file cut into records, by the mark that parts the headings: comma, semicolon or tab."""
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise Unreadable(_("This is not a text file. Save it as “CSV UTF-8” and try again."))
    first = text.lstrip().partition("\n")[0]
    mark = max(",;\t", key=first.count)
    found = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            found.append(record)
            _check_number(found)
    except csv.Error as error:
        raise Unreadable(
            _("The file cannot be read as CSV. Look for a quotation mark that is never closed.")
        ) from error
    return found


def _check_number(found: list[list[str]]) -> None:
    if len(found) > MOST_ROWS + 1:
        raise Unreadable(_("The file has more than 10,000 rows. Split it and send the parts."))


def _of_sheet(data: bytes) -> list[list[str]]:
    """The first sheet of an XLSX file, each cell as text."""
    from openpyxl import load_workbook

    sentence = _("The spreadsheet cannot be read. Save it as CSV (comma separated) and try again.")
    found: list[list[str]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _UNPACKED:
                raise Unreadable(sentence)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True):
            found.append(_trimmed([_text_of(cell) for cell in row]))
            _check_number(found)
    except Unreadable:
        raise
    except Exception as error:  # a damaged file fails in as many ways as it has parts
        raise Unreadable(sentence) from error
    return found


def _trimmed(record: list[str]) -> list[str]:
    """The record without the empty cells at its end, up to which a sheet is always filled."""
    while record and not record[-1]:
        record.pop()
    return record


def _text_of(cell: Any) -> str:
    """A cell of a spreadsheet as one would type it: a day as 2026-09-04, a number without .0."""
    if cell is None:
        return ""
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())[:10]
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
