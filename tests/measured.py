"""What the tests run of the product, measured by slipcover: lines and branches, of every process.

A pytest plugin (`-p tests.measured`, see run.py), so that it is there before anything of the
product is imported. Each process of the tests writes what it saw to a file below $MEASURED_TO.
"""

import json
import os
from pathlib import Path

import slipcover

SOURCE = ["esafety", "policies", "aup", "incidents", "reports"]
OMIT = ["*/migrations/*", "esafety/asgi.py", "esafety/wsgi.py"]

_seen = slipcover.Slipcover(branch=True, source=SOURCE, omit=OMIT)
_imports = slipcover.ImportManager(_seen, slipcover.FileMatcher(sources=SOURCE, omit=OMIT))
_imports.__enter__()


def pytest_sessionfinish():
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    path = Path(os.environ["MEASURED_TO"], f"{worker}.json")
    path.write_text(json.dumps(_seen.get_coverage()), encoding="utf-8")
