"""A file of rows is read, or refused with a sentence."""

import io
import zipfile

import pytest

from esafety import records, spreadsheets


@pytest.mark.parametrize(
    "data",
    [
        "a,b\n1,2\n",
        "a;b\n1;2\n",
        "\ufeffa\tb\n1\t2\n",
        b"\xef\xbb\xbfa,b\n1,2\n",
        "a,b\n1,2\n".encode("utf-16"),
    ],
)
def test_the_marks_and_letters_of_usual_files(data):
    assert records.read(data) == [["a", "b"], ["1", "2"]]


def test_letters_of_older_programs():
    assert records.read("a\né\n".encode("cp1252")) == [["a"], ["é"]]


def refused(data, **more):
    with pytest.raises(records.Unreadable) as unreadable:
        records.read(data, **more)
    return unreadable.value.sentence


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"x" * (records.LARGEST + 1), "larger than 5 MB"),
        ("a\n" * (records.MOST_ROWS + 2), "10,000 rows"),
        ("a\0b\n", "not a text file"),
        ('"' + "x" * 200_000, "quotation mark"),
        (b"\xff\xfe\x00", "letters in the file"),
        (b"\xd0\xcf\x11\xe0", "This is a spreadsheet"),
    ],
)
def test_what_cannot_be_read(data, says):
    assert says in refused(data)


def sheet(rows):
    return spreadsheets.xlsx_bytes(["a"], rows, title="x")


def test_a_spreadsheet_is_read_only_where_it_is_taken():
    body = sheet([["1"]])

    assert "This is a spreadsheet" in refused(body)
    assert records.read(body, sheets=True) == [["a"], ["1"]]


def test_a_spreadsheet_with_too_many_rows():
    assert "10,000 rows" in refused(sheet([["1"]] * (records.MOST_ROWS + 1)), sheets=True)


def test_a_file_that_grows_beyond_measure_is_never_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(7):
            packed.writestr(f"part{number}", b"\0" * 10_000_000)

    assert "cannot be read" in refused(out.getvalue(), sheets=True)


def test_empty_and_odd_cells():
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["a", None, 2.0, 2.5, False])
    out = io.BytesIO()
    book.save(out)

    assert records.read(out.getvalue(), sheets=True) == [["a", "", "2", "2.5", "no"]]
