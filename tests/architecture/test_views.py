"""Views only fetch, ask a form and call a service; each carries a mark that says for whom."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from esafety.access.gates import Gate
from tests.architecture.source import is_view, python_files, short

FORBIDDEN = re.compile(
    r"\.objects\b|select_for_update|transaction\.|(?<!drafts)\.save\(|\.delete\(|_base_manager"
)


def patterns(resolver=None, prefix=""):
    """Every URL pattern with its full name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from patterns(entry, space)
        elif isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", entry


@pytest.mark.parametrize("path", [p for p in python_files() if is_view(p)], ids=short)
def test_a_view_makes_no_query_and_opens_no_transaction(path):
    assert FORBIDDEN.findall(path.read_text()) == []


@pytest.mark.parametrize(
    ("name", "pattern"), list(patterns()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_every_view_says_for_whom_it_is(name, pattern):
    ours = not pattern.callback.__module__.startswith("allauth.")

    assert not ours or isinstance(getattr(pattern.callback, "gate", None), Gate)


@pytest.mark.parametrize(
    ("name", "pattern"), list(patterns()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_name_is_the_view_function(name, pattern):
    """URL name = view function, perhaps with its page's noun before it (design: Names)."""
    if pattern.callback.__module__.startswith("allauth."):
        return
    last = name.rpartition(":")[2]
    assert (
        pattern.callback.__name__ in last
        or last in pattern.callback.__name__
        or last.startswith(("operator_", "log_"))
    )
