"""A gunicorn for the bench: one worker, eight threads, on a free port of loopback."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """Serves one web application while its block lasts."""

    def __init__(self, application: str, database: str = "") -> None:
        self._application = application
        self._database = database or os.environ["DATABASE_URL"]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]

    def __enter__(self) -> "Server":
        options = "--workers 1 --threads 8 --no-control-socket --graceful-timeout 1"
        self._process = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", self._application,
                "--bind", f"127.0.0.1:{self._port}", *options.split(), "--log-level", "error",
            ],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": self._database},
        )  # fmt: skip
        until = time.monotonic() + 30
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.__exit__()
                sys.exit("gunicorn did not start.")
            time.sleep(0.1)
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0

    def line(self) -> http.client.HTTPConnection:
        """A connection that is kept open between requests."""
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)

    def megabytes(self) -> float:
        """Resident memory of the worker process, which is gunicorn's only child."""
        pid = self._process.pid
        child = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0]
        for row in Path(f"/proc/{child}/status").read_text().splitlines():
            if row.startswith("VmRSS:"):
                return round(int(row.split()[1]) / 1024, 1)
        return 0.0
