"""What is written beside the code says what the code does: environment, pins, commands, image."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import run

ROOT = Path(settings.BASE_DIR)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = PROJECT["project"]["dependencies"]
DEVELOPMENT = PROJECT["project"]["optional-dependencies"]["dev"]
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-npm.txt")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
IGNORED = {".git", ".venv", "node_modules", "var", "build", "staticfiles"}
# Written in two halves, so that this file does not hold what it looks for.
FOREIGN = re.compile(
    "|".join(("registry" + r"\.npmjs", r"pypi\." + "org", "python" + "hosted", "arti" + "factory"))
    + "|/" + r"root/|/" + r"work/|/" + r"home/\w"
)  # fmt: skip
COMPOSE = (ROOT / "docker-compose.yml").read_text()


def pins(name):
    """{package: version} of a requirements file."""
    found = re.findall(r"^([\w.-]+)==(\S+) \\$", (ROOT / name).read_text(), re.MULTILINE)
    return {canonicalize_name(package): version for package, version in found}


def written_files():
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in IGNORED and not f.endswith("cache__")]
        folders[:] = [f for f in folders if not (f.startswith(".") and f != ".ci")]
        yield from (Path(folder) / name for name in names)


def variables_of_settings():
    source = (ROOT / "esafety/settings.py").read_text()
    return set(re.findall(r'\b(?:env\.\w+|flag)\(\s*"([A-Z_]+)"', source))


def variables_of_example():
    return set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def variables_of_compose():
    return set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))


def test_the_example_environment_names_what_the_settings_and_compose_read():
    assert variables_of_example() == variables_of_settings() | variables_of_compose()


def test_the_example_environment_holds_no_secret():
    for line in (ROOT / ".env.example").read_text().splitlines():
        if re.match(r"(SECRET_KEY|\w*PASSWORD|EMAIL_URL)=", line):
            assert line.endswith("="), line


def test_compose_is_valid():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(
        [*command, str(ROOT / "docker-compose.yml")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_compose_has_no_default_password():
    for name, rest in re.findall(r"\$\{(\w*(?:PASSWORD|SECRET)\w*)([^}]*)\}", COMPOSE):
        # Former keys may be none at all; every secret in use must be given.
        assert rest == ":-" if name.endswith("_FALLBACKS") else rest.startswith(":?"), name


def test_the_image_holds_every_package_of_ours():
    dockerfile = (ROOT / "Dockerfile").read_text()
    for package in PROJECT["tool"]["importlinter"]["root_packages"]:
        assert f"COPY {package} {package}\n" in dockerfile
        assert f"!{package}\n" in (ROOT / ".dockerignore").read_text()


@pytest.mark.parametrize("line", RUNTIME + DEVELOPMENT)
def test_each_dependency_has_its_reason_and_its_pin(line):
    source = (ROOT / "pyproject.toml").read_text()
    assert re.search(rf'^    "{re.escape(line)}", +# \S.{{10,}}', source, re.MULTILINE), line
    wanted = Requirement(line)
    for lock in LOCKS[:2] if line in RUNTIME else LOCKS[1:2]:
        assert wanted.specifier.contains(pins(lock)[canonicalize_name(wanted.name)])


def test_development_runs_on_the_same_versions_as_production():
    assert pins(LOCKS[0]).items() <= pins(LOCKS[1]).items()


@pytest.mark.parametrize("lock", LOCKS)
def test_pins_are_hashed_and_name_no_index(lock):
    text = (ROOT / lock).read_text()
    for entry in re.split(r"\n(?=[\w.-]+==)", text)[1:]:
        assert "--hash=sha256:" in entry, entry
    assert not re.search(r"^--?\w|https?:|file:", text, re.MULTILINE)


def test_no_file_names_a_registry_or_a_place_on_a_machine():
    found = []
    for path in written_files():
        text = path.read_bytes().decode(errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in FOREIGN.finditer(text)]
    assert found == []


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.name)
def test_commands_in_the_documents_exist(document):
    text = document.read_text()
    assert document.name != "README.md" or {"python3 run.py", "python3 run.py test"} <= set(
        re.findall(r"^ *(python3 run\.py(?: test)?)\b", text, re.MULTILINE)
    )
    for arguments in re.findall(r"python3 run\.py((?: [\w/.-]+)*)", text):
        run.parse([word for word in arguments.split() if word != "--help"])
    for command in re.findall(r"manage\.py (\w+)", text):
        assert command in get_commands(), command


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.name)
def test_links_between_the_documents_lead_somewhere(document):
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text()):
        assert (document.parent / target).exists(), target


def test_the_version_is_the_same_everywhere():
    version = PROJECT["project"]["version"]
    assert json.loads((ROOT / "package.json").read_text())["version"] == version
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.parametrize("name", ["run.py", "manage.py", ".ci/run"])
def test_what_is_run_is_executable(name):
    assert os.access(ROOT / name, os.X_OK)
