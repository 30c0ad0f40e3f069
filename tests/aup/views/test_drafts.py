"""Writing, previewing and publishing the next version on screen."""

import html as quoting
import re

import pytest

from aup.models import Agreement, AgreementDraft, AgreementVersion
from aup.queries import texts

URL = "/oakfield/agreements/staff/"
TEXT = "# Our rules\n\n- We are careful.\n"


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def lenas(agreed, lena, client_of):
    client = client_of(lena)
    assert client.post(f"{URL}draft/begin/")["Location"] == f"{URL}draft/"
    return client


def words(answer):
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return quoting.unescape(" ".join(text.split()))


def revision(client):
    page = client.get(f"{URL}draft/").content.decode()
    return re.search(r'name="revision" value="(\d+)"', page)[1]


def save(client, text=TEXT, **data):
    data = {"text": text, "revision": data.pop("revision", None) or revision(client)} | data
    return client.post(f"{URL}draft/", data)


def publish(client, **data):
    asked = {"begins_0": "1", "begins_1": "12", "begins_2": "2026", "material": "yes"}
    asked["revision"] = str(AgreementDraft.objects.get().revision)
    return client.post(f"{URL}draft/publish/", asked | data)


def test_from_the_first_word_to_the_next_version(lenas, lena):
    assert save(lenas, preview="1")["Location"] == f"{URL}draft/preview/"
    preview = words(lenas.get(f"{URL}draft/preview/"))
    assert "We are careful." in preview
    assert "Publish it" in preview
    assert "What changes from version 1" in words(lenas.get(f"{URL}draft/publish/"))

    assert publish(lenas)["Location"] == f"{URL}versions/"

    page = words(lenas.get(f"{URL}versions/"))
    assert "From 1 December 2026" in page
    assert "Material: everybody signs again" in page
    assert page.count("Lena Larch") == 2  # who is signed in, and who published
    assert "Our rules" in words(lenas.get("/oakfield/agreements/"))
    assert "We are careful." not in words(lenas.get(URL))
    assert "Write the next version" in words(lenas.get(URL))


def test_words_that_are_still_to_begin_are_not_offered_to_be_published(lenas):
    save(lenas)
    publish(lenas)
    lenas.post(f"{URL}draft/begin/")
    page = words(lenas.get(f"{URL}draft/preview/"))

    assert "Nothing yet" in page
    assert "Publish it" not in page
    assert "Renew" not in page
    assert "says the same as the newest" in words(publish(lenas))
    assert AgreementVersion.objects.filter(agreement__code="staff").count() == 2


@pytest.mark.parametrize("text", ["", "Hello <b>you</b>", "# A\n\n# B", "# T\n" + "x" * 50_000])
def test_words_that_will_not_do_are_kept_on_the_page(lenas, text):
    answer = save(lenas, text)

    assert answer.status_code == 200
    assert "There is a problem" in words(answer)
    field = re.search(r"<textarea.*?>\n(.*?)</textarea>", answer.content.decode(), re.DOTALL)[1]
    assert quoting.unescape(field) == text
    assert AgreementDraft.objects.get().text.startswith("# Acceptable")


@pytest.mark.parametrize("sent", [None, "x", "0", "9" * 30])
def test_a_page_that_was_not_sent_whole(lenas, sent):
    data = {"text": TEXT} if sent is None else {"text": TEXT, "revision": sent}
    answer = lenas.post(f"{URL}draft/", data)

    summary = re.search(r"error-summary__list.*?</ul>", answer.content.decode(), re.DOTALL)[0]
    [line] = re.findall(r"<li>(.*?)</li>", summary)
    sentence = "The page was not sent whole. Look at it once more, then send it again."
    assert line == f'<a href="#id_text">{sentence}</a>'
    assert "We are careful." in words(answer)
    assert AgreementDraft.objects.get().text != TEXT


def test_the_second_of_two_editors_sees_what_saving_would_undo(lenas, hari, client_of):
    haris = client_of(hari)
    opened = revision(haris)
    save(lenas, "# Our rules\n\n- Lena was here.\n")

    bad = save(haris, "no title", revision=opened)
    assert f'name="revision" value="{opened}"' in bad.content.decode()
    late = save(haris, "# Our rules\n\n- Hari was here.\n", revision=opened)
    told = words(late)
    assert "Lena Larch has changed the draft" in told
    assert "What saving this page would change" in told
    assert "removed: Lena added: Hari" in told
    assert AgreementDraft.objects.get().text == "# Our rules\n\n- Lena was here.\n"

    now = re.search(r'name="revision" value="(\d+)"', late.content.decode())[1]
    assert save(haris, "# Our rules\n\n- Hari was here.\n", revision=now).status_code == 302
    assert AgreementDraft.objects.get().text == "# Our rules\n\n- Hari was here.\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"begins_0": "2", "begins_1": "11", "begins_2": "2026"}, "Choose today or a later day."),
        ({"begins_2": "2033"}, "within the next two years"),
        ({"begins_0": "31", "begins_1": "2"}, "a day that exists"),
        ({"begins_0": "", "begins_1": "", "begins_2": ""}, "Enter the day from which"),
        ({"material": ""}, "Choose whether the change is minor or material."),
        ({"material": "perhaps"}, "Choose whether the change is minor or material."),
        ({"revision": "1"}, "has changed the draft since"),
        ({"revision": ""}, "The page was not sent whole."),
        ({"revision": "x"}, "The page was not sent whole."),
    ],
)
def test_publishing_says_what_is_wrong(lenas, data, told):
    save(lenas)

    answer = publish(lenas, **data)

    assert answer.status_code == 200
    assert told in words(answer)
    assert AgreementVersion.objects.filter(agreement__code="staff").count() == 1


def test_dropping(lenas):
    assert "The agreement stays as it is" in words(lenas.get(f"{URL}draft/drop/"))

    assert lenas.post(f"{URL}draft/drop/")["Location"] == URL

    assert lenas.get(f"{URL}draft/").status_code == 404
    assert texts.draft_of(Agreement.objects.get(code="staff")) is None


def test_a_draft_is_shown_to_those_who_write_alone(lenas, tom, boris, client_of):
    save(lenas)

    assert "Go on with the draft" in words(lenas.get(URL))
    page = words(client_of(tom).get(URL))
    assert "draft" not in page.lower()
    assert client_of(tom).get(f"{URL}draft/").status_code == 403
    assert client_of(boris).get(f"{URL}draft/").status_code == 404


def test_beginning_takes_a_post_and_words_to_begin_from(oakfield, agreed, lena, client_of):
    Agreement.objects.create(school=oakfield, code="empty", title="Empty", audience="staff")
    client = client_of(lena)

    assert client.get(f"{URL}draft/begin/").status_code == 405
    client.post("/oakfield/agreements/empty/draft/begin/")
    assert not AgreementDraft.objects.exists()
