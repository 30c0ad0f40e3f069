#!/usr/bin/env python3
"""Measures the log, one record and one submission on PostgreSQL, each beside the floor.

Run by `python3 run.py bench`. It makes a database of its own beside the one that DATABASE_URL
names, serves the product and the floor (floor_views.py) by gunicorn on loopback, and drops
everything again. The last line printed is one JSON object.
"""

import json
import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000").split(",")]
GOALS = {"log_to_floor": 2.0, "queries": 12, "growth": 0.15, "submission_to_floor": 3.0, "mb": 150}


def say(words: str) -> None:
    print(words, flush=True)


def prepare() -> tuple[str, str]:
    """An empty database and a folder for this run; settings are read from the environment."""
    import psycopg2

    url = urlsplit(os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres")
    if url.scheme not in ("postgres", "postgresql"):
        sys.exit("The bench needs PostgreSQL: set DATABASE_URL.")
    name, folder = (
        f"esafety_bench_{secrets.token_hex(3)}",
        tempfile.mkdtemp(prefix="esafety-bench-"),
    )
    with _server(url.geturl()) as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    os.environ.update(
        {
            "DATABASE_URL": url._replace(path=f"/{name}").geturl(),
            "ESAFETY_DATA_DIR": folder,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SECURE": "false",
            "DEBUG": "false",
            "LOG_LEVEL": "ERROR",
            "CACHE_URL": "locmemcache://",
            "CELERY_BROKER_URL": "filesystem://",
            "ALLOWED_HOSTS": "127.0.0.1,testserver",
            "DJANGO_SETTINGS_MODULE": "esafety.settings",
        }
    )
    for extra in ("EMAIL_URL", "DEMO", "REQUIRE_SECOND_FACTOR"):
        os.environ.pop(extra, None)
    assert psycopg2
    return url.geturl(), folder


class _server:
    """A cursor that commits each statement, on the database that was given."""

    def __init__(self, url: str) -> None:
        import psycopg2

        self.connection = psycopg2.connect(url)
        self.connection.autocommit = True

    def __enter__(self):
        return self.connection.cursor()

    def __exit__(self, *_error) -> None:
        self.connection.close()


def drop(url: str) -> None:
    from django.db import connections

    connections.close_all()
    name = urlsplit(os.environ["DATABASE_URL"]).path[1:]
    with _server(url) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def judge(found: dict) -> dict:
    """Whether each goal is met, from the largest and the smallest size measured."""
    small, large = found["sizes"][0], found["sizes"][-1]
    pages = ("log_first", "log_last")
    ratios = [size[page]["to_floor"] for size in found["sizes"] for page in pages]
    growth = {p: large[p]["p50_ms"] / small[p]["p50_ms"] - 1 for p in pages}
    return {
        "log_to_floor": max(ratios) <= GOALS["log_to_floor"],
        "log_queries": max(size["log_queries"] for size in found["sizes"]) <= GOALS["queries"],
        "log_growth": max(growth.values()) <= GOALS["growth"],
        "submission_to_floor": large["submission"]["to_floor"] <= GOALS["submission_to_floor"],
        "web_process": max(size["web_process_mb"] for size in found["sizes"]) <= GOALS["mb"],
        "growth": {page: round(grown, 3) for page, grown in growth.items()},
    }


def main() -> None:
    url, folder = prepare()
    try:
        import django

        django.setup()
        from tests.bench import load, measure

        measure.install(folder)
        place = load.make_place()
        found, before = {"sizes": []}, 0
        for size in SIZES:
            say(f"Loading {size:,} incidents")
            load.load(place[0], place[1], first=before, last=size)
            before = size
            found["sizes"].append(measure.at(size, place, say))
        found["goals"] = judge(found)
        say(json.dumps(found))
    finally:
        drop(url)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
