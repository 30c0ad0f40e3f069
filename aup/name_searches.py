"""Names looked for in the lists of agreements, kept under a token (esafety.searches)."""

from esafety import searches
from esafety.searches import pages

__all__ = ["KEY", "address", "keep", "kept", "pages"]

KEY = "aup_searches"


def keep(session, words):
    """Keep the words and return their token; "" for nothing looked for."""
    return searches.keep(session, KEY, words)


def kept(session, token):
    """The words kept under a token; "" for a token this session does not know."""
    return searches.kept(session, KEY, token)


def address(request, **changes):
    """This page's address with some of its codes changed; an empty value takes one out."""
    return searches.address(request, changes)
