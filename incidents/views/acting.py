"""A page with a form, and the service that does what the form asks."""

from collections.abc import Callable
from typing import Any, TypeVar

from esafety.access.refused import refusals_shown_on

T = TypeVar("T")


def posted(request: Any) -> Any:
    """What a form is filled with: nothing until it is sent."""
    return request.POST if request.method == "POST" else None


def done(request: Any, form: Any, act: Callable[..., T], **facts: Any) -> T | None:
    """What the service returns once the form was sent, holds and is not refused. Else None: the
    form says why, and keeps what was typed."""
    if not form.is_valid():
        return None
    with refusals_shown_on(form):
        return act(by=request.actor, **facts, **form.cleaned_data)
    return None
