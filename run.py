#!/usr/bin/env python3
"""Set up, serve and test eSafety on a machine that has only Python 3.11 or newer.

It needs nothing but the standard library. What it makes lies in .venv/, node_modules/,
static/build/ and the data folder (var/), and none of that is in git.
"""

import argparse
import contextlib
import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from install import PYTHON, ROOT, VENV, Problem, say, setup, step

WHOLLY_COVERED = [  # a wrong line here is a wrong decision: all of it is run by a test
    "*/services.py", "*/services/*", "*/permissions.py", "*/workflow.py",
    "*/queries.py", "*/queries/*", "esafety/access/*", "esafety/audit/*", "esafety/jobs/*",
]  # fmt: skip
PREPARE = """
import io, sys, django
from django.core.management import call_command as call
django.setup()
call("migrate", verbosity=0)
call("createcachetable", verbosity=0)
call("collectstatic", interactive=False, verbosity=0)
if "demo" in sys.argv:
    call("demo", stdout=io.StringIO())
    call("demo", "--sign-ins")
from esafety.celery import app
app.send_task("esafety.jobs.tasks.sweep")  # the worker's first sign of life, without a wait
"""


def secret_key(data):
    """The installation's own key, made once and readable by its owner alone."""
    path = data / "secret-key"
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def environment(data, port, demo):
    """What the embedded default needs; a variable that is already set wins."""
    words = "true" if demo else "false"
    return {
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secret_key(data),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SECURE": "false",  # plain http, and on this machine only
        "LOG_LEVEL": "WARNING",
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "esafety.settings",
        "ESAFETY_DATA_DIR": str(data),
        "DEBUG": words,
        "DEMO": words,
    }


def check_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Problem(
                f"Port {port} is taken: stop what uses it, or choose another with --port."
            ) from None


def lock(data):
    """Hold the data folder for this run; the lock ends with the process."""
    handle = (data / "run.lock").open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Problem(f"Another run uses the data folder {data}: stop it or use --data.") from None
    return handle


def health(port):
    """The answer of /healthz: whether it was 200, and what it said."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return True, json.load(answer)
    except urllib.error.HTTPError as error:
        with contextlib.suppress(ValueError):
            return False, json.load(error)
    except OSError:
        pass
    return False, {"web": False}


def commands(data, port):
    """The two processes of the embedded default."""
    binaries = VENV / "bin"
    web = f"esafety.wsgi:application --bind 127.0.0.1:{port} --workers 1 --threads 8"
    web += " --no-control-socket --graceful-timeout 1 --log-level warning"
    worker = "-A esafety worker -B --pool solo --without-gossip --without-mingle"
    worker += " --loglevel warning -s"
    return {
        "web": [binaries / "gunicorn", *web.split()],
        "worker": [binaries / "celery", *worker.split(), str(data / "beat-schedule")],
    }


def stop(children, patience=1.5):
    """End both: ask, wait a little, then insist. Jobs are database rows, so none is lost."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for child in children.values():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, number)
        until = time.monotonic() + patience
        while time.monotonic() < until and any(c.poll() is None for c in children.values()):
            time.sleep(0.05)


def start(name, command, data, env):
    """A process group of its own, so that Ctrl-C reaches only us and we end them in order."""
    with (data / "logs" / f"{name}.log").open("w") as said:
        return subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=said, stderr=said, start_new_session=True
        )


def check_alive(children, data):
    for name, child in children.items():
        if child.poll() is not None:
            log = data / "logs" / f"{name}.log"
            raise Problem(
                f"The {name} process ended by itself with code {child.returncode}"
                f" (all it said is in {log})."
            )


def wait_until_well(children, data, port, seconds=90):
    until = time.monotonic() + seconds
    while not (answer := health(port))[0]:
        check_alive(children, data)
        if time.monotonic() > until:
            ill = ", ".join(name for name, well in answer[1].items() if not well)
            raise Problem(f"It did not get well within {seconds} seconds; not well: {ill}.")
        time.sleep(0.2)


