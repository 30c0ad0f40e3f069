"""Rows of the access table by topic. Each module has TABLE (address name -> Row) and, where its
addresses need more than the school, `args(world)`: address name -> the arguments of `reverse`.

`args` may make the rows that its addresses name; it is called once per world.
"""

import importlib
import pkgutil

from tests.architecture.row import Row


def _modules():
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return [importlib.import_module(f"{__name__}.{name}") for name in names]


def table() -> dict[str, Row]:
    """The rows of all topics; no two topics say anything about the same address."""
    found: dict[str, Row] = {}
    for module in _modules():
        assert not found.keys() & module.TABLE.keys(), module.__name__
        found |= module.TABLE
    return found


def args(world) -> dict[str, list[object]]:
    """The arguments of the addresses of all topics."""
    found: dict[str, list[object]] = {}
    for module in _modules():
        if hasattr(module, "args"):
            found |= module.args(world)
    return found
