"""A chart's table read, and every way in which a table is no chart."""

import pytest

from incidents.tasking.choices import Owner
from policies import tables
from policies.charts import structure
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


def sentences(*rows) -> list[tuple[int, str]]:
    return structure.errors([list(HEADINGS), *rows])


def test_a_sound_chart_has_no_errors_and_reads_back():
    rows = [list(HEADINGS), *asked(task_for="dsl", help="H", contact="C"), STEP, END]

    assert structure.errors(rows) == []
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

    assert structure.errors(rows) == []
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


@pytest.mark.parametrize(
    ("rows", "at", "words"),
    [
        ([*asked(no="nowhere"), END], 1, "there is no such node"),
        ([*asked(no=""), END], 1, "does not say where it goes to"),
        ([*asked(no="done"), END, STEP], 4, "Nothing leads to “do”."),
        ([*asked(), line("do", "step", goes_to="do"), END], 3, "goes round in a circle"),
        ([*asked(no="done"), line("done", "step", goes_to="ask")], 0, "has no end"),
        ([*asked(), asked()[0], STEP, END], 1, "has the answer “yes” twice"),
        ([*asked(words=""), STEP, END], 1, "has no words"),
        ([asked()[0], END], 1, "needs two to eight answers"),
        (
            [*asked(), line("ask", "question", "", answer="x", goes_to="do"), STEP, END],
            1,
            "no words",
        ),
        (
            [line("ask", "question", answer="?!", answer_words="x", goes_to="done"), END],
            1,
            "no code",
        ),
        ([line("do", "step", goes_to="done", answer="yes"), END], 1, "no answers"),
        ([line("do", "step", goes_to="done", task="T"), END], 1, "for whom the task"),
        ([line("do", "step", goes_to="done", task_for="king"), END], 1, "A task is for one of"),
        ([line("Do it", "step", goes_to="done"), END], 1, "small letters"),
        ([line("do", "song", goes_to="done"), END], 1, "kind of a node is one of"),
        ([line("do", "step", "x" * 301, goes_to="done"), END], 1, "at most 300 characters"),
        ([STEP, line("do", "step", "Other", goes_to="done"), END], 2, "another “words”"),
        ([STEP, line("done", "end", goes_to="ask")], 2, "is an end"),
        ([["a", "b"]], 1, "2 cells instead of 10"),
        ([], 0, "at least one question"),
        ([line(f"n{n}", "step", goes_to=f"n{n + 1}") for n in range(61)], 0, "at most 60"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_at_its_line(rows, at, words):
    found = sentences(*rows)

    assert any(place == at and words in sentence for place, sentence in found), found
    assert all(sentence.endswith(".") for _place, sentence in found)


@pytest.mark.parametrize("rows", [[], [["node"]], [["x"] * 10]])
def test_other_headings_are_said(rows):
    assert structure.errors(rows)[0][0] == 0
    assert structure.errors(rows)[0][1].startswith("The headings of a chart are: node, kind")


def test_lines_that_make_no_sense_are_left_out_when_reading():
    rows = [list(HEADINGS), ["short"], line("", "step"), line("x", "song"), STEP, END]

    assert [*structure.read(rows).nodes] == ["do", "done"]
    assert structure.read([]).nodes == {}
