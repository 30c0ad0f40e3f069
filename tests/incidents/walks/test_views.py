"""Walking a chart by its pages, and the image guard by its form."""

import html
import re

import pytest
from django.urls import reverse

from esafety.access.roles import Role
from incidents.models import ImageGuard, Task, Walk, WalkStep
from incidents.services import closing
from incidents.walks.choices import Prompt
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.incidents.cases import entry_of, make_case, url
from tests.incidents.walks.walked import IMAGES, begun, do, guard, now, rows, say

LINK = "https://example.com/group?x=1"
NO = {prompt.value: "no" for prompt in Prompt} | {"read": "0"}
GUARD = NO | {"decision": "not", "override_reason": "Agreed with the head."}
WORDS = "In the app of the year group"


def page(answer) -> str:
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def step(node, **facts) -> dict[str, str]:
    """What the page of a run posts of one step."""
    return {"node": node} | {f"{node}-{name}": value for name, value in facts.items()}


def at(walk, name="walk", *more) -> str:
    return url(walk.incident, name, walk.chart, *more)


def test_a_chart_is_begun_and_walked_one_question_to_a_page(charted, lena, client_of):
    client, incident = client_of(lena), make_case(charted, "acknowledged", by=lena)
    begin = url(incident, "begin_walk", "chart-illegal")

    first = page(client.post(begin, follow=True))
    assert "Is anything illegal found or suspected?" in first
    answer = {"node": "illegal", "answer": "unsure", "note": LINK}
    held = page(client.post(url(incident, "walk", "chart-illegal"), answer, follow=True))
    assert "The chart waits here" in held
    assert LINK in held
    assert f'href="{LINK}' not in held
    advice = {"node": "advice", "note": "Not illegal.", "on": "2026-09-03", "at": "10:00"}
    again = page(client.post(url(incident, "walk", "chart-illegal"), advice, follow=True))
    assert "Done on 3 September 2026, 10:00" in again
    no = {"node": "illegal", "answer": "no"}
    end = page(client.post(url(incident, "walk", "chart-illegal"), no, follow=True))
    assert "This chart has come to its end." in end
    assert "Go on with: Is a member of staff involved?" in end
    assert "Lena Larch" in end
    assert Task.objects.get().outcome == "Not illegal."
    assert client.get(begin).url == url(incident, "walk", "chart-illegal")


def test_beginning_needs_a_press_and_twice_is_the_same_walk(charted, lena, client_of):
    client, incident = client_of(lena), make_case(charted)
    begin = url(incident, "begin_walk", "chart-staff")

    assert client.get(begin).url == url(incident)
    assert not Walk.objects.exists()
    assert [client.post(begin).url for _n in range(2)] == [url(incident, "walk", "chart-staff")] * 2
    assert Walk.objects.count() == 1
    assert client.post(url(incident, "begin_walk", "signposts")).status_code == 404


def test_a_step_by_its_form(charted, lena, client_of):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "yes")
    client = client_of(lena)

    shown = page(client.get(at(walk)))
    assert "Give it as a task to: designated safeguarding lead" in shown
    told = page(client.post(at(walk), {"node": "inform"}))
    assert "Choose what became of the step." in told
    skip = step("inform", how="skipped", note="Kept.", on="31/31/2026")
    told = page(client.post(at(walk), skip))
    assert "Give a reason for skipping the step." in told
    assert "31/31/2026" in told
    half = step("inform", how="done", on="2026-09-03")
    assert "Enter the day and the time." in page(client.post(at(walk), half))
    late = step("inform", how="done", on="2999-01-01", at="10:00")
    assert "Enter a day that has been" in page(client.post(at(walk), late))
    assert client.post(at(walk), skip | {"inform-reason": "Rung."}).status_code == 302
    assert client.post(at(walk), step("devices", how="done")).status_code == 302
    assert [one.answer for one in WalkStep.objects.order_by("pk")] == ["yes", "skipped", "done"]
    again = page(client.get(at(walk, "walk_again", "inform")))
    assert not re.search(r'type="radio"[^>]*checked', again)
    assert "Choose what became" in page(
        client.post(at(walk, "walk_again", "devices"), {"how": "task"})
    )


