"""What else happens when a revision is published or a review opened. Parts above the documents
register here."""

from collections.abc import Callable
from typing import Any, Protocol

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


class OnReviewOpened(Protocol):
    """Called inside the transaction that opens a review, with the reason in words."""

    def __call__(self, *, policy: Policy, reason: str, by: Actor) -> None: ...


class OnRenewal(Protocol):
    """Called inside the publishing transaction with what the publisher chose to be renewed."""

    def __call__(self, *, revision: PolicyRevision, codes: set[str], by: Actor) -> None: ...


Renewable = Callable[[Policy], dict[str, Any]]

_ON_REVIEW_OPENED: list[OnReviewOpened] = []
_RENEWABLE: list[Renewable] = []
_ON_RENEWAL: list[OnRenewal] = []


def on_review_opened(func: OnReviewOpened) -> OnReviewOpened:
    """Register a function for every review that is opened."""
    _ON_REVIEW_OPENED.append(func)
    return func


def review_opened(*, policy: Policy, reason: str, by: Actor) -> None:
    """Call all of them, in the order of their registration."""
    call: Callable[..., None]
    for call in _ON_REVIEW_OPENED:
        call(policy=policy, reason=reason, by=by)


def renewable_by(func: Renewable) -> Renewable:
    """Register what stands on a policy and may be renewed after a change: code and words."""
    _RENEWABLE.append(func)
    return func


def renewable(policy: Policy) -> dict[str, Any]:
    """All that the publisher of a material change chooses from."""
    return {code: words for func in _RENEWABLE for code, words in func(policy).items()}


def on_renewal(func: OnRenewal) -> OnRenewal:
    """Register a function for every choice of what is to be renewed. It may only write rows."""
    _ON_RENEWAL.append(func)
    return func


def renewal(*, revision: PolicyRevision, codes: set[str], by: Actor) -> None:
    """Call all of them, in the order of their registration."""
    call: Callable[..., None]
    for call in _ON_RENEWAL:
        call(revision=revision, codes=codes, by=by)
