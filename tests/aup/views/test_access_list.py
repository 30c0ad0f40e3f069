"""The access list on screen and as a file."""

import re

import pytest

from esafety.audit.models import AuditEvent
from tests.aup.asked import asked, family, sign
from tests.factories.people import make_guardian, make_person

URL = "/oakfield/agreements/access/"


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def ada(oakfield, agreed, olu):
    """Has signed, with her parent Pia."""
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    return child


def words(answer):
    page = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_it_says_who_and_why(oakfield, ada, client_of, nat):
    make_person(oakfield, "Ben Birch", year_group="")

    page = words(client_of(nat).get(URL))

    assert "Ash, Ada Yes Signed on 3 November 2026 Pupil, Year 4, 8K" in page
    assert "Birch, Ben No No year group is entered" in page
    assert "1 may , 3 may not" in page  # Ben, Nat and Olu
    assert "Pia" not in page
    assert "ncident" not in page.partition("Ash, Ada")[2].partition("keeps a school")[0]


def test_the_filters(oakfield, ada, client_of, nat):
    make_person(oakfield, "Ben Birch", year_group="9", tutor_group="9L")
    make_person(oakfield, "Cy Cedar", left_on="2026-10-01")
    make_person(oakfield, "Di Dogwood", joined_on="2026-12-01")
    mine = client_of(nat)

    def names(**query):
        return set(re.findall(r"(\w+, \w+) (?:Yes|No)", words(mine.get(URL, query))))

    assert names() == {"Ash, Ada", "Birch, Ben", "Nutmeg, Nat", "Oak, Olu"}
    assert names(may="yes") == {"Ash, Ada"}
    assert names(may="no", kind="pupil") == {"Birch, Ben"}
    assert names(year="9") == names(tutor="9L") == {"Birch, Ben"}
    assert names(leavers="on") == {"Cedar, Cy"}
    assert names(kind="guardian") == names()
    assert names(year="9", tutor="8K") == set()
    assert "Nobody here" in words(mine.get(URL, {"year": "9", "tutor": "8K"}))
    offered = re.findall(r'<option value="(\w+)"[^>]*>Year', mine.get(URL).content.decode())
    assert offered == ["4", "8", "9"]
    assert names(year="2") == names()  # no pupil here is in that year: it is not a choice


def test_a_name_is_posted_and_never_in_the_address(oakfield, ada, client_of, nat):
    mine = client_of(nat)
    answer = mine.post(f"{URL}?kind=pupil", {"q": "ada"})

    assert "ada" not in answer["Location"]
    assert "kind=pupil" in answer["Location"]
    page = words(mine.get(answer["Location"]))
    assert "Ash, Ada" in page
    assert "Nutmeg" not in page
    again = mine.post(answer["Location"], {"q": " "})
    assert "search" not in again["Location"]


def test_it_comes_in_pages(oakfield, agreed, client_of, nat):
    for n in range(60):
        make_person(oakfield, f"Kid No{n:02}")
    mine = client_of(nat)

    assert "People 1 to 50 of 61" in words(mine.get(URL))
    assert "People 51 to 61 of 61" in words(mine.get(URL, {"page": "2"}))
    assert 'rel="next"' in mine.get(URL).content.decode()


def test_the_file_holds_the_same_people_and_runs_nothing(oakfield, ada, client_of, nat):
    make_person(oakfield, "=cmd Birch", year_group="9")
    mine = client_of(nat)

    answer = mine.get(f"{URL}list.csv?kind=pupil")
    text = answer.content.decode("utf-8-sig")

    assert "attachment" in answer["Content-Disposition"]
    assert len(text.splitlines()) == 3
    assert ",'=cmd," in text
    assert ",yes,Signed on 3 November 2026,signed" in text
    [event] = AuditEvent.objects.filter(type="access.exported")
    assert event.data == {"number": 2}


def test_the_same_queries_for_one_and_for_thirty(
    oakfield, agreed, client_of, nat, django_assert_num_queries
):
    mine = client_of(nat)
    mine.get(URL)
    for many in (1, 30):
        for n in range(many):
            child = make_person(oakfield, f"Ada Ash{n}", year_group="4")
            make_guardian(child, "Pia Ash")
            asked(oakfield, child)
        with django_assert_num_queries(11):
            mine.get(URL)


def test_the_list_of_agreements_leads_there(oakfield, agreed, client_of, nat, tom):
    pages = [client_of(who).get("/oakfield/agreements/").content.decode() for who in (nat, tom)]

    assert [URL in page for page in pages] == [True, False]


def test_programs_are_managed_and_the_token_is_seen_once(oakfield, agreed, client_of, lena):
    mine = client_of(lena)
    url = f"{URL}programs/"
    assert "No program yet" in words(mine.get(url))
    assert "Give the program a name." in words(mine.post(url, {"name": ""}))

    page = mine.post(url, {"name": "Accounts"}).content.decode()
    [token] = set(re.findall(r"esafety_[\w-]+", page))
    assert "Never used" in page
    assert token not in mine.get(url).content.decode()

    address = re.search(r'href="(/oakfield/agreements/access/programs/\d+/end/)"', page)[1]
    assert "End the token of “Accounts”" in words(mine.get(address))
    assert "can read nothing any more" in words(mine.post(address, follow=True))
    assert "Ended on 3 November 2026 by Lena Larch" in words(mine.get(url))
    assert mine.post(address).status_code == 409
    assert "It was ended before." in words(mine.get(address))
    headers = {"Authorization": f"Bearer {token}"}
    assert mine.get("/oakfield/api/access/", headers=headers).status_code == 401