def test_what_was_typed_while_the_incident_was_closed_stays_on_the_page(charted, lena, client_of):
    walk = begun(charted, lena)
    outcome = {"outcome": "talk", "outcome_words": "It was enough."}
    closing.close(incident=walk.incident, by=lena, summary="A summary.", **outcome)

    told = page(client_of(lena).post(at(walk), {"node": "illegal", "answer": "no", "note": "Mine"}))

    assert "only after it is reopened" in told
    assert "Mine" in told
    assert not WalkStep.objects.exists()


def test_the_second_of_two_windows_loses_no_word(charted, lena, client_of):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "yes")

    told = page(
        client_of(lena).post(at(walk), {"node": "illegal", "answer": "no", "note": "My words."})
    )

    assert "The chart has gone on meanwhile" in told
    assert "My words." in told
    assert now(walk).node.code == "inform"


def test_an_answer_is_changed_and_what_followed_is_marked(charted, lena, client_of):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "yes")
    do(walk, lena, "inform")
    client = client_of(lena)
    again = at(walk, "walk_again", "illegal")

    assert f'href="{again}"' in page(client.get(at(walk)))
    assert "You change an answer" in page(client.get(again))
    told = page(client.post(again, {"answer": "no", "note": "A mistake."}, follow=True))

    assert told.count("Before the answer was changed") == 2
    assert "A mistake." in told
    same = page(client.post(again, {"answer": "no"}))
    assert "This is the answer already" in same
    for node in ("inform", "network", "nowhere"):
        assert client.get(at(walk, "walk_again", node)).status_code == 404


def test_a_walk_that_is_over_takes_no_further_answer(charted, lena, client_of):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "no")
    before = rows()[:-1]

    assert "has come to its end" in page(client_of(lena).post(at(walk), {"node": "%%"}))
    assert rows()[:-1][0] == before[0]
    assert WalkStep.objects.count() == 1


def test_a_reader_sees_the_walk_and_cannot_go_on(charted, lena, client_of):
    reader = make_member(charted, "Sue Sorrel", Role.SENIOR_LEADER)
    walk = begun(charted, lena)
    client = client_of(reader)

    for answer in (client.get(at(walk)), client.post(at(walk), {"answer": "yes"})):
        told = page(answer)
        assert "Only those who handle incidents can do this." in told
        assert "Answer and go on" not in told
    assert not WalkStep.objects.exists()
    for name, more in (("begin_walk", []), ("walk_again", ["illegal"])):
        assert client.post(at(walk, name, *more)).status_code == 403
    assert client.post(url(walk.incident, "image_guard")).status_code == 403


def pages_of(walk) -> list[str]:
    own = [at(walk), at(walk, "begin_walk"), at(walk, "walk_again", "illegal")]
    return [*own, url(walk.incident, "image_guard")]


def test_for_whoever_is_named_and_for_another_school_there_is_nothing(
    charted, brook, dee, lena, boris, client_of
):
    walk = begun(charted, dee, types=IMAGES, people=[(entry_of(lena), "witness")])
    say(walk, dee, "illegal", "yes")
    before = rows()

    for actor in (lena, boris):
        client = client_of(actor)
        for address in pages_of(walk):
            nowhere = address.replace(walk.incident.reference, "OAK-0000-00")
            for act in (client.get, client.post):
                hidden, unknown = act(address), act(nowhere)
                assert (hidden.status_code, hidden.content) == (404, unknown.content), address
    assert rows() == before


def test_no_such_chart_is_no_page(charted, lena, client_of):
    incident = make_case(charted)

    assert client_of(lena).get(url(incident, "walk", "chart-staff")).status_code == 404


def test_the_guard_is_answered_on_its_page(oakfield, lena, client_of):
    child = make_person(oakfield, "Ada Ash", date_of_birth="2016-01-01")
    incident = make_case(oakfield, types=IMAGES, people=[(child, "target")])
    client, address = client_of(lena), url(incident, "image_guard")

    shown = page(client.get(address))
    assert "From the directory: yes." in shown
    assert "Never view, copy, print, share, save or forward" in shown
    assert re.search(r'name="under_13"[^>]*value="yes"[^>]*checked|checked[^>]*value="yes"', shown)
    denied = client.post(address, GUARD)
    assert "By the directory a child" in page(denied)
    assert "under_13" in denied.context["form"].errors
    seen = {f"seen-0-{name}": WORDS for name in ("who", "why", "when", "where", "present")}
    facts = NO | {"under_13": "yes", "device_secured": "yes", "device_words": WORDS} | seen
    assert client.post(address, facts).url == url(incident) + "#what-to-do"

    made = ImageGuard.objects.get()
    assert (made.refer, made.device_secured, made.seen[0]["who"]) == (True, True, WORDS)
    for told in (page(client.get(address)), page(client.get(url(incident)))):
        assert WORDS in told
    assert "What was answered before" in page(client.get(address))
    assert 'name="seen-2-who"' in page(client.get(address))


