"""A line of the decision: its box, its reason, the day access comes back, the amount."""

from datetime import date, timedelta

import pytest

from incidents.models import Decision, Measure, Task
from incidents.sanctions.services import Choice
from incidents.tasking.choices import TaskKind
from tests.incidents.sanctions.acts import DAY, all_taken, decide, nothing_kept
from tests.incidents.sanctions.browser import LATER, address, shown, text_of

BLOCKED = "a-blocked-from-the-system-for-one-week"
COST = "a-liable-for-the-cost-of-damage"


@pytest.fixture
def at(ada):
    return address(ada, grid="levels-misuse", misuse="dismantling")


@pytest.fixture
def browser(ada, at, lena, client_of):
    """The client, and what it would send back with all that is needed filled in."""
    client = client_of(lena)
    filled = {"a-recorded-as-a-child-protection-incident-reason": "Not of that kind."}
    return client, shown(client, at) | filled


def test_a_reason_beside_a_box_that_stays_ticked_is_asked_about(browser, at):
    client, data = browser
    data |= {"a-after-school-detention-reason": "She was ill."}

    page = text_of(client.post(at, data))

    assert "It is ticked, so it is taken. Untick it, or take the reason out." in page
    assert "After-school detention: It is ticked" in page
    assert "She was ill." in page
    assert not Decision.objects.exists()
    del data["a-after-school-detention-taken"]
    assert client.post(at, data).status_code == 302
    assert Measure.objects.get(reason="She was ill.").taken is False


def test_a_reason_beside_a_box_that_is_not_ticked_is_asked_about(browser, at):
    client, data = browser
    data |= {f"{COST}-reason": "She broke it."}

    page = text_of(client.post(at, data))

    assert "You wrote a reason here. Tick it to take it, or take the reason out." in page
    assert f'id="id_{COST}-taken_error"' in page
    assert "She broke it." in page
    assert not Decision.objects.exists()
    data |= {f"{COST}-taken": "on", f"{COST}-amount": "45"}
    assert client.post(at, data).status_code == 302
    assert Task.objects.get(kind=TaskKind.COST).amount == 45


def test_what_is_left_out_asks_why_also_where_its_task_is_wrong(browser, at):
    client, data = browser
    del data["a-after-school-detention-taken"]
    page = text_of(client.post(at, data | {"a-after-school-detention-due_on": "31/02/0001"}))

    assert "The grid proposes this. Take it, or say why not." in page
    assert "Enter a date, such as" not in page


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("", "Enter the amount in pounds"),
        ("abc", "Enter an amount, such as 45"),
        ("-5", "Enter an amount above 0."),
        ("0", "Enter an amount above 0."),
        ("0.001", "Enter an amount above 0."),
        ("NaN", "Enter an amount, such as 45"),
        ("1e30", "Enter an amount below 10 million pounds."),
        ("99999999999999", "Enter an amount below 10 million pounds."),
        ("45.505", "Enter pounds and pence"),
    ],
)
def test_an_amount_that_is_none_is_said_at_its_field(browser, at, amount, words):
    client, data = browser
    data |= {f"{COST}-taken": "on", f"{COST}-reason": "Broken.", f"{COST}-amount": amount}

    page = text_of(client.post(at, data))

    assert words in page
    assert f'id="id_{COST}-amount_error"' in page
    assert not Decision.objects.exists()


def test_access_is_taken_away_on_the_next_school_day_and_comes_back_after_it(
    browser, at, time_machine, ada, lena, client_of
):
    time_machine.move_to("2026-11-20T16:30:00+00:00")  # a Friday, the school is closed
    data = shown(client_of(lena), at)

    assert data[f"{BLOCKED}-due_on"] == "2026-11-23"
    assert data[f"{BLOCKED}-access_until"] == "2026-11-30"
    assert data["a-after-school-detention-due_on"] == "2026-11-27"


@pytest.mark.parametrize("days", [0, -1])
def test_access_does_not_come_back_before_it_is_taken_away(browser, at, ada, lena, days):
    client, data = browser
    due = date.fromisoformat(data[f"{BLOCKED}-due_on"]) + timedelta(days=7)
    back = due + timedelta(days=days)
    data |= {f"{BLOCKED}-due_on": due.isoformat(), f"{BLOCKED}-access_until": back.isoformat()}

    page = text_of(client.post(at, data))

    assert "when the task is due, or make it due earlier." in page
    assert f'id="id_{BLOCKED}-access_until_error"' in page
    choice = Choice("remove_access", taken=True, due_on=due, access_until=back)
    others = all_taken(ada, "pupil-actions", "offensive_message", 1)
    chosen = [choice if c.code == "remove_access" else c for c in others]
    with nothing_kept("after it is due"):
        decide(ada, lena, choices=chosen)


@pytest.mark.parametrize(
    ("own", "kind"),
    [
        ({"o1-title": "Blocked from the network", "o1-access_until": LATER}, "remove_access"),
        ({"o1-title": "No tablet at lunch", "o1-access_until": LATER}, "remove_access"),
        ({"o1-title": "Liable for the repair", "o1-amount": "12.50"}, "cost"),
        ({"o1-title": "Pays for the repair", "o1-amount": "12.50"}, "cost"),
        ({"o1-title": "A poster on kindness"}, "do"),
    ],
)
def test_what_is_not_of_the_grid_has_its_day_or_its_amount(browser, at, own, kind):
    client, data = browser

    answer = client.post(at, data | own | {"o1-reason": "It fits."})

    assert answer.status_code == 302
    task = Measure.objects.get(code="other").task
    assert (task.kind, task.title) == (kind, own["o1-title"])
    assert bool(task.access_until) == ("o1-access_until" in own)
    assert bool(task.amount) == ("o1-amount" in own)


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"o1-title": "Blocked for a day"}, "Enter the day on which access comes back."),
        ({"o1-title": "Liable for the cost"}, "Enter the amount in pounds"),
        ({"o1-title": "Pays", "o1-amount": "abc"}, "Enter an amount, such as 45"),
        (
            {"o1-title": "Both", "o1-amount": "5", "o1-access_until": LATER},
            "Make two actions of it",
        ),
        ({"o1-amount": "5"}, "Say what it is, or take the other words out."),
        ({"o1-access_until": "soon"}, "Say what it is, or take the other words out."),
    ],
)
def test_what_is_missing_there_is_said_at_its_field(browser, at, own, words):
    client, data = browser

    page = text_of(client.post(at, data | {"o1-reason": "It fits."} | own))

    assert words in page
    assert not Decision.objects.exists()


def test_carrying_on_after_a_warning_counts_whatever_was_done_before(ada, lena, client_of):
    from tests.incidents.sanctions.acts import pupil_case

    decide(ada, lena)
    later = DAY + timedelta(days=3)
    two = pupil_case(ada.school, lena, ada.person, happened_on=later)[1]
    client = client_of(lena)

    page = text_of(client.get(address(two)))
    other = address(two, misuse="repeat_after_warning")
    assert f'href="{other}"' in page
    page = text_of(client.get(other))
    assert ada.incident.reference in page
    assert "Perhaps another row fits better" not in page
    assert other not in text_of(client.get(address(two, misuse="disrepute")))


def test_deciding_acknowledges_a_report_that_nobody_has(ada, lena):
    type(ada.incident).objects.update(status="submitted", handler=None, acknowledged_at=None,
                                      acknowledged_by=None)  # fmt: skip
    decide(ada, lena)
    ada.incident.refresh_from_db()

    assert ada.incident.status == "acknowledged"
    assert ada.incident.acknowledged_by_id == lena.membership_id
