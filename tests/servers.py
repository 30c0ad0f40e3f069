"""A database and a Redis number of their own, for tests that start real processes.

Where the suite runs on PostgreSQL and Redis (DATABASE_URL, CELERY_BROKER_URL), so do these
processes; otherwise they use the embedded default in a folder of their own.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import redis

from tests import migrated

# The suite itself has numbers 13 and 14 (.ci/servers.py). One process of it may have a site and a
# place to kill workers in at a time, and no worker may take another's jobs.
_FIRST_NUMBERS = {"site": 1, "kill": 7}
_MOST_PROCESSES = 6


def _redis_number(name: str) -> int:
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return _FIRST_NUMBERS[name] + process % _MOST_PROCESSES


class OwnServers:
    """`env` names the servers; `close()` removes what was made on them. The database is migrated:
    one that is embedded lies in the `data` folder of the processes."""

    def __init__(self, name: str, data: Path) -> None:
        self.env: dict[str, str] = {}
        self.database, self.redis = "", None
        if "DATABASE_URL" in os.environ:
            self._make_database(f"esafety_{name}_{os.getpid()}")
        else:
            data.mkdir(parents=True, exist_ok=True)
            shutil.copy(migrated.sqlite_file(), data / "esafety.sqlite3")
        if os.environ.get("CELERY_BROKER_URL", "").startswith("redis"):
            self._take_redis(_redis_number(name))

    def _make_database(self, name: str) -> None:
        self.database = name
        with self._postgres() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {migrated.template()}")
        server = os.environ["DATABASE_URL"].rpartition("/")[0]
        self.env["DATABASE_URL"] = f"{server}/{name}"

    def _take_redis(self, number: int) -> None:
        address = f"{os.environ['CELERY_BROKER_URL'].rpartition('/')[0]}/{number}"
        self.redis = redis.Redis.from_url(address)
        self.redis.flushdb()
        self.env["CELERY_BROKER_URL"] = address

    @contextmanager
    def _postgres(self) -> Iterator[Any]:
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
        connection.autocommit = True
        try:
            yield connection.cursor()
        finally:
            connection.close()

    def lose_messages(self) -> None:
        """Throw away all that the Redis broker holds."""
        if self.redis is not None:
            self.redis.flushdb()

    def close(self) -> None:
        """Remove the database and empty the Redis number."""
        if self.redis is not None:
            self.redis.flushdb()
            self.redis.close()
        if self.database:
            with self._postgres() as cursor:
                cursor.execute(f"DROP DATABASE {self.database} WITH (FORCE)")