def test_two_leads_at_once_the_second_reads_what_was_answered(oakfield, lena, dee, client_of):
    incident = make_case(oakfield, types=IMAGES)
    guard(incident, lena, refer=True, device_words="In the safe of the office.")
    client, address = client_of(dee), url(incident, "image_guard")

    told = page(client.post(address, GUARD))

    assert "Somebody has answered these questions since you opened the page." in told
    assert '<details class="govuk-details" open>' in told
    assert "In the safe of the office." in told
    assert "Agreed with the head." in told
    again = re.search(r'name="read" value="(\d+)"', told)[1]
    assert client.post(address, GUARD | {"read": again}).status_code == 302
    assert [one.refer for one in ImageGuard.objects.order_by("pk")] == [True, False]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"adult": ""}, "Answer this question."),
        ({"adult": "maybe"}, "Answer yes, no or not sure."),
        ({"decision": ""}, "Choose whether it is referred."),
        ({"decision": "x"}, "Choose whether it is referred."),
        ({"override_reason": ""}, "Give the reason for not referring it."),
        ({"seen-0-why": "By accident."}, "Say who saw it."),
        ({"seen-1-who": "Tom Thorn"}, "Say why."),
        ({"device_secured": "perhaps"}, "Choose whether the device is kept safe."),
        ({"override_reason": "x" * 20_001}, "at most"),
        ({"override_reason": "See https://x.example/"}, "Leave the web address out."),
        ({"device_words": "www.x.example"}, "Leave the web address out."),
        ({"seen-0-who": "Tom", "seen-0-why": "ftp://x"}, "Leave the web address out."),
    ],
)
def test_what_is_missing_is_said_at_its_field(oakfield, lena, client_of, changes, words):
    incident = make_case(oakfield, types=IMAGES)

    told = page(client_of(lena).post(url(incident, "image_guard"), GUARD | changes))

    assert words in told
    assert "There is a problem" in told
    assert not ImageGuard.objects.exists()


def test_the_guard_of_another_incident_is_refused_in_a_sentence(oakfield, lena, client_of):
    told = page(client_of(lena).post(url(make_case(oakfield), "image_guard"), GUARD))

    assert "No type of this incident is about sexual images." in told
    assert "Agreed with the head." in told


# What scripts send: each of these under every name at once.
ODD = ["\x00", "<script>", "%ED%A0%80", "9" * 400, "done", "2026-13-40"]
NAMES = ["node", "from", "inform-how", "inform-note", "inform-on", "devices-how",
         "devices-reason", "answer", "note", "how", "on", "at", "reason", "adult", "risk",
         "decision", "override_reason", "device_secured", "device_words", "seen-0-who",
         "seen-19-why", "seen-99-who"]  # fmt: skip


@pytest.mark.parametrize("place", range(4))
def test_the_forms_survive_anything(charted, lena, client_of, place):
    walk = begun(charted, lena, types=IMAGES)
    say(walk, lena, "illegal", "yes")
    guard(walk.incident, lena, refer=True)
    client, address = client_of(lena), pages_of(walk)[place]

    for odd in ODD:
        body = "&".join(f"{name}={odd}" for name in NAMES)
        sent = client.post(address, body, content_type="application/x-www-form-urlencoded")
        assert sent.status_code in (200, 302), odd
    assert WalkStep.objects.count() == 1
    assert ImageGuard.objects.count() == 1


def test_an_address_that_cannot_be_one_is_not_found(charted, lena, client_of):
    walk = begun(charted, lena)
    base = reverse("incidents:record", args=["oakfield", walk.incident.reference])
    for end in ("charts/%00/", "charts/chart-illegal/again/%EF%BF%BD/", f"charts/{'x' * 300}/"):
        assert client_of(lena).get(base + end).status_code == 404
