"""run.py and install.py: what a person sees on a fresh machine, and when something is missing."""

import fcntl
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

import install
import run

ROOT = Path(install.__file__).parent
NOT_INHERITED = ("DATABASE_URL", "CELERY_BROKER_URL", "CACHE_URL", "SECRET_KEY", "EMAIL_URL")
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def clean_environment():
    return {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}


def call(*arguments):
    command = [sys.executable, "run.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, timeout=60
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_help_names_every_command_and_option():
    answer = call("--help")
    assert answer.returncode == 0
    for word in ("serve", "setup", "test", "bench", "--port", "--data", "--no-demo"):
        assert word in answer.stdout


def test_an_unknown_option_is_named():
    answer = call("serve", "--prot", "8001")
    assert answer.returncode == 2
    assert "--prot" in answer.stderr


def test_arguments_after_test_go_to_pytest():
    options, rest = run.parse(["test", "tests/esafety", "-k", "closing"])
    assert options.command == "test"
    assert rest == ["tests/esafety", "-k", "closing"]


def test_a_taken_port_is_one_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = call("--port", str(port), "--data", str(tmp_path / "data"))
    assert answer.returncode == 1
    assert answer.stderr.splitlines() == [
        f"Port {port} is taken: stop what uses it, or choose another with --port."
    ]
    assert not (tmp_path / "data").exists()


def test_a_data_folder_in_use_is_one_sentence(tmp_path):
    with (tmp_path / "run.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        answer = call("--port", str(free_port()), "--data", str(tmp_path))
    assert answer.returncode == 1
    assert answer.stderr.splitlines() == [
        f"Another run uses the data folder {tmp_path}: stop it or use --data."
    ]


def test_a_missing_system_package_is_named_where_it_cannot_be_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(install.Problem, match="Making PDFs needs what Debian calls libpango-1"):
        install.system_packages(["libpango-1.0-0"], "Making PDFs", tmp_path / "log")


def test_only_root_installs_system_packages(monkeypatch, tmp_path):
    (tmp_path / "apt-get").write_text("#!/bin/sh\n")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(install.Problem, match="sudo apt-get install -y chromium"):
        install.system_packages(["chromium"], "Testing", tmp_path / "log")


def test_a_failing_step_ends_in_one_sentence_and_a_log(tmp_path):
    log = tmp_path / "logs" / "step.log"
    command = [sys.executable, "-c", "print('first'); raise ValueError('no such school')"]
    with pytest.raises(install.Problem) as caught:
        install.step("Preparing", command, log)
    assert (
        str(caught.value)
        == f"Preparing failed: ValueError: no such school (all it said is in {log})."
    )
    assert "first" in log.read_text()
    assert "Traceback" in log.read_text()


def test_a_fingerprint_changes_with_names_and_contents(monkeypatch, tmp_path):
    monkeypatch.setattr(install, "ROOT", tmp_path)
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "a.scss").write_text("a")
    before = install.fingerprint(tmp_path / "css")
    assert install.fingerprint(tmp_path / "css") == before
    (tmp_path / "css" / "a.scss").write_text("b")
    changed = install.fingerprint(tmp_path / "css")
    (tmp_path / "css" / "a.scss").rename(tmp_path / "css" / "b.scss")
    assert len({before, changed, install.fingerprint(tmp_path / "css")}) == 3


def test_the_secret_key_is_made_once_and_is_private(tmp_path):
    key = run.secret_key(tmp_path)
    assert len(key) > 50
    assert run.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_without_the_demo_nothing_of_it_is_on(tmp_path):
    assert run.environment(tmp_path, 8000, demo=True)["DEMO"] == "true"
    plain = run.environment(tmp_path, 8000, demo=False)
    assert (plain["DEMO"], plain["DEBUG"], plain["ESAFETY_DATA_DIR"]) == (
        "false",
        "false",
        str(tmp_path),
    )


def test_a_child_that_died_is_named_with_its_log(tmp_path):
    (tmp_path / "logs").mkdir()
    command = [sys.executable, "-c", "raise SystemExit('no broker')"]
    child = run.start("worker", command, tmp_path, dict(os.environ))
    child.wait()
    log = tmp_path / "logs" / "worker.log"
    with pytest.raises(install.Problem) as caught:
        run.check_alive({"worker": child}, tmp_path)
    assert (
        str(caught.value)
        == f"The worker process ended by itself with code 1 (all it said is in {log})."
    )
    assert log.read_text() == "no broker\n"


def test_stopping_ends_even_a_stubborn_child_within_three_seconds():
    children = {
        name: subprocess.Popen([sys.executable, "-c", words], start_new_session=True)
        for name, words in {"web": "import time; time.sleep(60)", "worker": STUBBORN}.items()
    }
    time.sleep(0.3)
    began = time.monotonic()
    run.stop(children)
    assert time.monotonic() - began < 3
    assert children["web"].returncode == -signal.SIGTERM
    assert children["worker"].returncode == -signal.SIGKILL


def test_health_of_a_port_where_nobody_listens():
    assert run.health(free_port()) == (False, {"web": False})


@pytest.mark.worker
def test_it_serves_says_so_and_ends_within_three_seconds_of_ctrl_c(tmp_path):
    port = free_port()
    command = [sys.executable, "run.py", "--port", str(port), "--data", str(tmp_path), "--no-demo"]
    server = subprocess.Popen(
        command, cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, text=True
    )
    try:
        lines = iter(server.stdout.readline, "")
        ready = next((line for line in lines if "is ready at" in line), "")
        assert f"http://127.0.0.1:{port}/" in ready
        assert run.health(port) == (True, {"web": True, "database": True, "worker": True})
        assert "is taken" in call("--port", str(port), "--data", str(tmp_path / "b")).stderr
        began = time.monotonic()
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0
        assert time.monotonic() - began < 3
        assert run.health(port) == (False, {"web": False})
    finally:
        server.terminate()
        server.communicate(timeout=10)
