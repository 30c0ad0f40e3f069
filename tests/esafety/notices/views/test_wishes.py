"""The page on which a member says when mail comes."""

import pytest

from esafety.notices.models import NoticeSettings
from tests.esafety.notices.conftest import TODAY, away

PAGE = "/oakfield/notices/settings/"
CHOICE = {
    "mail": "digest",
    "digest_at": "07:30",
    "quiet_from": "18:00",
    "quiet_until": "07:00",
    "quiet_days": "none",
}


def test_it_shows_what_holds_and_keeps_what_is_chosen(tom, client_of):
    client = client_of(tom)
    first = client.get(PAGE).content.decode()
    assert 'value="19:00"' in first

    answer = client.post(PAGE, CHOICE, follow=True)
    assert "Your choice is saved." in answer.content.decode()
    assert 'value="18:00"' in answer.content.decode()
    assert NoticeSettings.objects.get().mail == "digest"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"digest_at": "20:00"}, "Choose an hour outside your quiet hours."),
        ({"digest_at": "\x00"}, "Enter an hour, such as 07:30."),
        ({"quiet_from": "25:00"}, "Enter an hour, such as 07:30."),
        ({"quiet_until": "9" * 5000}, "Enter an hour, such as 07:30."),
        ({"quiet_until": ""}, "Enter an hour, such as 07:30."),
        ({"mail": "sometimes"}, "Choose when mail comes."),
        ({"mail": ""}, "Choose when mail comes."),
        ({"quiet_days": "\x00"}, "Choose which days are quiet."),
        ({"quiet_days": ""}, "Choose which days are quiet."),
    ],
)
def test_bad_input_is_a_sentence_and_loses_nothing(tom, client_of, change, sentence):
    answer = client_of(tom).post(PAGE, CHOICE | change)

    html = answer.content.decode(errors="replace")
    assert answer.status_code == 200
    assert sentence in html
    assert 'value="18:00"' in html or "quiet_from" in change
    assert not NoticeSettings.objects.exists()


def test_who_can_mend_it_is_told_when_no_dsl_is_there(tuesday, lena, dee, tom, client_of):
    away(dee, tom, first=TODAY)
    words = "A DSL or deputy must always be named."

    for actor in (lena, dee):
        html = client_of(actor).get(PAGE).content.decode()
        assert words in html
        assert "Tuesday 10 November 2026: Tom Thorn stands in, without the role" in html
    assert words not in client_of(tom).get(PAGE).content.decode()
