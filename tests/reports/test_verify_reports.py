"""`manage.py verify_reports` finds what was changed by hand."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from esafety.audit import triggers
from reports.models import Edition


def changed(**facts):
    triggers.unprotect(connection, "reports_edition")
    Edition.objects.update(**facts)
    triggers.protect(connection, "reports_edition")


def test_untouched_editions_pass(approved, capsys):
    call_command("verify_reports")

    assert "2 editions checked" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        ({"words": "Other."}, "data and words"),
        ({"data": {"columns": []}}, "data and words"),
        ({"pdf": b"%PDF-x"}, "PDF"),
    ],
)
def test_what_was_changed_is_named(built, facts, part):
    changed(**facts)

    with pytest.raises(CommandError, match=f"its {part} do not match"):
        call_command("verify_reports")
