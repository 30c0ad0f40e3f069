"""Charts walked on an incident: who and when, skipping with a reason, waiting for advice."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from esafety.access.roles import Role
from incidents.models import Task, Walk, WalkStep
from incidents.tasking.services import answering
from incidents.walks.choices import How
from incidents.walks.services import walking
from incidents.walks.services.walking import Taken
from policies import tables
from policies.models import RuleTable, RuleTableVersion
from tests.factories.schools import make_member
from tests.incidents.cases import entry_of, events_of, last_entry, make_case
from tests.incidents.walks.walked import audit_that_fails, begun, do, now, refused, rows, say


def test_a_chart_is_begun_in_the_version_in_force_today_and_keeps_it(charted, lena):
    walk = begun(charted, lena)
    table = RuleTable.objects.get(code="chart-illegal")
    later = [walk.version.rows[0], ["only", "end", "Nothing to do", *[""] * 7]]
    RuleTableVersion.objects.create(
        school=charted,
        table=table,
        number=2,
        effective_from=date(2026, 9, 2),
        rows=later,
        sha256=tables.digest(later),
        made_at=timezone.now(),
        made_by_ref="system:tests",
    )

    assert now(walk).node.code == "illegal"
    assert now(begun(charted, lena)).node.code == "only"
    assert last_entry(walk.incident).text == "Chart begun: “Is anything illegal?”."
    assert events_of(walk.incident) == [("walk.started", {"chart": "chart-illegal", "version": 1})]


@pytest.mark.parametrize("chart", ["chart-none", "pupil-actions", "signposts"])
def test_what_is_no_chart_is_not_begun(charted, lena, chart):
    incident = make_case(charted)
    with refused("no such chart"):
        walking.begin(incident=incident, by=lena, chart=chart)


def test_a_chart_is_begun_once(charted, lena):
    walk = begun(charted, lena)
    with refused("begun on this incident already"):
        walking.begin(incident=walk.incident, by=lena, chart="chart-illegal")


def test_each_answer_keeps_who_and_when_and_leads_on(charted, lena, dee):
    walk = begun(charted, lena)
    step = say(walk, dee, "illegal", "yes", note="Two pupils told Tom.")

    assert (step.taken_by_id, step.answer_words) == (dee.membership_id, "Yes")
    assert timezone.now() - step.taken_at < timedelta(minutes=1)
    assert now(walk).node.code == "inform"
    entry = last_entry(walk.incident)
    assert entry.kind == "walk"
    assert entry.text == (
        "Is anything illegal found or suspected? – Yes (chart “Is anything illegal?”).\n"
        "Two pupils told Tom."
    )
    data = {"chart": "chart-illegal", "node": "illegal", "answer": "yes"}
    assert events_of(walk.incident)[-1] == ("walk.answered", data)


def test_not_sure_gives_the_task_to_ask_and_holds_the_case_there(charted, lena, dee):
    walk = begun(charted, lena)
    step = say(walk, lena, "illegal", "unsure")

    assert (step.task.kind, step.task.owner_role) == ("advice", "lead")
    assert "local authority" in step.task.words
    assert now(walk).node.code == "advice"
    with refused("Write down who was asked"):
        do(walk, lena, "advice", note="  ")
    with refused("The chart waits here"):
        do(walk, lena, "advice", How.SKIPPED, reason="No time.")
    with refused("The chart waits here"):
        do(walk, lena, "advice", How.TASK)
    with refused("has gone on"):
        say(walk, lena, "illegal", "no")

    do(walk, dee, "advice", note="The adviser says: not illegal.")
    assert now(walk).node.code == "illegal"
    task = Task.objects.get()
    assert (task.state, task.outcome) == ("done", "The adviser says: not illegal.")
    say(walk, lena, "illegal", "no")
    assert now(walk).is_over
    assert now(walk).node.next_chart == "chart-staff"


def test_advice_that_the_task_brought_is_not_asked_for_twice(charted, lena):
    walk = begun(charted, lena)
    task = say(walk, lena, "illegal", "unsure").task
    answering.answer(task=task, by=lena, outcome="They say yes.")
    do(walk, lena, "advice", note="They say yes.")
    again = say(walk, lena, "illegal", "unsure").task
    same = say(walk, lena, "illegal", "unsure", again=True, note="Still not sure.").task

    assert again != task
    assert same == again
    assert Task.objects.count() == 2


def test_a_step_is_done_given_as_a_task_or_skipped_with_its_reason(charted, lena):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "yes")
    yesterday = timezone.now() - timedelta(days=1)
    given = do(walk, lena, "inform", How.TASK, happened_at=yesterday)
    with refused("Give a reason for skipping"):
        do(walk, lena, "devices", How.SKIPPED, reason=" ")
    with refused("does not say for whom"):
        do(walk, lena, "devices", How.TASK)
    with refused("Choose one of the answers"):
        say(walk, lena, "devices", "yes")
    skipped = do(walk, lena, "devices", How.SKIPPED, reason="There is no device.", note="Lost.")
    say(walk, lena, "network", "yes")
    done = do(walk, lena, "account", note="By Nat.", happened_at=yesterday)

    assert (given.task.owner_role, given.happened_at) == ("dsl", None)
    assert given.task.title == "Tell the police and the local authority's online safety adviser"
    assert (skipped.skipped, skipped.reason, skipped.note) == (True, "There is no device.", "")
    assert (done.happened_at, done.task) == (yesterday, None)
    assert last_entry(walk.incident).happened_at == yesterday
    assert [kind for kind, _data in events_of(walk.incident)].count("walk.skipped") == 1
    do(walk, lena, "keep")
    with refused("Choose one of the answers"):
        do(walk, lena, "who")


def test_a_run_of_steps_is_recorded_together_each_as_its_own_row(charted, lena, dee):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "yes")
    yesterday = timezone.now() - timedelta(days=1)
    told = [
        Taken("inform", How.TASK, note="Rung."),
        Taken("devices", How.DONE, note="In the safe.", happened_at=yesterday),
    ]
    first, second = walking.take_run(walk=walk, by=dee, taken=told)

    assert (first.task.owner_role, first.taken_by_id) == ("dsl", dee.membership_id)
    assert (second.note, second.happened_at) == ("In the safe.", yesterday)
    assert now(walk).node.code == "network"
    assert [data.get("node") for _kind, data in events_of(walk.incident)][-2:] == [
        "inform",
        "devices",
    ]
    assert WalkStep.objects.count() == 3


def test_of_a_run_the_first_steps_may_be_recorded_alone(charted, lena):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "yes")
    skipped = Taken("inform", How.SKIPPED, reason="They rang us.")
    walking.take_run(walk=walk, by=lena, taken=[skipped])

    assert now(walk).node.code == "devices"
    assert now(walk).last("inform").reason == "They rang us."


def test_of_a_run_all_are_recorded_or_none(charted, lena, dee):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "yes")
    inform, devices = Taken("inform", How.TASK), Taken("devices", How.DONE)
    wrong = {
        "Choose what became of the step": [],
        "Give a reason for skipping": [inform, Taken("devices", How.SKIPPED)],
        "does not say for whom": [inform, Taken("devices", How.TASK)],
        "has gone on meanwhile": [devices],
        "in their order": [inform, devices, Taken("network", How.DONE)],
    }
    for words, taken in wrong.items():
        with refused(words):
            walking.take_run(walk=walk, by=lena, taken=taken)
    with refused("in their order"):
        walking.take_run(walk=walk, by=lena, taken=[inform, inform])
    do(walk, dee, "inform")
    with refused("recorded already, by Dee Dogwood: Done"):
        walking.take_run(walk=walk, by=lena, taken=[inform, devices])


def test_going_back_writes_a_further_row_and_what_followed_counts_no_more(charted, lena, dee):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "yes")
    do(walk, lena, "inform")
    do(walk, lena, "devices")
    with refused("This is the answer already"):
        say(walk, lena, "illegal", "yes", again=True)
    changed = say(walk, dee, "illegal", "no", again=True)

    standing = now(walk)
    assert standing.path == (changed,)
    assert standing.is_over
    assert WalkStep.objects.count() == 4
    assert len(standing.before) == 3


def test_a_change_that_leads_to_the_same_keeps_what_followed(charted, lena):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "yes")
    first = do(walk, lena, "inform", How.TASK)
    do(walk, lena, "devices")
    with refused("task of this step is still open"):
        do(walk, lena, "inform", How.TASK, again=True)
    second = do(walk, lena, "inform", again=True, note="Rang them.")

    standing = now(walk)
    assert standing.node.code == "network"
    assert [step.node for step in standing.path] == ["illegal", "inform", "devices"]
    assert standing.last("inform") == second
    assert standing.before == {first.pk}


def test_of_two_windows_the_second_is_told_what_comes_next(charted, lena):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "no")
    with refused("The chart has gone on meanwhile"):
        say(walk, lena, "illegal", "yes")
    with refused("no such question"):
        say(walk, lena, "nowhere", "yes")
    with refused("has not been answered yet"):
        say(walk, lena, "network", "yes", again=True)
    other = begun(charted, lena)
    with refused("Choose one of the answers"):
        say(other, lena, "illegal", "perhaps")


def test_a_walk_that_was_never_begun_takes_no_answer(charted, lena):
    walk = Walk(incident=make_case(charted), chart="chart-staff")
    with refused("has not been begun"):
        say(walk, lena, "staff", "yes")


def test_only_those_who_handle_the_open_incident_walk(charted, lena, tom, boris, hari):
    walk = begun(charted, lena)
    reader = make_member(charted, "Sue Sorrel", Role.SENIOR_LEADER)
    for who in (tom, reader):
        with refused("Only those who handle incidents"):
            say(walk, who, "illegal", "yes")
        with refused("Only those who handle incidents"):
            walking.take_run(walk=walk, by=who, taken=[Taken("inform", How.DONE)])
        with refused("Only those who handle incidents"):
            walking.begin(incident=walk.incident, by=who, chart="chart-staff")
    named = make_case(charted, people=[(entry_of(lena), "witness")])
    with refused("was not found"):
        walking.begin(incident=named, by=lena, chart="chart-staff")
    closed = make_case(charted, "closed", by=hari)
    with refused("only after it is reopened"):
        walking.begin(incident=closed, by=lena, chart="chart-staff")
    with refused("was not found"):
        say(walk, boris, "illegal", "yes")


@pytest.mark.parametrize("act", ["begin", "answer", "take", "take_run"])
def test_without_its_audit_row_nothing_is_saved(charted, lena, monkeypatch, act):
    walk = begun(charted, lena)
    if act.startswith("take"):
        say(walk, lena, "illegal", "yes")
    acts = {
        "begin": lambda: walking.begin(incident=walk.incident, by=lena, chart="chart-staff"),
        "answer": lambda: say(walk, lena, "illegal", "unsure"),
        "take": lambda: do(walk, lena, "inform", How.TASK),
        "take_run": lambda: walking.take_run(
            walk=walk, by=lena, taken=[Taken("inform", How.TASK), Taken("devices", How.DONE)]
        ),
    }
    with audit_that_fails(monkeypatch):
        acts[act]()


@pytest.mark.parametrize("model", [Walk, WalkStep])
def test_rows_of_a_walk_are_never_changed(charted, lena, model):
    walk = begun(charted, lena)
    say(walk, lena, "illegal", "no")
    before = rows()
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        model.objects.update(school=charted)
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        model.objects.all()._raw_delete(model.objects.all().db)
    assert rows() == before


def test_the_database_wants_a_reason_for_skipping(charted, lena):
    step = say(begun(charted, lena), lena, "illegal", "no")
    step.pk, step.skipped = None, True
    with pytest.raises(IntegrityError, match="skipped_with_a_reason"), transaction.atomic():
        step.save(force_insert=True)
