"""Names looked for in a list: kept in the reader's session under a random token, never in an
address. And the addresses of the pages of such a list."""

import secrets

KEY = "searches"
KEPT = 10
LONGEST = 100


def keep(session, words):
    """Keep the words and return their token; "" for nothing looked for."""
    words = words.strip()[:LONGEST]
    if not words:
        return ""
    token = secrets.token_urlsafe(6)
    before = list(session.get(KEY, {}).items())[-(KEPT - 1) :]
    session[KEY] = {**dict(before), token: words}
    return token


def kept(session, token):
    """The words kept under a token; "" for a token this session does not know."""
    return session.get(KEY, {}).get(token, "")


def address(request, **changes):
    """This page's address with some of its codes changed; an empty value takes one out."""
    codes = request.GET.copy()
    for name, value in {"page": "", **changes}.items():
        codes.pop(name, None)
        if value:
            codes[name] = value
    query = codes.urlencode()
    return f"{request.path}?{query}" if query else request.path


def pages(request, page):
    """The addresses of the pages around this one."""
    last, here = page.paginator.num_pages, page.number
    wanted = {
        "first": 1 if here > 2 else None,
        "previous": here - 1 if here > 1 else None,
        "next": here + 1 if here < last else None,
        "last": last if here < last - 1 else None,
    }
    return {name: address(request, page=number) for name, number in wanted.items() if number}
