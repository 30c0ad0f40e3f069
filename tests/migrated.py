"""A migrated database that tests start from: migrating takes a minute, and a copy a moment.

It is made once: on SQLite as a file in `var/`, for as long as no migration changes, and on
PostgreSQL as a template beside the suite's database, for as long as the suite runs.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "var" / "tests"
# What a test's own process says of its settings must not reach the one that migrates.
_SETTINGS = ("ESAFETY_DATA_DIR", "DATABASE_URL")

_RUN_BY_MIGRATIONS = ("triggers.py", "freezing.py", "releasing.py")


def sqlite_file() -> Path:
    """A migrated database in a file, to be copied."""
    PLACE.mkdir(parents=True, exist_ok=True)
    wanted = PLACE / f"migrated-{_fingerprint()}.sqlite3"
    with _alone("sqlite"):
        if not wanted.exists():
            for old in PLACE.glob("migrated-*.sqlite3"):
                old.unlink()
            _make(wanted)
    return wanted


def fill(connection: sqlite3.Connection) -> None:
    """Copy the migrated database into an open one, if that is empty."""
    if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        with closing(sqlite3.connect(sqlite_file())) as migrated:
            migrated.backup(connection)


def template() -> str:
    """The name of a migrated database on the PostgreSQL of DATABASE_URL, made where it is not
    there; nobody may be connected to it while it is copied."""
    name = _template_name()
    with _alone(name), _postgres() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {name}_raw")
            _migrate(DATABASE_URL=f"{_server()}/{name}_raw")
            cursor.execute(f"ALTER DATABASE {name}_raw RENAME TO {name}")
    return name


def forget() -> None:
    """Remove the template, if there is one."""
    if "DATABASE_URL" in os.environ:
        with _postgres() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {_template_name()}")


def _fingerprint() -> str:
    """Of all migrations, and of the versions of what is installed to run them."""
    found = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for top in ("esafety", "incidents", "policies", "aup", "reports"):
        for file in sorted((ROOT / top).rglob("*.py")):
            if "migrations" in file.parts or file.name in _RUN_BY_MIGRATIONS:
                found.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return found.hexdigest()[:16]


def _make(wanted: Path) -> None:
    with tempfile.TemporaryDirectory(dir=PLACE) as folder:
        _migrate(ESAFETY_DATA_DIR=folder)
        shutil.move(Path(folder) / "esafety.sqlite3", wanted)


def _migrate(**settings: str) -> None:
    env = {key: value for key, value in os.environ.items() if key not in _SETTINGS}
    env |= {"DJANGO_SETTINGS_MODULE": "tests.settings", **settings}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT, env=env, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """One of the suite's processes makes it, and the others wait for it."""
    file = Path(tempfile.gettempdir()) / f"esafety-migrated-{name}.lock"
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _server() -> str:
    return os.environ["DATABASE_URL"].rpartition("/")[0]


def _template_name() -> str:
    return f"{urlsplit(os.environ['DATABASE_URL']).path[1:]}_migrated"


@contextmanager
def _postgres() -> Iterator[Any]:
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as connection:
        connection.autocommit = True
        yield connection.cursor()
