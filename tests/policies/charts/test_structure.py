"""A chart's table read."""

import pytest

from incidents.tasking.choices import Owner
from policies import tables
from policies.charts import structure
from policies.charts.mistakes import mistakes
from policies.charts.structure import HEADINGS, NodeKind
from policies.services.seeding import SEEDS

CHARTS = sorted(SEEDS.glob("chart-*.csv"))


def line(node, kind, words="Words", **more) -> list[str]:
    known = {"node": node, "kind": kind, "words": words, **more}
    return [known.get(heading, "") for heading in HEADINGS]


def asked(node="ask", yes="done", no="do", **more) -> list[list[str]]:
    return [
        line(node, "question", answer="yes", answer_words="Yes", goes_to=yes, **more),
        line(node, "question", "", answer="no", answer_words="No", goes_to=no),
    ]


STEP, END = line("do", "step", goes_to="done"), line("done", "end")


def test_a_sound_chart_has_no_errors_and_reads_back():
    rows = [list(HEADINGS), *asked(task_for="dsl", help="H", contact="C"), STEP, END]

    assert mistakes(rows) == []
    chart = structure.read(rows)
    assert [*chart.nodes] == ["ask", "do", "done"]
    assert chart.start.leads_to("no") == "do"
    assert chart.start.leads_to("maybe") is None
    assert (chart.start.words_of("yes"), chart.start.words_of("maybe")) == ("Yes", "")
    assert chart.nodes["do"].leads_to("whatever") == "done"
    assert chart.nodes["done"].leads_to("") is None
    assert (chart.start.help, chart.start.contact, chart.start.task_for) == ("H", "C", "dsl")


@pytest.mark.parametrize("path", CHARTS, ids=lambda p: p.stem)
def test_every_seeded_chart_is_sound_and_its_next_charts_exist(path):
    rows = tables.parse(path.read_text(encoding="utf-8"))

    assert mistakes(rows) == []
    following = {node.next_chart for node in structure.read(rows).nodes.values()} - {""}
    assert following <= {one.stem for one in CHARTS}


def test_the_six_charts_of_triage_are_seeded():
    named = {"illegal", "staff", "pupils", "security-or-data", "cyberbullying", "negative-comments"}

    assert {path.stem for path in CHARTS} == {f"chart-{name}" for name in named}


@pytest.mark.parametrize("path", CHARTS, ids=lambda p: p.stem)
def test_no_seeded_chart_has_a_telephone_number_or_a_link(path):
    text = path.read_text(encoding="utf-8")

    assert not any(word in text for word in ("http", "www.", "0800", "999", "101"))


@pytest.mark.parametrize("path", CHARTS, ids=lambda p: p.stem)
def test_not_sure_always_asks_for_advice(path):
    chart = structure.read(tables.parse(path.read_text(encoding="utf-8")))

    for node in chart.nodes.values():
        to = node.leads_to("unsure") if node.kind == NodeKind.QUESTION else None
        assert to is None or chart.nodes[to].kind == NodeKind.ADVICE


def test_the_roles_are_those_of_tasks():
    assert set(structure.ROLES) == set(Owner.values)


def test_lines_that_make_no_sense_are_left_out_when_reading():
    rows = [list(HEADINGS), ["short"], line("", "step"), line("x", "song"), STEP, END]

    assert [*structure.read(rows).nodes] == ["do", "done"]
    assert structure.read([]).nodes == {}
