"""Celery's broker of files, for the embedded default, made safe against half-written messages.

The one in kombu shows a message's file before its words are in it. A worker that looks at that
moment reads an empty file and ends.
"""

import uuid
from pathlib import Path
from time import monotonic_ns
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """A message appears whole or not at all; one that cannot be read is left out."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        folder = Path(self.data_folder_out)
        name = f"{monotonic_ns() // 1_000_000}_{uuid.uuid4()}"
        half = folder / f"{name}.half"
        half.write_text(dumps(payload))
        half.rename(folder / f"{name}.{queue}.msg")

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        while True:
            try:
                return super()._get(queue)
            except ValueError:
                continue  # kombu has put it aside already; the sweep finds the job's row again


class Transport(filesystem.Transport):
    """What `filesystem://` stands for in this product."""

    Channel = Channel
