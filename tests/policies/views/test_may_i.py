"""“May I ...?”: for the school's own people, and for parents and visitors without a sign-in."""

import pytest
from django.utils import timezone

from esafety.access.roles import Role
from policies import queries
from policies.services import approving, drafting
from tests.factories.schools import make_member
from tests.policies.changes import change, table

URL, PUBLIC = "/oakfield/rules/may-i/", "/oakfield/read/may-i/"


def shown(page):
    """The subjects that are not hidden, in their order."""
    cards = page.split('<li class="app-may-i__answer"')[1:]
    heads = [(card.split(">", 1)[0], card.split("</h2>")[0].rsplit(">", 1)[1]) for card in cards]
    return [subject for attributes, subject in heads if " hidden" not in attributes]


@pytest.fixture
def pip(oakfield):
    return make_member(oakfield, "Pip Pear", Role.PUPIL, kind="pupil")


def test_a_question_is_answered_without_a_script(ruled, client_of, tom):
    page = client_of(tom).get(URL, {"words": "phones in class"}).content.decode()

    assert shown(page) == ["Mobile phones used in lessons"]
    assert "1 answer<" in page
    assert 'value="phones in class"' in page
    assert 'href="/oakfield/rules/communication-technologies/"' in page


def test_a_pupil_reads_what_holds_for_pupils_first(ruled, client_of, tom, pip):
    orders = []
    for reader in (tom, pip):
        page = client_of(reader).get(URL, {"words": "phone lesson"}).content.decode()
        card = page[page.index("Mobile phones used in lessons") :]
        orders.append(card.index("Pupils:") < card.index("Staff:"))

    assert orders == [False, True]


def test_parents_and_visitors_read_it_without_a_sign_in(ruled, client, client_of, lena):
    for reader in (client, client_of(lena)):
        page = reader.get(PUBLIC, {"words": "selfie"}).content.decode()
        assert shown(page) == ["Photos taken on mobile phones", "Photos taken on cameras"]
        assert "ask at reception" in page
        assert "Sign out" not in page
        assert "/oakfield/rules/" not in page


def test_a_school_that_does_not_exist_has_no_page(ruled, client):
    assert client.get("/nowhere/read/may-i/").status_code == 404


def test_nothing_found_is_said_and_what_was_typed_stays(ruled, client):
    page = client.get(PUBLIC, {"words": "<i>aeroplane"}).content.decode()

    assert shown(page) == []
    assert "No answer here." in page
    assert 'value="&lt;i&gt;aeroplane"' in page


@pytest.mark.parametrize("words", ["\x00", "x" * 9000, "'’", "%", "ümläut", "\U0001f4f1"])
def test_whatever_is_typed_is_no_error(ruled, client, words):
    assert client.get(PUBLIC, {"words": words}).status_code == 200


def test_a_school_without_tables_says_so(oakfield, client):
    page = client.get(PUBLIC).content.decode()

    assert shown(page) == []
    assert "No answer here." in page


def test_the_answers_are_those_in_force_today(ruled, client, lena, sima):
    draft = drafting.begin(table=table("communication-technologies"), by=lena)
    change(draft, by=lena, cells={(5, "use"): "Photos taken on school tablets"})
    approving.propose(draft=draft, comment="c", starts_on=timezone.localdate(), by=lena)
    assert "school tablets" not in client.get(PUBLIC).content.decode()

    draft.refresh_from_db()
    approving.approve(draft=draft, revision=draft.revision, by=sima)

    page = client.get(PUBLIC, {"words": "photo"}).content.decode()
    assert shown(page) == ["Photos taken on mobile phones", "Photos taken on school tablets"]
    assert "version 2" in page


def test_the_page_is_named_where_it_is_needed(ruled, client_of, tom, pip):
    for path, reader in (
        ("/oakfield/rules/", tom),
        ("/oakfield/agreements/", tom),
        ("/oakfield/incidents/new/", tom),
        ("/oakfield/", pip),
    ):
        assert f'href="{URL}"' in client_of(reader).get(path).content.decode(), path


def test_reading_it_asks_little_of_the_database(ruled, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(PUBLIC)
    versions = queries.acceptable_use(timezone.localdate())
    assert [one.table.code for one in versions] == ["user-actions", "communication-technologies"]
