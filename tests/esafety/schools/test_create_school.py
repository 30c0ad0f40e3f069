"""manage.py create_school"""

import sys

import pytest
from django.core.management import CommandError, call_command

from esafety.schools.models import School

pytestmark = pytest.mark.django_db

ANSWERS = {
    "--name": "Ash Park School",
    "--slug": "ash-park",
    "--code": "ASH",
    "--lead-name": "Asha Alder",
    "--lead-email": "asha@ash-park.example",
}


def arguments(*leave_out):
    return [
        word for name, value in ANSWERS.items() if name not in leave_out for word in (name, value)
    ]


def test_a_school_is_made_and_said(capsys):
    call_command("create_school", *arguments(), "--phase", "primary")

    assert School.objects.get().phase == "primary"
    said = capsys.readouterr().out
    assert "Ash Park School is set up at /ash-park/." in said
    assert "asha" not in said


def test_a_missing_answer_is_named_where_nobody_can_be_asked():
    with pytest.raises(CommandError, match="--lead-email is missing"):
        call_command("create_school", *arguments("--lead-email"))


def test_a_missing_answer_is_asked_for_on_a_terminal(monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda words: " ASH " if "capital" in words else "")

    call_command("create_school", *arguments("--code"))

    assert School.objects.get().code == "ASH"


def test_a_refusal_is_said_in_a_sentence():
    call_command("create_school", *arguments())

    with pytest.raises(CommandError, match="slug"):
        call_command("create_school", *arguments())
