"""A database, a broker and real workers that a test may kill."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.servers import OwnServers

ROOT = Path(__file__).resolve().parents[3]


class Place:
    """A folder with a database, a broker and the processes that a test starts."""

    def __init__(self, folder: Path, app: str) -> None:
        self.folder, self.workers = folder, []
        self.marks, self.pause = folder / "marks", folder / "pause"
        (folder / "slow_app.py").write_text(app)
        self.marks.touch()
        self.pause.write_text("60")
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "DEBUG": "true",
            "ESAFETY_DATA_DIR": str(folder / "data"),
            "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}",
            "MARKS": str(self.marks),
            "PAUSE": str(self.pause),
            "DJANGO_SETTINGS_MODULE": "esafety.settings",
        }
        self.servers = OwnServers("kill", folder / "data")
        self.env.update(self.servers.env)

    def lose_messages(self) -> None:
        """What the broker held is gone."""
        self.servers.lose_messages()
        for message in (self.folder / "data" / "broker" / "messages").glob("*"):
            message.unlink()

    def python(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=900,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def worker(self) -> subprocess.Popen:
        beat = str(self.folder / "beat")
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "celery",
                "-A",
                "slow_app",
                "worker",
                "-B",
                "-s",
                beat,
                "--pool",
                "solo",
            ],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.workers.append(process)
        return process

    def wait_for(self, mark: str, times: int, seconds: float = 600) -> None:
        end = time.monotonic() + seconds
        while self.marks.read_text().split().count(mark) < times:
            assert time.monotonic() < end, f"“{mark}” was not seen {times} times"
            time.sleep(0.1)

    def stop(self) -> None:
        for process in self.workers:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=10)
        self.servers.close()
