"""The direction of imports (design: The arrows), held by import-linter."""

import subprocess
import sys

from tests.architecture.source import ROOT


def test_the_arrows_hold():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stdout[-3000:]
