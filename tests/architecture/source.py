"""Reading our own source: which files are ours, and what is in them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("esafety", "policies", "aup", "incidents", "reports")


def python_files(*, tests: bool = False) -> list[Path]:
    """Our Python files without migrations; with `tests` the tests as well."""
    folders = (*PACKAGES, "tests") if tests else PACKAGES
    found = [path for name in folders for path in (ROOT / name).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    """Our templates."""
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def is_view(path: Path) -> bool:
    """Whether a file holds pages: `views.py`, or a file of a folder `views`."""
    parts = path.relative_to(ROOT).parts
    return path.name == "views.py" or "views" in parts


def short(path: Path) -> str:
    """A path as it is written from the top of the tree."""
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node


def length(node: ast.FunctionDef) -> int:
    """Lines of a function from its `def` to its end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
