"""Steps that follow one another: one page, one press, each with its own choice."""

import html
import re

import pytest

from incidents.models import Task, WalkStep
from tests.incidents.cases import make_case, url
from tests.incidents.walks.walked import begun, do, now, say


@pytest.fixture
def walk(charted, lena):
    """A walk that stands before the two steps "inform" and "devices"."""
    found = begun(charted, lena)
    say(found, lena, "illegal", "yes")
    return found


def page(answer) -> str:
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def at(walk) -> str:
    return url(walk.incident, "walk", walk.chart)


def told(**steps) -> dict[str, str]:
    """What the page posts: of each step what was filled in."""
    facts = {"from": "inform", "node": "inform"}
    for node, values in steps.items():
        facts |= {f"{node}-{name}": value for name, value in values.items()}
    return facts


def error_at(shown, field) -> str:
    """The errors that stand at one field."""
    until = r'.*?(?=id="div_id_|</li>)'
    group = re.search(rf'id="div_id_{field}" class="([^"]*)"{until}', shown, re.DOTALL)
    found = re.findall(r'govuk-error-message".*?</span>(.*?)</(?:p|span)>', group[0], re.DOTALL)
    assert bool(found) == ("--error" in group[1])
    return " ".join(found)


def test_the_steps_are_a_list_with_numbers_and_nothing_is_chosen(walk, lena, client_of):
    shown = page(client_of(lena).get(at(walk)))

    assert "The next 2 steps" in shown
    assert re.search(r">1\. .*>2\. ", shown, re.DOTALL)
    assert not re.search(r'type="radio"[^>]*checked', shown)
    assert shown.count('type="submit"') == shown.count("Save and go on") + 1
    assert "Then comes the question:" in shown
    assert "Choose what became" not in shown


def test_one_press_records_them_all_and_shows_the_next_question(walk, lena, client_of):
    steps = told(
        inform={"how": "task"},
        devices={"how": "done", "note": "Safe.", "on": "2026-09-03", "at": "10:00"},
    )
    shown = page(client_of(lena).post(at(walk), steps, follow=True))

    assert now(walk).node.words in shown
    assert now(walk).node.code == "network"
    assert "Done on 3 September 2026, 10:00" in shown
    assert Task.objects.get().owner_role == "dsl"


def test_a_step_without_a_choice_at_the_end_stays_for_later(walk, lena, client_of):
    shown = page(client_of(lena).post(at(walk), told(inform={"how": "done"}), follow=True))

    assert now(walk).node.code == "devices"
    assert "The next step" in shown


def test_a_step_left_out_is_an_error_next_to_it(walk, lena, client_of):
    sent = told(devices={"how": "skipped", "reason": "No device at all."})
    shown = page(client_of(lena).post(at(walk), sent))

    assert "a later one has its choice" in error_at(shown, "inform-how")
    assert not error_at(shown, "devices-how")
    assert 'href="#id_inform-how_1"' in shown
    assert 'id="id_inform-how_1"' in shown
    assert "No device at all." in shown
    assert WalkStep.objects.count() == 1


@pytest.mark.parametrize(
    ("step", "facts", "field", "words"),
    [
        ("inform", {}, "how", "Choose what became of the step."),
        ("inform", {"note": "Kept."}, "how", "or take your words out"),
        ("inform", {"how": "perhaps", "note": "Kept."}, "how", "Choose what became of the step."),
        ("devices", {"how": "task", "note": "Kept."}, "how", "Choose what became of the step."),
        ("devices", {"how": "skipped", "note": "Kept."}, "reason", "Give a reason"),
        ("devices", {"reason": "Kept."}, "how", "or take your words out"),
        ("inform", {"how": "done", "note": "Kept.", "on": "2999-01-01"}, "on", "day that has been"),
    ],
)
def test_an_error_is_next_to_the_field_of_its_step(
    walk, lena, client_of, step, facts, field, words
):
    other = {"inform": "devices", "devices": "inform"}[step]
    sent = told(**{step: facts}, **({other: {"how": "done"}} if step == "devices" else {}))
    shown = page(client_of(lena).post(at(walk), sent))

    assert words in error_at(shown, f"{step}-{field}")
    assert ("Kept." in shown) == ("Kept." in facts.values())
    assert shown.count('class="govuk-error-message"') == 1
    assert "There is a problem" in shown
    assert WalkStep.objects.count() == 1


