"""Pages of campaigns, as the office uses them."""

import re
from datetime import date

import pytest

from aup.choices import CampaignState
from aup.models import AgreementSettings, Ask, Campaign
from aup.services import campaigns
from esafety.jobs.models import Job
from tests.aup.asked import decline, sign
from tests.aup.rounds import prepared, pupil, running
from tests.aup.tables import tables

URL = "/oakfield/agreements/campaigns/"
DAYS = {
    "opens_on_0": "3", "opens_on_1": "11", "opens_on_2": "2026",
    "closes_on_0": "27", "closes_on_1": "11", "closes_on_2": "2026",
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def families(agreed):
    """Ada in 3A and Ben in 4A with their mothers; Cy's mother has no address."""
    pupil(agreed, "Ada Ash", "Pia Ash", year="3", tutor="3A")
    pupil(agreed, "Ben Birch", "Bea Birch", year="4", tutor="4A")
    pupil(agreed, "Cy Cedar", "Cat Cedar", year="4", tutor="4A", address=False)


@pytest.fixture
def office(client_of, olu):
    return client_of(olu)


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_from_choosing_to_starting(families, office):
    assert "No campaign yet" in words(office.get(URL))
    assert f"{URL}new/pupils-primary/" in office.get(f"{URL}new/").content.decode()
    page = words(office.get(f"{URL}new/pupils-primary/"))
    assert "Year 3" in page
    assert "4A" in page

    answer = office.post(
        f"{URL}new/pupils-primary/",
        {**DAYS, "title": "Autumn", "year_groups": ["4"], "reminder_days": "7, 3"},
        follow=True,
    )

    page = words(answer)
    assert "2 people are asked to sign" in page
    assert "1 letter goes out" in page
    assert "1 has no email address" in page
    assert "Bea Birch: Ben Birch" in page
    assert "Ada Ash" not in page
    row = Campaign.objects.get()
    assert (row.reminder_days, row.state) == ([3, 7], CampaignState.DRAFT)
    page = words(office.post(f"{URL}{row.pk}/start/", follow=True))
    assert "The campaign is started." in page
    assert "The letters are being written." in page


def test_what_is_wrong_is_said_and_what_was_typed_stays(families, office):
    url = f"{URL}new/pupils-primary/"
    wrong = {**DAYS, "closes_on_0": "1", "title": "Autumn", "reminder_days": "three"}

    page = office.post(url, wrong).content.decode()

    assert "The last day comes before the first." in page
    assert "Enter days from 1 to 90" in page
    assert 'value="three"' in page
    assert 'value="Autumn"' in page
    for days, sentence in (
        ("0", "Enter days from 1 to 90"), ("1 2 3 4 5 6 7", "six days or fewer"),
        ("99", "Enter days from 1 to 90"), ("²", "Enter days from 1 to 90"),
    ):  # fmt: skip
        assert sentence in words(office.post(url, {**DAYS, "reminder_days": days}))
    far = {**DAYS, "closes_on_2": "2028", "title": "A"}
    assert "a year at the most" in words(office.post(url, far))
    assert "Select a valid choice" in words(office.post(url, {**DAYS, "year_groups": ["11"]}))
    assert office.get(f"{URL}new/nothing/").status_code == 404
    assert not Campaign.objects.exists()


def test_changed_before_it_starts_and_not_after(families, office, olu):
    row = prepared(olu, groups={"tutor_groups": ["3A"]})
    url = f"{URL}{row.pk}/change/"
    assert re.search(r'value="3A"[^>]*checked', office.get(url).content.decode())
    bad = {**DAYS, "title": ""}
    assert "Give the campaign a name." in words(office.post(url, bad))

    answer = office.post(url, {**DAYS, "title": "Winter", "reminder_days": ""})

    assert answer["Location"] == f"{URL}{row.pk}/"
    assert Campaign.objects.get().title == "Winter"
    campaigns.start(campaign=Campaign.objects.get(), by=olu)
    assert office.get(url).status_code == 404


def test_with_nobody_to_ask_it_says_so(agreed, office, olu):
    row = prepared(olu)
    assert "Nobody to ask" in words(office.get(f"{URL}{row.pk}/"))

    page = words(office.post(f"{URL}{row.pk}/start/", follow=True))

    assert "There is nobody to ask" in page
    assert "Drop it" in page


def test_dropped_it_is_gone_and_a_running_one_stays(families, office, olu):
    row, going = prepared(olu), running(olu)
    assert "Nobody was asked" in words(office.post(f"{URL}{row.pk}/drop/", follow=True))
    assert "cannot be done" in words(office.post(f"{URL}{going.pk}/drop/", follow=True))
    assert Campaign.objects.get() == going


def test_a_running_one_shows_numbers_by_group_and_who_is_missing(families, office, olu):
    row = running(olu)
    Job.objects.filter(kind="campaign.ask").update(state="done")
    ask = Ask.objects.select_related("agreement", "version", "subject").first()
    sign(ask, "own", olu, person=ask.subject)

    page = words(office.get(f"{URL}{row.pk}/"))
    assert "0 of 3 signed" in page
    assert "By year group" in page
    assert "By tutor group" in page
    assert "Pause" in page
    assert "Close now" in page
    assert "Go on" not in page
    missing = office.get(f"{URL}{row.pk}/missing/?year=3")
    assert "Ada Ash" in words(missing)
    assert "Ben Birch" not in words(missing)
    assert "a parent or carer’s" in words(missing)
    assert "Show everybody" in words(missing)
    decline(ask, "parent", olu, reason="Not <b>yet</b>.")
    assert "Reason: Not &lt;b&gt;yet" in words(office.get(f"{URL}{row.pk}/missing/"))
    everybody = words(office.get(f"{URL}{row.pk}/missing/"))
    assert "Who is missing (3)" in everybody
    assert "their own, a parent or carer’s" in everybody


def test_whom_no_letter_reaches(families, office, olu):
    row = running(olu)
    url = f"{URL}{row.pk}/by-hand/"
    assert "Cy Cedar" in words(office.get(url))
    assert "Ben Birch" not in words(office.get(url))

    Job.objects.filter(kind="agreement.letter").update(state="failed")

    assert "The letter could not be sent to Bea Birch" in words(office.get(url))
    page = office.get(url).content.decode()
    form = re.search(r'<form [^>]*action="([^"]+/form\.pdf)"', page)[1]
    assert office.post(form)["Content-Type"] == "application/pdf"


def test_a_page_that_waits_learns_of_changes(families, office, olu):
    row = campaigns.start(campaign=prepared(olu), by=olu)
    url = f"{URL}{row.pk}/"

    def state(seen):
        return office.get(f"{url}state.json", {"seen": seen}).json()

    assert state("asking")["state"] == "running"
    Job.objects.filter(kind="campaign.ask").update(state="done")
    assert state("asking") == {"state": "done", "percent": 0, "words": "0 of 0 signed"}
    mark = re.search(r"seen=([a-z0-9_-]+)", office.get(url).content.decode())[1]
    assert state(mark)["state"] == "running"
    pupil_ask = running(olu)  # a second campaign asks nobody of the first
    assert pupil_ask.pk != row.pk
    campaigns.pause(campaign=row, by=olu)
    assert state(mark)["state"] == "done"


def test_pause_go_on_extend_and_close(families, office, olu):
    row = running(olu)
    url = f"{URL}{row.pk}/"
    assert "is paused" in words(office.post(f"{url}pause/", follow=True))
    assert "cannot be done" in words(office.post(f"{url}pause/", follow=True))
    assert "goes on" in words(office.post(f"{url}go-on/", follow=True))
    assert "is closed" in words(office.post(f"{url}close/", follow=True))
    assert "cannot be done" in words(office.post(f"{url}close/", follow=True))
    assert "Give more time" in words(office.get(f"{url}close/", follow=True))
    page = words(office.get(url))
    assert "Give more time" in page
    assert "Close now" not in page
    assert "is asked again" in words(office.get(f"{url}extend/"))
    short = {"closes_on_0": "5", "closes_on_1": "11", "closes_on_2": "2026"}
    assert "must be later" in words(office.post(f"{url}extend/", short))

    answer = office.post(f"{url}extend/", {**short, "closes_on_0": "30"}, follow=True)

    assert "new last day" in words(answer)
    assert Campaign.objects.get().closes_on == date(2026, 11, 30)


def test_one_that_opens_later_and_one_whose_job_failed(families, office, olu):
    later = campaigns.start(campaign=prepared(olu, opens_on=date(2026, 11, 9)), by=olu)
    assert "The letters go out on 9 November 2026." in words(office.get(f"{URL}{later.pk}/"))
    Job.objects.filter(kind="campaign.ask").update(state="failed")

    assert "could not be written" in words(office.get(f"{URL}{later.pk}/"))


def test_nothing_changes_by_a_get(families, office, olu):
    row = prepared(olu)
    for act in ("start", "pause", "go-on", "drop"):
        assert office.get(f"{URL}{row.pk}/{act}/").status_code == 405


def test_closing_is_asked_first_and_says_what_follows(families, office, olu):
    row = running(olu)
    before = tables()

    answer = office.get(f"{URL}{row.pk}/close/")

    page = words(answer)
    assert "Its last day is 27 November 2026." in page
    assert "3 people have not answered" in page
    assert f'action="{URL}{row.pk}/close/"' in answer.content.decode()
    assert tables() == before
    draft = prepared(olu)
    assert office.get(f"{URL}{draft.pk}/close/")["Location"] == f"{URL}{draft.pk}/"


def test_another_schools_campaign_is_not_there(families, office, client_of, boris, olu):
    row = prepared(olu)
    assert client_of(boris).get(f"{URL}{row.pk}/").status_code == 404
    assert client_of(boris).get(f"/brook/agreements/campaigns/{row.pk}/").status_code == 404
    assert office.get(f"{URL}{row.pk + 9}/").status_code == 404


def test_the_same_queries_for_one_and_for_thirty(
    agreed, office, olu, django_assert_num_queries, django_assert_max_num_queries
):
    pupil(agreed, "Ada0 Ash", "Pia0 Ash")
    row = running(olu)
    pages = [URL, f"{URL}{row.pk}/", f"{URL}{row.pk}/missing/", f"{URL}{row.pk}/by-hand/"]
    for page in pages:
        office.get(page)
    counts = []
    for many in (1, 30):
        for n in range(1, many):
            pupil(agreed, f"Ada{n} Ash", f"Pia{n} Ash")
        if many > 1:
            from tests.aup.rounds import ask_all

            ask_all(row)
            for _n in range(29):
                prepared(olu)
        found = []
        for page in pages:
            with django_assert_max_num_queries(30) as queries:
                office.get(page)
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]


