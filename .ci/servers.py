#!/usr/bin/env python3
"""Run a command with a PostgreSQL database, and a Redis, of its own.

    python3 .ci/servers.py [--postgres] [--redis] command ...

A PostgreSQL on 127.0.0.1:5432 that lets the user postgres in is used; otherwise a private one is
started on a free port. Redis is a private one, or where the program is missing the one on
127.0.0.1:6379. The command finds them in DATABASE_URL, CELERY_BROKER_URL and CACHE_URL, and what
was made or started here is removed and ended afterwards.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REDIS_DATABASES = (13, 14)  # broker and cache


def say(words):
    print(words, file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(port, process, name):
    until = time.monotonic() + 30
    while not answers(port):
        if process.poll() is not None or time.monotonic() > until:
            sys.exit(f"{name} did not start.")
        time.sleep(0.1)


def find(name):
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(name, path=os.pathsep.join([*map(str, folders), os.environ["PATH"]]))


def program(name, package):
    """The path of a server program, installed from Debian where we may."""
    if not find(name) and os.geteuid() == 0 and shutil.which("apt-get"):
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "--no-install-recommends", package]
        for command in (["apt-get", "update"], install):
            subprocess.run(command, env=env, capture_output=True)
    return find(name) or sys.exit(f"{name} is missing: sudo apt-get install -y {package}")


def owner():
    """PostgreSQL refuses to run as root, so root runs it as the user postgres."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def child(command, **options):
    """A server process, ended with the block."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def private_postgres():
    """A new cluster in a temporary folder, listening on loopback only: its port."""
    initdb, server = program("initdb", "postgresql"), program("postgres", "postgresql")
    folder = tempfile.mkdtemp(prefix="esafety-pg-")
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        create = [initdb, "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        subprocess.run(create, check=True, cwd="/", stdout=subprocess.DEVNULL, **owner())
        port = free_port()
        start = [server, "-D", f"{folder}/data", "-p", str(port), "-k", folder, "-c", "fsync=off"]
        with child([*start, "-h", "127.0.0.1"], cwd="/", **owner()) as process:
            wait_for(port, process, "PostgreSQL")
            yield port
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def psql(port, statement):
    """Whether a statement was carried out by the superuser."""
    command = ["psql", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-d", "postgres"]
    done = subprocess.run([*command, "-wqc", statement], capture_output=True, text=True)
    return done.returncode == 0


@contextlib.contextmanager
def postgres():
    """A role and a database with a name of their own: their DATABASE_URL."""
    name, password = f"esafety_{secrets.token_hex(4)}", secrets.token_hex(16)
    role = f"CREATE ROLE {name} LOGIN CREATEDB PASSWORD '{password}'"
    with contextlib.ExitStack() as stack:
        port = 5432
        program("psql", "postgresql")
        if not psql(port, "SELECT 1"):
            port = stack.enter_context(private_postgres())
            say(f"PostgreSQL: a private one on port {port}")
        try:
            for statement in (role, f"CREATE DATABASE {name} OWNER {name}"):
                if not psql(port, statement):
                    sys.exit(f"PostgreSQL on port {port} made no database for the tests.")
            yield f"postgres://{name}:{password}@127.0.0.1:{port}/{name}"
        finally:
            tests = [f"test_{name}", *(f"test_{name}_gw{n}" for n in range(8))]
            for database in (*tests, f"{name}_migrated", name):
                psql(port, f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            psql(port, f"DROP ROLE IF EXISTS {name}")


@contextlib.contextmanager
def redis():
    """A Redis: the addresses of its broker and its cache."""
    with contextlib.ExitStack() as stack:
        port = 6379
        if find("redis-server") or not answers(port):
            port, server = free_port(), program("redis-server", "redis-server")
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="esafety-redis-"))
            options = ["--port", str(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""]
            wait_for(port, stack.enter_context(child([server, *options])), "Redis")
            say(f"Redis: a private one on port {port}")
        yield tuple(f"redis://127.0.0.1:{port}/{number}" for number in REDIS_DATABASES)


def main(arguments):
    wanted = {word for word in ("--postgres", "--redis") if word in arguments[:2]}
    command = arguments[len(wanted) :]
    if not command:
        sys.exit(__doc__)
    env = dict(os.environ)
    with contextlib.ExitStack() as stack:
        if "--postgres" in wanted:
            env["DATABASE_URL"] = stack.enter_context(postgres())
        if "--redis" in wanted:
            env["CELERY_BROKER_URL"], env["CACHE_URL"] = stack.enter_context(redis())
        return subprocess.run(command, env=env).returncode


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
