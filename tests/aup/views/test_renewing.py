"""Renewing on screen: what is said before, on the list of versions, and when it is time."""

import pytest

from aup.models import AgreementVersion, Campaign
from tests.aup.asked import asked
from tests.aup.views.test_drafts import URL, publish, words
from tests.factories.people import make_person

CAMPAIGNS = "/oakfield/agreements/campaigns/"
SAME = "The words are the same. Everybody is asked to sign again: the agreement is renewed."


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def test_the_same_words_are_published_as_a_renewal(agreed, lena, client_of):
    client = client_of(lena)
    client.post(f"{URL}draft/begin/")
    preview = words(client.get(f"{URL}draft/preview/"))
    assert SAME in preview
    assert "Renew the agreement" in preview
    page = words(client.get(f"{URL}draft/publish/"))
    assert SAME in page
    assert "How large is the change?" not in page

    assert publish(client, material="no")["Location"] == f"{URL}versions/"

    assert AgreementVersion.objects.get(agreement__code="staff", number=2).material is True
    page = words(client.get(f"{URL}versions/"))
    assert "Renewal: the same words, everybody signs again" in page


def test_the_campaigns_say_when_it_is_time(agreed, lena, olu, client_of, time_machine):
    asked(agreed, make_person(agreed, "Tom Thorn", kind="staff"))
    first = AgreementVersion.objects.get(agreement__code="staff")
    assert "time to renew" not in words(client_of(lena).get(CAMPAIGNS))

    time_machine.move_to("2028-11-03 09:00:00Z", tick=False)

    page = client_of(lena).get(CAMPAIGNS)
    assert f"It is time to renew “{first.agreement.title}”" in words(page)
    assert f'href="{URL}#writing"' in page.content.decode()
    page = client_of(olu).get(CAMPAIGNS)
    assert "It is time to renew" in words(page)
    assert f'href="{URL}#writing"' not in page.content.decode()
    assert not Campaign.objects.exists()