def test_settings_of_signing(agreed, office):
    url = "/oakfield/agreements/signing/"
    assert "Ask new people without a campaign" in words(office.get(url))
    facts = {"parents_needed": "all", "ask_birth_date": "on", "reminder_days": "5, 10"}
    for wrong in ("", "x", "3", "999"):
        page = words(office.post(url, {**facts, "link_days": wrong}))
        assert "Enter a number of days from 7 to 120." in page

    assert "Saved." in words(office.post(url, {**facts, "link_days": "21"}, follow=True))

    row = AgreementSettings.objects.get()
    assert (row.parents_needed, row.reminder_days, row.link_days) == ("all", [5, 10], 21)
    assert (row.ask_birth_date, row.ask_new_people) == (True, False)


def test_the_settings_say_what_proof_there_is_from_outside(agreed, office, settings, tmp_path):
    url = "/oakfield/agreements/signing/"
    page = words(office.get(url))
    assert "Off: our own clock and log say when." in page
    assert "Off: a certificate is checked by its code." in page

    settings.TIMESTAMP_URL, settings.SEAL_KEY_FILE = "https://stamps.example", str(tmp_path / "key")

    page = words(office.get(url))
    assert "On: an authority confirms when each signature was made." in page
    assert "On: a PDF reader finds any changed letter by itself." in page
