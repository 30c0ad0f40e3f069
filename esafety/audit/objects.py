"""What the things in the audit log are called, and who may know that they exist.

Each app registers the prefix of its references ("incident:", "member:"). An event about a thing
whose prefix nobody registered is shown to nobody: when in doubt it stays hidden.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from esafety.access.actor import Actor

Seen = Callable[[Actor, set[str]], set[str]]
Names = Callable[[set[str]], dict[str, str]]


@dataclass(frozen=True)
class Trail:
    """For one prefix: which of some references an actor may see, and what they are called."""

    seen_by: Seen
    names: Names


_TRAILS: dict[str, Trail] = {}


def _by_reference(refs: set[str]) -> dict[str, str]:
    return {ref: ref.partition(":")[2] for ref in refs}


def _by_everyone(actor: Actor, refs: set[str]) -> set[str]:
    return refs


def register(prefix: str, *, seen_by: Seen = _by_everyone, names: Names = _by_reference) -> None:
    """Say who may see events about references with this prefix (default: whoever reads the log)
    and what they are called (default: the reference itself)."""
    _TRAILS[prefix] = Trail(seen_by, names)


def seen(actor: Actor, refs: Iterable[str]) -> set[str]:
    """Those of the references whose things exist for this actor. The empty one always does."""
    found = {""}
    for prefix, some in _by_prefix(refs).items():
        if prefix in _TRAILS:
            found |= _TRAILS[prefix].seen_by(actor, some)
    return found


def names(refs: Iterable[str]) -> dict[str, str]:
    """What to call each reference; one without a name is called by itself."""
    called = {ref: ref for ref in refs}
    for prefix, some in _by_prefix(refs).items():
        if prefix in _TRAILS:
            called.update(_TRAILS[prefix].names(some))
    return called


def _by_prefix(refs: Iterable[str]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for ref in refs:
        groups.setdefault(ref.partition(":")[0], set()).add(ref)
    return groups
