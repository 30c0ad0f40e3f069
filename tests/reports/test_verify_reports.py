"""`manage.py verify_reports` finds what was changed by hand."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from esafety.audit import triggers
from reports import rendering
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
        ({"texts": {"incidents": "Other."}}, "data and words"),
        ({"frame": {}}, "data and words"),
        ({"data": {"columns": []}}, "data and words"),
        ({"pdf": b"%PDF-x"}, "PDF"),
        ({"html_sha256": "0" * 64}, "page, laid out again from its data,"),
    ],
)
def test_what_was_changed_is_named(built, facts, part):
    changed(**facts)

    with pytest.raises(CommandError, match=f"its {part} do not match"):
        call_command("verify_reports")


def old(edition, words="Old words."):
    """The facts of an edition as the first template version froze it."""
    whole = {"data": edition.data, "words": words}
    frozen = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    facts = {"words": words, "texts": {}, "frame": {}, "html_sha256": ""}
    return facts | {"template_version": "1", "data_sha256": rendering.digest(frozen)}


def test_editions_of_the_first_template_are_checked_in_its_way(built, capsys):
    changed(**old(built.editions.get()))
    call_command("verify_reports")

    assert "1 editions checked" in capsys.readouterr().out
    changed(words="Others.")
    with pytest.raises(CommandError, match="data and words"):
        call_command("verify_reports")


def test_editions_of_the_first_template_are_still_read(published, client_of, gwen):
    changed(**old(published.editions.last()))

    page = client_of(gwen).get("/oakfield/reports/2026-1/governors/").content.decode()

    assert "Old words." in page
