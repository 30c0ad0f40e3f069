"""Runs the parts of `agreements.py` on databases of their own and puts their figures together."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 4
SECONDS = int(os.environ.get("BENCH_SECONDS", "60"))
FLOOR_SECONDS = 8
WINDOW = 5  # seconds; the slowest of these is told as well

Env = dict[str, str]


def measure(postgres: str, say: Callable[[str], None]) -> dict[str, Any]:
    """Asking 2,000 parents on SQLite and on PostgreSQL, then signing on PostgreSQL."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="esafety-bench-aup-") as folder:
        ours = {**os.environ, "ESAFETY_DATA_DIR": folder, "DATABASE_URL": postgres}
        plain = {name: value for name, value in ours.items() if name != "DATABASE_URL"}
        plain["CELERY_BROKER_URL"] = "filesystem://"
        ours["CELERY_BROKER_URL"] = os.environ.get("BENCH_BROKER", "filesystem://")
        for name, env in (("sqlite", plain), ("postgresql", ours)):
            _run(env, "manage.py", "migrate", "--verbosity", "0")
            found[f"ask_{name}"] = _part(env, "ask")
            asked = found[f"ask_{name}"]
            say(
                f"asking 2,000 parents, {name:<10} {asked['seconds']:>6.1f} s, "
                f"{asked['cpu_seconds']:.1f} s of one core"
            )
        found["signing"] = _signing(ours)
    say(_line(found["signing"]))
    return found


def _signing(env: Env) -> dict[str, Any]:
    """Floor, signatures for a minute, floor again: as fast as the processes can."""
    _part(env, "signed")
    before = _together(env, "floor", FLOOR_SECONDS)
    ours = _together(env, "product", SECONDS)
    after = _together(env, "floor", FLOOR_SECONDS)
    whole = _part(env, "checked")
    floor = statistics.mean([before["per_second"], after["per_second"]])
    counted = whole["signatures"] == ours["number"]
    return {
        **ours,
        "floor_per_second": round(floor, 1),
        "floor_cpu_ms": round(statistics.mean([before["cpu_ms"], after["cpu_ms"]]), 1),
        "audit_rows": whole["audit_rows"],
        "intact": counted and not whole["broken"],
    }


def _together(env: Env, name: str, seconds: int) -> dict[str, Any]:
    """Several processes that sign from the same moment on."""
    words = [sys.executable, "tests/bench/agreements.py", "sign", name]
    running = [
        subprocess.Popen(
            [*words, str(n), str(PROCESSES), str(seconds)],
            cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for n in range(PROCESSES)
    ]  # fmt: skip
    for one in running:
        assert one.stdout is not None
        one.stdout.readline()  # it is ready
    begins = f"{time.time() + 0.5}\n"
    told = [json.loads(out) for out in _each_told(running, begins)]
    ends = sorted(end for one in told for end in one["ends"])
    took = [ms for one in told for ms in one["took"]]
    windows = [
        sum(start <= end < start + WINDOW for end in ends) / WINDOW
        for start in range(0, seconds - WINDOW + 1, WINDOW)
    ]
    return {
        "number": len(ends),
        "seconds": seconds,
        "per_second": round(len(ends) / max(seconds, ends[-1]), 1),
        "slowest_window": min(windows),
        "p50_ms": round(statistics.median(took), 1),
        "p95_ms": round(statistics.quantiles(took, n=20)[-1], 1),
        "cpu_ms": round(1000 * sum(one["cpu_seconds"] for one in told) / len(ends), 1),
        "errors": sum(len(one["errors"]) for one in told),
    }


def _each_told(running: list["subprocess.Popen[str]"], line: str) -> list[str]:
    """Tell each of them the same line first, then wait for what each says."""
    for one in running:
        assert one.stdin is not None
        one.stdin.write(line)
        one.stdin.flush()
    return [one.communicate()[0] for one in running]


def _part(env: Env, part: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        _run(env, "tests/bench/agreements.py", part).splitlines()[-1]
    )
    return found


def _run(env: Env, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(words)} failed:\n{done.stderr}")
    return done.stdout


def _line(found: dict[str, Any]) -> str:
    whole = "the chain is intact" if found["intact"] else "THE CHAIN IS NOT INTACT"
    return (
        f"signing for {found['seconds']} s: {found['per_second']:.1f}/s "
        f"(slowest {WINDOW} s: {found['slowest_window']:.1f}/s), p95 {found['p95_ms']:.0f} ms, "
        f"{found['cpu_ms']:.1f} ms of one core each, "
        f"{found['errors']} errors, {whole}; floor {found['floor_per_second']:.1f}/s, "
        f"{found['floor_cpu_ms']:.1f} ms"
    )