def serve(data, port, demo):
    """Web and worker in the foreground, until Ctrl-C."""
    check_port(port)
    data.mkdir(parents=True, exist_ok=True)
    held = lock(data)
    setup(data)
    env = environment(data, port, demo)
    say("Preparing the database" + (" and the demo schools" if demo else ""))
    prepare = [str(PYTHON), "-c", PREPARE, "demo" if demo else "plain"]
    sign_ins = step("Preparing the database", prepare, data / "logs" / "prepare.log", env)
    children = {}
    try:
        for name, command in commands(data, port).items():
            children[name] = start(name, command, data, env)
        wait_until_well(children, data, port)
        say(f"\n{sign_ins.strip()}\n" if sign_ins.strip() else "")
        say(f"eSafety is ready at http://127.0.0.1:{port}/ (Ctrl-C stops it; logs: {data}/logs)")
        while True:
            check_alive(children, data)
            time.sleep(0.3)
    except KeyboardInterrupt:
        say("Stopping")
    finally:
        for asked_again in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked_again, signal.SIG_IGN)  # or a second Ctrl-C leaves one running
        stop(children)
        held.close()


def test(data, arguments):
    """The whole suite with its coverage, or the part of it that pytest arguments choose."""
    setup(data, tests=True)
    run = [str(PYTHON), "-m"]
    if arguments:
        return subprocess.run([*run, "pytest", *arguments], cwd=ROOT).returncode
    with tempfile.TemporaryDirectory() as folder:
        suite = [*run, "pytest", "-p", "tests.measured", "-n", "2", "--dist", "loadgroup"]
        told = os.environ | {"MEASURED_TO": folder}
        code = subprocess.run(suite, cwd=ROOT, env=told).returncode
        if code:
            return code
        whole = str(Path(folder, "whole.json"))
        parts = map(str, Path(folder).iterdir())
        merge = [*run, "slipcover", "--merge", *parts, "--out", whole, "--json", "--silent"]
        subprocess.run(merge, cwd=ROOT, check=True)
        command = [str(PYTHON), ".ci/covered.py", whole, "95", *WHOLLY_COVERED]
        return subprocess.run(command, cwd=ROOT).returncode


def bench(data):
    """Requests and signatures a second beside bare Django, on PostgreSQL; JSON on the last line."""
    setup(data, tests=True)
    command = [str(PYTHON), ".ci/servers.py", "--postgres", "--redis", str(PYTHON)]
    command.append("tests/bench/bench.py")
    return subprocess.run(command, cwd=ROOT).returncode


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="python3 run.py",
        description="Set up, serve and test eSafety. It needs only Python 3.11 or newer.",
        epilog="test passes what follows it to pytest, such as: python3 run.py test -k closing",
    )
    listing = {
        "serve": "set up, then serve the site on this machine (the default)",
        "setup": "install the packages and build the front end, and stop there",
        "test": "set up, then run the tests and check their coverage",
        "bench": "set up, then measure on PostgreSQL; the last line is JSON",
    }
    words = "; ".join(f"{name}: {what}" for name, what in listing.items())
    parser.add_argument("command", nargs="?", default="serve", choices=listing, help=words)
    parser.add_argument("--port", type=int, default=8000, help="the port to serve on (8000)")
    parser.add_argument(
        "--data", type=Path, default=ROOT / "var", help="folder of database, mail and PDFs (var/)"
    )
    parser.add_argument("--no-demo", action="store_true", help="serve without the demo schools")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command != "test":
        parser.error(f"unknown: {' '.join(rest)}")
    return options, rest


def main(arguments):
    options, rest = parse(arguments)
    data = options.data.resolve()
    if sys.version_info < (3, 11):
        raise Problem("eSafety needs Python 3.11 or newer.")
    if options.command == "serve":
        return serve(data, options.port, not options.no_demo)
    if options.command == "test":
        return test(data, rest)
    if options.command == "bench":
        return bench(data)
    return setup(data)


if __name__ == "__main__":
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(f"{problem}")
    except OSError as error:
        sys.exit(f"It could not go on: {error}.")
    except KeyboardInterrupt:
        sys.exit("Stopped before it was ready.")
