"""Agreements on paper."""

import io
import subprocess

import pikepdf
import pytest

from aup import printing
from aup.models import AgreementVersion
from esafety import pdf
from esafety.languages import language


def printed(school, code, text=None, locale="en-gb"):
    version = AgreementVersion.objects.select_related("agreement").get(agreement__code=code)
    return printing.html(version, text or version.text, language(locale), school=school)


def words_of(data):
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(
    "code",
    ["staff", "supply", "visitors", "community", "pupils-early", "pupils-primary", "students"],
)
def test_every_agreement_fits_two_pages_and_names_who_is_who(agreed, lena, code):
    made = pdf.render(printed(agreed, code))

    pages = len(pikepdf.open(io.BytesIO(made)).pages)
    assert pages == 1 if code == "pupils-early" else pages <= 2
    words = words_of(made)
    assert "Lena Larch" in words
    assert "Version 1, in force from 1 September" in words


def test_the_parents_part_is_apart_for_pupils_alone(agreed):
    assert '<section class="parents"><h2' in printed(agreed, "students")
    assert "section" not in printed(agreed, "staff").partition("<body")[2]


def test_another_language_is_said_to_be_one(agreed):
    html = printed(agreed, "staff", "# عنوان\n\n- <b>كلمة</b>\n", "ar")

    assert '<article lang="ar" dir="rtl">' in html
    assert "<title>عنوان, version 1, Oakfield School</title>" in html
    assert "&lt;b&gt;" in html
