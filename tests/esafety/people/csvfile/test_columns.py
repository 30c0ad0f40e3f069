"""What the columns are called."""

import re
from pathlib import Path

import pytest

from esafety.people.csvfile import columns

DOC = Path(__file__).parents[4] / "docs" / "people-csv.md"


@pytest.mark.parametrize(
    ("kind", "heading", "name"),
    [
        ("pupils", "Forename", "first_name"),
        ("pupils", "SURNAME", "last_name"),
        ("pupils", "Year", "year_group"),
        ("pupils", "Year Group", "year_group"),
        ("pupils", "Reg", "tutor_group"),
        ("pupils", "Form", "tutor_group"),
        ("pupils", "Registration form", "tutor_group"),
        ("pupils", "DOB", "date_of_birth"),
        ("pupils", "Adno", "admission_number"),
        ("pupils", "Guardian 1 First Name", "guardian_1_first_name"),
        ("pupils", "Contact 2 Surname", "guardian_2_last_name"),
        ("pupils", "Parent4PR", "guardian_4_parental_responsibility"),
        ("staff", "Work e-mail", "email"),
        ("staff", "Staff code", "staff_number"),
        ("governors", "Role", "job_title"),
    ],
)
def test_a_heading_is_known_by_its_usual_names(kind, heading, name):
    assert columns.named(kind, heading).name == name


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("pupils", "Ethnicity"),
        ("pupils", "Guardian 5 email"),
        ("pupils", "Email"),
        ("staff", "UPN"),
        ("staff", ""),
    ],
)
def test_any_other_heading_means_nothing(kind, heading):
    assert columns.named(kind, heading) is None


def test_a_column_has_a_label_for_people():
    assert columns.label_of("pupils", "guardian_2_email") == "Parent or carer 2: email"
    assert columns.label_of("pupils", "gone") == "gone"


def test_every_column_and_alias_is_in_the_documentation():
    text = DOC.read_text(encoding="utf-8")
    written = set(re.findall(r"`([a-z_0-9]+)`", text))
    names = {c.name for kind in columns.COLUMNS.values() for c in kind}

    assert {n for n in names if not re.match(r"guardian_[2-9]", n)} <= written
    assert set(columns.ALIASES.values()) <= names
