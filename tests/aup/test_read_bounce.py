"""`manage.py read_bounce`, as a mail server calls it."""

import io
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from aup.models import Letter
from aup.services import bounces
from esafety import bounced
from tests.architecture.source import ROOT
from tests.aup.bounced import about, sent
from tests.aup.rounds import pupil, running
from tests.factories.bounces import GMAIL


class Pipe:
    """Standard input with these bytes."""

    def __init__(self, raw):
        self.buffer = io.BytesIO(raw)


def read_bounce(raw, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Pipe(raw))
    said = io.StringIO()
    call_command("read_bounce", stdout=said)
    assert sys.stdin.buffer.read() == b""
    return said.getvalue()


@pytest.fixture
def row(agreed, olu, time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)
    pupil(agreed, "Ada Ash", "Pia Ash")
    return running(olu)


def test_a_letter_of_a_campaign_that_comes_back_is_on_the_list(row, olu, client_of, monkeypatch):
    sent(Letter.objects.get())
    url = f"{row.get_absolute_url()}by-hand/"
    assert "Ada Ash" not in client_of(olu).get(url).content.decode()

    said = read_bounce(about(shape=GMAIL), monkeypatch)

    assert said == "A letter came back.\n"
    assert "The letter to Pia Ash came back on 3 November 2026" in (
        client_of(olu).get(url).content.decode()
    )
    assert read_bounce(about(), monkeypatch) == "A letter that came back before.\n"


@pytest.mark.parametrize("raw", [b"", b"\xff" * bounced.MOST * 3, b"Subject: Hello\n\nPia Ash"])
def test_whatever_it_is_given_it_ends_well_and_repeats_nothing(db, raw, monkeypatch):
    assert read_bounce(raw, monkeypatch) == "Not understood.\n"


def test_where_the_database_does_not_answer_it_is_to_be_tried_again(db, monkeypatch):
    def fail(raw):
        raise DatabaseError("pia@home.example")

    monkeypatch.setattr(bounces, "take", fail)
    with pytest.raises(CommandError) as caught:
        read_bounce(b"", monkeypatch)

    assert caught.value.returncode == os.EX_TEMPFAIL
    assert "pia" not in str(caught.value)


def test_as_a_process_of_its_own(tmp_path):
    env = {"PATH": os.environ["PATH"], "ESAFETY_DATA_DIR": str(tmp_path), "DEBUG": "true"}
    done = subprocess.run(
        [sys.executable, "manage.py", "read_bounce"],
        cwd=ROOT, env=env, input=b"\xff" * 600_000, capture_output=True, timeout=120,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (0, b"Not understood.\n"), done.stderr
