"""Words looked for are kept in the session, under a token."""

from django.core.paginator import Paginator
from django.test import RequestFactory

from esafety import searches


def test_words_are_kept_under_a_token_that_says_nothing():
    session = {}

    token = searches.keep(session, "  Ada Ash ")

    assert "Ada" not in token
    assert searches.kept(session, token) == "Ada Ash"
    assert searches.kept(session, "unknown") == ""


def test_nothing_is_kept_for_no_words_and_no_more_than_ten():
    session = {}

    assert searches.keep(session, "   ") == ""
    tokens = [searches.keep(session, f"{n} {'x' * 200}") for n in range(12)]

    assert searches.kept(session, tokens[0]) == ""
    assert len(searches.kept(session, tokens[-1])) == searches.LONGEST
    assert len(session[searches.KEY]) == searches.KEPT


def test_addresses_keep_the_other_codes():
    request = RequestFactory().get("/list/", {"kind": "a", "page": "3"})

    assert searches.address(request, search="tok") == "/list/?kind=a&search=tok"
    assert searches.address(request, kind="") == "/list/"
    page = Paginator(range(50), 10).page(3)
    assert searches.pages(request, page) == {
        "first": "/list/?kind=a&page=1",
        "previous": "/list/?kind=a&page=2",
        "next": "/list/?kind=a&page=4",
        "last": "/list/?kind=a&page=5",
    }