def test_what_somebody_else_recorded_meanwhile_is_said_and_the_others_go_on(
    walk, lena, dee, client_of
):
    do(walk, dee, "inform")
    client = client_of(lena)
    sent = told(
        inform={"how": "done", "note": "I rang.", "on": "2026-09-03", "at": "10:00"},
        devices={"how": "skipped", "reason": "No device."},
    )

    shown = page(client.post(at(walk), sent))
    assert "has been recorded already, by Dee Dogwood: Done." in shown
    assert 'href="#step-inform"' in shown
    for kept in ("I rang.", "No device.", 'value="2026-09-03"', 'name="node" value="devices"'):
        assert kept in shown
    assert WalkStep.objects.count() == 2

    once_more = page(client.post(at(walk), sent | {"node": "devices", "devices-reason": ""}))
    assert "I rang." in once_more
    assert "Give a reason" in error_at(once_more, "devices-reason")
    assert client.post(at(walk), sent | {"node": "devices"}).status_code == 302
    assert now(walk).last("inform").note == ""
    assert now(walk).last("devices").reason == "No device."


def test_where_all_were_recorded_the_words_stay_and_the_way_on_is_shown(walk, lena, client_of):
    client = client_of(lena)
    sent = told(inform={"how": "done"}, devices={"how": "skipped", "reason": "No device."})
    assert client.post(at(walk), sent).status_code == 302

    shown = page(client.post(at(walk), sent))

    assert "has been recorded already, by Lena Larch: Skipped." in shown
    assert "No device." in shown
    assert "Go on with the chart" in shown
    assert "Save and go on" not in shown
    assert WalkStep.objects.count() == 3


def test_where_the_chart_stands_earlier_again_nothing_is_recorded_unseen(walk, lena, client_of):
    sent = told(inform={"how": "done"}, devices={"how": "done", "note": "Mine."})

    shown = page(client_of(lena).post(at(walk), sent | {"node": "devices"}))
    assert "The chart has gone on meanwhile" in error_at(shown, "inform-how")
    assert "Mine." in shown
    elsewhere = page(client_of(lena).post(at(walk), {"node": "keep", "keep-note": "Mine."}))
    assert "The chart has gone on meanwhile" in elsewhere
    assert "Mine." in elsewhere
    assert WalkStep.objects.count() == 1


def test_an_end_is_no_page_that_can_be_asked_for(walk, lena, client_of):
    shown = page(client_of(lena).post(at(walk), {"node": "nothing"}))

    assert "come to its end" not in shown
    assert "The next 2 steps" in shown


def test_the_pupils_chart_takes_five_pages_to_its_end(charted, lena, client_of):
    """The issue: a straightforward report is handled in at most twelve page loads."""
    incident, client = make_case(charted, types=("gambling",)), client_of(lena)
    walk = url(incident, "walk", "chart-pupils")
    presses = [
        (url(incident, "begin_walk", "chart-pupils"), {}),
        (walk, {"node": "part", "answer": "instigator"}),
        (walk, {"node": "others", "others-how": "done", "grid-how": "done"}),
        (walk, {"node": "serious", "answer": "no"}),
        (walk, {"node": "review", "review-how": "task"}),
    ]
    pages = [page(client.post(address, sent, follow=True)) for address, sent in presses]

    assert len(pages) == 5
    assert "Then the chart comes to its end:" in pages[3]
    assert "The chart has come to its end: Write the outcome" in pages[4]
    assert "What needs doing next" in pages[4]
