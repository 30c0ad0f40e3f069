"""What a member has in hand beside what they were told: the apps know of cases and tasks."""

from collections.abc import Callable, Iterable, Iterator

from esafety.schools.models import Membership

Held = Callable[[Membership], Iterable[str]]
_HELD: dict[str, Held] = {}


def register(kind: str, held: Held) -> None:
    """Say which things a member has in hand now, as references ("incident:OAK-7K3P-9X").

    `kind` is a kind of notice (`kinds.register`) with the words and the page of such a thing.
    """
    _HELD[kind] = held


def of(member: Membership) -> Iterator[tuple[str, str]]:
    """The kind and the reference of each thing that the member has in hand."""
    for kind, held in sorted(_HELD.items()):
        for ref in held(member):
            yield kind, ref
