"""A file of people, uploaded or pasted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from esafety.people.csvfile import LARGEST
from esafety.people.forms.files import UploadForm

GOOD = b"forename,surname,dob\nAda,Ash,1/9/2014\n"


def form_of(content=None, **data):
    files = {} if content is None else {"file": SimpleUploadedFile("people.csv", content)}
    return UploadForm({"kind": "pupils", **data}, files)


def test_a_file_or_pasted_rows_are_read():
    for form in (form_of(GOOD), form_of(pasted=GOOD.decode())):
        assert form.is_valid(), form.errors
        assert form.cleaned_data["reading"].rows[0].values["first_name"] == "Ada"


@pytest.mark.parametrize(
    ("form", "field", "words"),
    [
        (form_of, "file", "Choose a CSV file"),
        (lambda: form_of(GOOD, pasted="x"), "file", "not both"),
        (lambda: form_of(b""), "file", "empty"),
        (lambda: form_of(b"PK\x03\x04"), "file", "spreadsheet"),
        (lambda: form_of(pasted="a,b\n1,2"), "pasted", "First name"),
        (lambda: form_of(b"x" * (LARGEST + 10)), "file", "5 MB"),
        (lambda: form_of(GOOD, kind=""), "kind", "Choose who"),
        (lambda: form_of(GOOD, kind="parents"), "kind", "parents"),
    ],
)
def test_a_fault_stands_beside_its_field(form, field, words):
    assert words in str(form().errors[field])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.text(max_size=100), st.booleans())
def test_anything_at_all_gets_a_sentence(content, pasted, both):
    form = form_of(content if both else None, pasted=pasted)

    assert form.is_valid() or set(form.errors) <= {"file", "pasted", "kind"}
