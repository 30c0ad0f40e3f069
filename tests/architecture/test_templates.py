"""What no page may hold: inline script or style, an upload of evidence, a link made of text."""

import re

import pytest

from tests.architecture.source import ROOT, short, templates

PAGES = [p for p in templates() if p.parts[-2] not in ("pdf", "emails")]
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\bsrc=)|\son(click|change|load|submit|input)=", re.IGNORECASE
)
UPLOAD = re.compile(r"type=.?file|multipart/form-data|\|urlize|contenteditable", re.IGNORECASE)


@pytest.mark.parametrize("path", PAGES, ids=short)
def test_a_page_has_no_inline_script_or_style(path):
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize("path", [p for p in templates() if "incidents" in p.parts], ids=short)
def test_no_incident_page_takes_a_file_or_makes_links_of_text(path):
    assert UPLOAD.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "incidents").rglob("*.py")) + sorted((ROOT / "aup").rglob("*.py")),
    ids=short,
)
def test_no_incident_code_takes_a_file(path):
    assert (
        re.findall(
            r"FileField|ImageField|FileInput|request\.FILES|urlopen|requests\.", path.read_text()
        )
        == []
    )


@pytest.mark.parametrize("path", [p for p in templates() if "emails" in p.parts], ids=short)
def test_a_mail_has_no_field_of_a_person_or_of_an_incidents_words(path):
    forbidden = (
        r"description|summary|typed_name|first_name|last_name|display_name|person|outcome|evidence"
    )
    assert re.findall(r"{{[^}]*(" + forbidden + r")[^}]*}}", path.read_text()) == []
