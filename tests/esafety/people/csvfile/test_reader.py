"""Reading a whole file: rows out, or one sentence; never an exception."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esafety.people.csvfile import Reading, Unreadable, read, reader

GOOD = "Forename,Surname,UPN,Year,Shoe size\nAda,Ash,R201100018042,8,34\nBen,Beech,,9,\n"


def test_values_are_read_by_their_columns_and_other_columns_are_listed():
    found = read(GOOD.encode(), "pupils")

    assert found.rows[0].line == 2
    assert found.rows[0].values == {
        "first_name": "Ada",
        "last_name": "Ash",
        "upn": "R201100018042",
        "year_group": "8",
    }
    assert found.rows[0].errors == []
    assert found.ignored == ["Shoe size"]


def test_a_pupil_who_could_not_be_known_again_is_an_error():
    errors = read(GOOD, "pupils").rows[1].errors

    assert [(e["column"], "known again" in e["sentence"]) for e in errors] == [("", True)]


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffforename;surname;dob\nAda;Ash;1/9/2014\n",
        "forename\tsurname\tdob\r\nAda\tAsh\t1/9/2014\r\n",
        b"\xef\xbb\xbfforename,surname,dob\nAda,Ash,1/9/2014",
        "forename,surname,dob\nAda,Ash,1/9/2014\n".encode("utf-16"),
        'forename,surname,dob\n\n"Ada",Ash,1/9/2014\n,,\n',
    ],
)
def test_marks_between_cells_and_encodings_are_found_out(data):
    rows = read(data, "pupils").rows

    assert [row.values["date_of_birth"] for row in rows] == ["2014-09-01"]


def test_letters_of_an_old_windows_file_are_read():
    data = "first name,last name,email\nZoë,Núñez,zoe@brook.example\n".encode("cp1252")

    assert read(data, "staff").rows[0].values["first_name"] == "Zoë"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"forename,surname\n", "no rows"),
        (b"forename,surname\n,\n", "no rows"),
        (b"PK\x03\x04rest of a workbook", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0old workbook", "spreadsheet"),
        (b"forename,surname\nA\x81da,Ash\n", "letters"),
        (b"\xff\xfeA", "letters"),
        (b"forename,surname\nA\0da,Ash\n", "not a text file"),
        (b"a,b\nAda,Ash\n", "First name"),
        (b"forename,name\nAda,Ash\n", "Last name"),
        (b"forename,first name,surname\nAda,Ada,Ash\n", "Two columns"),
        (b'forename,surname\n"' + b"x" * 200_000 + b'",Ash\n', "CSV"),
        (b"," * 300 + b"\n", "columns"),
        (b"x" * (reader.LARGEST + 1), "5 MB"),
        (b"forename,surname\n" + b"A,B\n" * 10_001, "10,000"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, words):
    with pytest.raises(Unreadable) as unreadable:
        read(data, "governors")
    assert words in unreadable.value.sentence


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("Ada,,1/9/2014,8,,,,", "last_name", "missing"),
        (",Ash,1/9/2014,8,,,,", "first_name", "missing"),
        ("Ada,Ash,1/9/2914,8,,,,", "date_of_birth", "future"),
        ("Ada,Ash,soon,8,,,,", "date_of_birth", "cannot be read"),
        ("Ada,Ash,1/9/2014,99,,,,", "year_group", "not known"),
        ("Ada,Ash,1/9/2014,8,1/9/2025,1/9/2024,,", "left_on", "before the joining"),
        ("Ada,Ash,1/9/2014,8,,,ann@home.example,", "guardian_1_first_name", "missing"),
        ("Ada,Ash,1/9/2014,8,,,nobody,Ann", "guardian_1_email", "e-mail"),
        ("Ada,Ash,1/9/2014,8,,,,,more", "", "more cells"),
        (f"{'A' * 81},Ash,1/9/2014,8,,,,", "first_name", "too long"),
    ],
)
def test_a_fault_names_its_column_and_says_what_is_wrong(row, column, words):
    head = "forename,surname,dob,year,joined on,left on,guardian 1 email,guardian 1 first name\n"
    errors = read(head + row + "\n", "pupils").rows[0].errors

    assert (column, True) in [(e["column"], words in e["sentence"]) for e in errors]


def test_staff_need_an_address_or_a_number():
    rows = read("forename,surname,staff number\nTom,Thorn,\nDee,Dogwood,7\n", "staff").rows

    assert ["known again" in str(row.errors) for row in rows] == [True, False]


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "Ada",
            "Ash",
            "1/9/2014",
            "31/31/2014",
            "R201100018042",
            "A201100018042",
            "8",
            "99",
            "=1+1",
            "<b>x</b>",
            "\x00",
            "\ud83d",
            "yes",
            "ada@home.example",
            '"',
            "\n",
        ]
    ),
)
HEADS = st.lists(
    st.one_of(
        st.sampled_from(
            ["Forename", "Surname", "DOB", "Year", "UPN", "left on", "Guardian 1 email"]
        ),
        CELLS,
    ),
    max_size=8,
)


def written(rows) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, escapechar="\\")
    for row in rows:
        writer.writerow(row)
    return out.getvalue()


def sentences(data, kind):
    """What the reader says of a file; every fault has a sentence for a person."""
    try:
        found = read(data, kind)
    except Unreadable as unreadable:
        return [unreadable.sentence]
    assert isinstance(found, Reading)
    return [error["sentence"] for row in found.rows for error in row.errors]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["pupils", "staff", "governors"]),
    HEADS,
    st.lists(st.lists(CELLS, max_size=9), max_size=5),
)
def test_a_malformed_table_is_never_an_exception(kind, head, rows):
    data = written([head, *rows])

    assert "" not in sentences(data, kind)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["pupils", "staff", "governors"]), st.binary(max_size=300))
def test_bytes_of_any_kind_are_never_an_exception(kind, data):
    assert "" not in sentences(data, kind)
    assert "" not in sentences(b"forename,surname,dob\nAda,Ash,1/9/2014\n" + data, kind)
