"""What a new school starts with. Apps above register here; schools knows none of them."""

from collections.abc import Callable

from esafety.access.actor import Actor

_SEEDS: list[Callable[[Actor], None]] = []


def for_new_school(seed: Callable[[Actor], None]) -> Callable[[Actor], None]:
    """Register a function that gives a new school its defaults; safe to call twice."""
    _SEEDS.append(seed)
    return seed


def sow(by: Actor) -> None:
    """Give the school in scope all defaults, inside the caller's transaction."""
    for seed in _SEEDS:
        seed(by)
