"""How much memory a PDF takes in a worker: `python -m tests.pdfs.weigh < document.html` makes it in
a process of its own, with the product loaded, and prints the most that it held, in megabytes."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def megabytes(html: str) -> float:
    """The most that a process held which made this PDF, and everything else that a worker loads."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.pdfs.weigh"],
        input=html, cwd=ROOT, check=True, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    return float(done.stdout.split()[-1])


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from esafety import pdf

    pdf.render(sys.stdin.read())
    print(_most_held())


def _most_held() -> float:
    """Of this program alone: what getrusage tells begins with what its parent held."""
    facts = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(facts["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    main()
