"""Names looked for in the directory, kept under a token (esafety.searches)."""

from esafety import searches
from esafety.searches import KEPT, LONGEST, address, pages

__all__ = ["KEPT", "KEY", "LONGEST", "address", "keep", "kept", "pages"]

KEY = "people_searches"


def keep(session, words):
    """Keep the words and return their token; "" for nothing looked for."""
    return searches.keep(session, KEY, words)


def kept(session, token):
    """The words kept under a token; "" for a token this session does not know."""
    return searches.kept(session, KEY, token)
