#!/usr/bin/env python3
"""Measures the log, a record, a submission, the agreements and a report, each beside the floor.

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
PARTS = os.environ.get("BENCH_PARTS", "agreements,log,reports").split(",")
GOALS = {"log_to_floor": 2.0, "queries": 12, "growth": 0.15, "submission_to_floor": 3.0, "mb": 150,
         "ask_seconds": 60, "signatures_per_second": 50,
         "report_to_floor": 1.3, "report_data_ms": 300}  # fmt: skip


def say(words: str) -> None:
    print(words, flush=True)


def prepare() -> tuple[str, str]:
    """An empty database and a folder for this run; settings are read from the environment."""
    url = urlsplit(os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres")
    if url.scheme not in ("postgres", "postgresql"):
        sys.exit("The bench needs PostgreSQL: set DATABASE_URL.")
    name, folder = (
        f"esafety_bench_{secrets.token_hex(3)}",
        tempfile.mkdtemp(prefix="esafety-bench-"),
    )
    with Cursor(url.geturl()) as cursor:
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
            "BENCH_BROKER": os.environ.get("CELERY_BROKER_URL", "filesystem://"),
            "CELERY_BROKER_URL": "filesystem://",
            "ALLOWED_HOSTS": "127.0.0.1,testserver",
            "DJANGO_SETTINGS_MODULE": "esafety.settings",
        }
    )
    for extra in ("EMAIL_URL", "DEMO", "REQUIRE_SECOND_FACTOR"):
        os.environ.pop(extra, None)
    return url.geturl(), folder


class Cursor:
    """A cursor that commits each statement, on the database that was given."""

    def __init__(self, url: str) -> None:
        import psycopg2

        self.connection = psycopg2.connect(url)
        self.connection.autocommit = True

    def __enter__(self):
        return self.connection.cursor()

    def __exit__(self, *_error) -> None:
        self.connection.close()


def copy(url: str) -> str:
    """A copy of the database as it is now, to be measured beside what it grows into."""
    from django.db import connections

    connections.close_all()
    here = urlsplit(os.environ["DATABASE_URL"])
    name = here.path[1:]
    with Cursor(url) as cursor:
        cursor.execute(f'CREATE DATABASE "{name}_small" TEMPLATE "{name}"')
    return here._replace(path=f"/{name}_small").geturl()


def drop(url: str) -> None:
    from django.db import connections

    connections.close_all()
    name = urlsplit(os.environ["DATABASE_URL"]).path[1:]
    with Cursor(url) as cursor:
        for database in (name, f"{name}_small", f"{name}_aup"):
            cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def judge_agreements(found: dict) -> dict:
    """Whether 2,000 are asked in time, and so many sign a second without an error."""
    asked = [found[name]["seconds"] for name in ("ask_sqlite", "ask_postgresql")]
    signed = found["signing"]
    enough = signed["per_second"] >= GOALS["signatures_per_second"]
    return {
        "asked_in_time": max(asked) <= GOALS["ask_seconds"],
        "signatures_per_second": enough and not signed["errors"] and signed["intact"],
    }


def judge_report(found: dict) -> dict:
    """Whether a governor report is counted quickly, and made nearly as quickly as can be."""
    return {
        "report_to_floor": found["to_floor"] <= GOALS["report_to_floor"],
        "report_data": found["data_ms"] <= GOALS["report_data_ms"],
    }


def judge(found: dict) -> dict:
    """Whether each goal is met; the log's pages count at every size."""
    sizes, grown = found["sizes"], found.get("growth", {})
    ratios = [size[page]["to_floor"] for size in sizes for page in ("log_first", "log_last")]
    return {
        "log_to_floor": max(ratios) <= GOALS["log_to_floor"],
        "log_queries": max(size["log_queries"] for size in sizes) <= GOALS["queries"],
        "log_growth": all(abs(change) <= GOALS["growth"] for change in grown.values()),
        "submission_to_floor": all(
            size["submission"]["to_floor"] <= GOALS["submission_to_floor"] for size in sizes
        ),
        "web_process": max(size["web_process_mb"] for size in sizes) <= GOALS["mb"],
    }


def run(url: str, folder: str) -> dict:
    """What was asked for: the agreements in a database of their own, and the log."""
    found: dict = {"goals": {}}
    if "agreements" in PARTS:
        found["agreements"] = agreements(url)
        found["goals"] |= judge_agreements(found["agreements"])
    if "log" in PARTS:
        log = measure_log(url, folder)
        found |= {**log, "goals": found["goals"] | log["goals"]}
    if "reports" in PARTS:
        from tests.bench import reports

        found["report"] = reports.measured(folder, SIZES[-1], say)
        found["goals"] |= judge_report(found["report"])
    return found


def agreements(url: str) -> dict:
    from tests.bench import signing

    here = urlsplit(os.environ["DATABASE_URL"])
    name = f"{here.path[1:]}_aup"
    with Cursor(url) as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    return signing.measure(here._replace(path=f"/{name}").geturl(), say)


def measure_log(url: str, folder: str) -> dict:
    """Every size in turn in one growing database, then the first beside the last."""
    from tests.bench import load, measure, visitors

    measure.install(folder)
    school, lead, teacher = load.make_place()
    found: dict = {"sizes": []}
    cookie, before, small = "", 0, ""
    for size in SIZES:
        say(f"Loading {size:,} incidents")
        load.load(school, lead, number=size - before)
        before = size
        found["sizes"].append(measure.at(size, (school, lead, teacher), say))
        if len(SIZES) > 1 and not small:
            cookie = visitors.sign_in(lead)
            small = copy(url)
    if small:
        found["growth"] = measure.growth(small, cookie)
        words = ", ".join(f"{page} {change:+.0%}" for page, change in found["growth"].items())
        say(f"From {SIZES[0]:,} to {SIZES[-1]:,} incidents, turn by turn: {words}")
    found["goals"] = judge(found)
    return found


def main() -> None:
    url, folder = prepare()
    try:
        import django

        django.setup()
        say(json.dumps(run(url, folder)))
    finally:
        drop(url)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
