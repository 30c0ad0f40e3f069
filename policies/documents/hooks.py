"""What else happens when a revision is published. Parts above the documents register here."""

from collections.abc import Callable
from typing import Protocol

from esafety.access.actor import Actor
from policies.documents.models import Policy, PolicyRevision


class OnPublished(Protocol):
    """Called inside the publishing transaction; what it raises undoes the publication."""

    def __call__(self, *, policy: Policy, revision: PolicyRevision, by: Actor) -> None: ...


_ON_PUBLISHED: list[OnPublished] = []


def on_published(func: OnPublished) -> OnPublished:
    """Register a function for every publication. It may only write rows: no mail, no PDF."""
    _ON_PUBLISHED.append(func)
    return func


def published(*, policy: Policy, revision: PolicyRevision, by: Actor) -> None:
    """Call all of them, in the order of their registration."""
    call: Callable[..., None]
    for call in _ON_PUBLISHED:
        call(policy=policy, revision=revision, by=by)
