"""The list of notices, its count on every page, and marking as read."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.notices.models import Notice
from tests.esafety.notices.conftest import tell
from tests.factories.incidents import make_incident

LIST = "/oakfield/notices/"


def page(client, url=LIST) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_notice_is_words_a_reference_and_a_link(incident, lena, client_of):
    tell(lena, incident)
    html = page(client_of(lena))

    assert f'href="/oakfield/incidents/{incident.reference}/"' in html
    assert f"A report has come in: {incident.reference}" in html
    assert "10 November 2026, 10:00" in html
    assert "New" in html


def test_what_cannot_wait_says_so(incident, lena, client_of):
    tell(lena, incident, urgent=True)

    assert "Cannot wait" in page(client_of(lena))


def test_every_page_says_how_many_wait(incident, lena, tom, client_of):
    tell(lena, incident)

    assert '<span class="govuk-visually-hidden">1 not read</span>' in page(
        client_of(lena), "/oakfield/"
    )
    assert "not read" not in page(client_of(tom), "/oakfield/")
    assert ">Notices" in page(client_of(tom), "/oakfield/")


def test_on_its_own_pages_the_bell_is_where_the_reader_is(lena, client_of):
    html = page(client_of(lena))

    assert f'<a href="{LIST}" aria-current="page">Notices' in html
    assert 'aria-current="true"' not in html


def test_more_than_ninety_nine_is_said_in_figures_to_a_screen_reader_alone(
    incident, lena, client_of
):
    notice = tell(lena, incident)
    rows = [
        Notice(
            **{
                name: getattr(notice, name)
                for name in ("school", "member", "kind", "object", "mail", "created_at")
            }
        )
        for _number in range(100)
    ]
    Notice.objects.bulk_create(rows)
    html = page(client_of(lena))

    assert "99+" in html
    assert "101 not read" in html


def test_nothing_tells_of_what_does_not_exist_for_the_reader(
    incident, oakfield, lena, tom, client_of
):
    hidden = make_incident(oakfield, typed=[("Ms Larch", "staff", "witness")])
    before = page(client_of(lena)), page(client_of(lena), "/oakfield/")
    tell(lena, hidden)
    after = page(client_of(lena)), page(client_of(lena), "/oakfield/")

    assert [without_tokens(h) for h in after] == [without_tokens(h) for h in before]
    assert hidden.reference not in after[0]


def without_tokens(html: str) -> str:
    import re

    return re.sub(r'value="[A-Za-z0-9]{64}"', "", html)


def test_one_and_thirty_ask_the_same(incident, oakfield, lena, client_of):
    client = client_of(lena)
    tell(lena, incident)
    page(client)
    with CaptureQueriesContext(connection) as one:
        page(client)
    for _number in range(29):
        tell(lena, make_incident(oakfield))
    with CaptureQueriesContext(connection) as thirty:
        page(client)

    assert len(thirty) == len(one)


@pytest.mark.parametrize(("asked", "first"), [("1", "31"), ("2", "6"), ("99", "6"), ("x", "31")])
def test_a_long_list_comes_in_pages(incident, lena, client_of, asked, first):
    for _number in range(31):
        tell(lena, incident)
    html = page(client_of(lena), f"{LIST}?page={asked}")

    if first == "31":
        assert "Notices 1 to 25 of 31" in html
        assert 'href="?page=2"' in html
    else:
        assert "Notices 26 to 31 of 31" in html
        assert 'href="?page=1"' in html


def test_without_any_the_page_says_so(tom, client_of):
    assert "No notices" in page(client_of(tom))


def test_one_is_marked_as_read(incident, lena, client_of):
    notice = tell(lena, incident)
    answer = client_of(lena).post(f"{LIST}{notice.key}/read/", follow=True)

    html = answer.content.decode()
    assert "The notice is marked as read." in html
    assert "not read" not in html
    assert Notice.objects.get().read_at is not None


def test_all_are_marked_as_read(incident, lena, client_of):
    tell(lena, incident)
    tell(lena, incident)
    html = client_of(lena).post(f"{LIST}read-all/", follow=True).content.decode()

    assert "2 notices are marked as read." in html
    assert "Mark all as read" not in html


def test_reading_is_a_post_alone(incident, lena, client_of):
    notice = tell(lena, incident)

    assert client_of(lena).get(f"{LIST}{notice.key}/read/").status_code == 405
    assert client_of(lena).get(f"{LIST}read-all/").status_code == 405


def test_what_is_not_there_for_the_reader_is_not_found(incident, oakfield, lena, dee, client_of):
    hidden = tell(lena, make_incident(oakfield, typed=[("Ms Larch", "staff", "witness")]))
    mine = tell(lena, incident)

    for client, key in ((lena, hidden.key), (dee, mine.key), (lena, uuid4())):
        assert client_of(client).post(f"{LIST}{key}/read/").status_code == 404
    assert client_of(lena).post(f"{LIST}1/read/").status_code == 404
    assert not Notice.objects.filter(read_at__isnull=False).exists()
