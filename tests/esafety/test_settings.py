"""Settings come from the environment, and stop the start with a hint where one is wrong."""

import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT


@pytest.fixture
def start(tmp_path):
    """Load the settings in a process of their own; returns its output and what it complained of."""

    def run(show="''", **variables):
        env = {"PATH": os.environ["PATH"], "ESAFETY_DATA_DIR": str(tmp_path), **variables}
        words = f"from esafety import settings as s; print({show})"
        command = [sys.executable, "-c", words]
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
        )
        return done.stdout.strip(), done.stderr

    return run


def test_without_a_secret_key_it_does_not_start_and_says_how_to_make_one(start):
    _out, complaint = start()

    assert "SECRET_KEY is missing" in complaint
    assert "secrets.token_urlsafe" in complaint


def test_a_half_true_switch_stops_the_start(start):
    assert "DEBUG must be true or false." in start(DEBUG="maybe")[1]


def test_the_demo_needs_debug(start):
    assert "DEMO shows sign-ins" in start(DEMO="true", SECRET_KEY="x")[1]


def test_an_authority_for_time_stamps_is_asked_over_https_and_known(start):
    given = {"SECRET_KEY": "x", "TIMESTAMP_CA": "ca.pem"}

    assert "begin with https" in start(**given, TIMESTAMP_URL="http://tsa.example/")[1]
    assert "begin with https" in start(**given, TIMESTAMP_URL="file:///etc/passwd")[1]
    assert "TIMESTAMP_CA" in start(SECRET_KEY="x", TIMESTAMP_URL="https://tsa.example/")[1]
    assert start("s.TIMESTAMP_CA", **given, TIMESTAMP_URL="http://127.0.0.1:80/")[0] == "ca.pem"
    assert start("s.TIMESTAMP_CA", **given, TIMESTAMP_URL="https://tsa.example/")[0] == "ca.pem"


def test_the_mailbox_of_notices_is_read_over_tls_and_its_address_is_not_repeated(start):
    for url in ("imap://me:s3cret@mail.example/INBOX", "mail.example", "imaps://me@mail.example/"):
        complaint = start(SECRET_KEY="x", BOUNCES_IMAP_URL=url)[1]
        assert "BOUNCES_IMAP_URL must be imaps://user:password@host/folder." in complaint
        assert "s3cret" not in complaint
    for url in ("imaps://me:x@mail.example/INBOX", "imap://me:x@127.0.0.1:1143/INBOX", ""):
        assert start("s.BOUNCES_IMAP_URL", SECRET_KEY="x", BOUNCES_IMAP_URL=url)[0] == url


def test_the_default_needs_no_server(start):
    show = "s.DATABASES['default']['ENGINE'], s.CELERY_BROKER_URL, s.EMAIL_BACKEND"

    out, _complaint = start(show, DEBUG="true")

    assert "sqlite3" in out
    assert "filesystem://" in out
    assert "filebased" in out


def test_the_same_code_runs_on_servers_by_environment_alone(start):
    out, _complaint = start(
        "s.DATABASES['default']['ENGINE'], s.CACHES['default']['BACKEND'], s.EMAIL_HOST, s.SECURE",
        SECRET_KEY="x",
        DATABASE_URL="postgres://u:p@db/esafety",
        CACHE_URL="redis://redis/1",
        CELERY_BROKER_URL="redis://redis/0",
        EMAIL_URL="smtp://u:p@mail:25",
    )

    assert "postgresql" in out
    assert "redis" in out.lower()
    assert out.endswith("mail True")


def test_second_factor_is_on_unless_it_is_the_demo(start):
    assert start("s.REQUIRE_SECOND_FACTOR", SECRET_KEY="x")[0] == "True"
    assert start("s.REQUIRE_SECOND_FACTOR", DEBUG="true", DEMO="true")[0] == "False"


def test_mail_of_the_demo_lies_in_the_data_folder(start, tmp_path):
    assert start("s.EMAIL_FILE_PATH", DEBUG="true")[0] == str(tmp_path / "mail")
